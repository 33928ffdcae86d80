// <local-time>: a moment in the reader's own zone and words; without this script
// the server's words stay.

import { now } from "./models/server_time.js";

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
// What is said of a moment against now is said again as time goes by.
const PASSING = new Set(["away", "soon"]);
const { lang: LANGUAGE, dataset: NAMES } = document.documentElement;
const [DAYS, MONTHS] = [NAMES.days.split("|"), NAMES.months.split("|")];
// Many browsers know no Welsh, and would say it in another language.
const SAYS_AWAY = Intl.RelativeTimeFormat.supportedLocalesOf(LANGUAGE).length > 0;

// As people/clocks.py writes it, in both languages: 7pm, 7.45pm.
function clock(date) {
  const hour = date.getHours();
  const minute = date.getMinutes();
  const past = minute ? `.${String(minute).padStart(2, "0")}` : "";
  return `${hour % 12 || 12}${past}${hour < 12 ? "am" : "pm"}`;
}

function day(date) {
  const words = `${DAYS[date.getDay()]} ${date.getDate()} ${MONTHS[date.getMonth()]}`;
  const year = date.getFullYear();
  return year === new Date(now()).getFullYear() ? words : `${words} ${year}`;
}

function away(date) {
  const minutes = Math.round((date - now()) / MINUTE);
  const words = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: "auto" });
  if (minutes === 0) return words.format(0, "second");
  if (Math.abs(minutes) < 60) return words.format(minutes, "minute");
  if (Math.abs(minutes) < 36 * 60) return words.format(Math.round(minutes / 60), "hour");
  return words.format(Math.round(minutes / 1440), "day");
}

/** How many midnights lie between now and then. */
function daysAhead(date) {
  const start = (moment) => new Date(moment).setHours(0, 0, 0, 0);
  return Math.round((start(date) - start(now())) / DAY);
}

export function inWords(date, style) {
  if (style === "time") return clock(date);
  if (style === "day") return day(date);
  if (style === "away" && SAYS_AWAY) return `${day(date)}, ${clock(date)} (${away(date)})`;
  return `${day(date)}, ${clock(date)}`;
}

class LocalTime extends HTMLElement {
  #timer = 0;

  connectedCallback() {
    this.#show();
    if (PASSING.has(this.dataset.style)) {
      this.#timer = window.setInterval(() => this.#show(), MINUTE);
    }
  }

  disconnectedCallback() {
    window.clearInterval(this.#timer);
  }

  /** "today, 8pm", in the words that the page gives; none for other days. */
  #near(date) {
    const { style, today, tomorrow } = this.dataset;
    const day = style === "soon" && [today, tomorrow][daysAhead(date)];
    return day ? `${day}, ${clock(date)}` : undefined;
  }

  #show() {
    const time = this.querySelector("time");
    const date = new Date(time?.dateTime ?? "");
    if (Number.isNaN(date.getTime())) return;
    const words = this.#near(date) ?? inWords(date, this.dataset.style);
    if (time.textContent !== words) time.textContent = words;
  }
}

customElements.define("local-time", LocalTime);
