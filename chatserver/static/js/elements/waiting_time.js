/** <waiting-time>: how long something has waited, kept true; moderation/words.py says it alike. */

import { now } from "../models/server_time.js";

const MINUTE = 60_000;

export function inWords(since, until = now()) {
  const minutes = Math.max(0, Math.floor((until - since) / MINUTE));
  if (minutes < 1) return "less than a minute";
  if (minutes < 60) return many(minutes, "minute");
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? many(hours, "hour") : many(Math.floor(hours / 24), "day");
}

function many(number, unit) {
  return `${number} ${unit}${number === 1 ? "" : "s"}`;
}

class WaitingTime extends HTMLElement {
  #timer = 0;

  connectedCallback() {
    this.show();
    this.#timer = setInterval(() => this.show(), MINUTE / 4);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  show() {
    const time = this.querySelector("time");
    const since = Date.parse(time?.dateTime ?? "");
    if (Number.isNaN(since)) return;
    const words = inWords(since);
    if (time.textContent !== words) time.textContent = words;
  }
}

customElements.define("waiting-time", WaitingTime);
