/**
 * <claim-clock>: says how long a flag stays mine, warns before that ends, and renews it as I type.
 * Keeping it longer leaves the page, and what is typed on it, where they are.
 */

import { now } from "../models/server_time.js";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const RENEW_EVERY = 30 * SECOND;

class ClaimClock extends HTMLElement {
  #until = 0;
  #timer = 0;
  #renewedAt = 0;
  #isSaid = false;

  connectedCallback() {
    this.#until = Date.parse(this.dataset.until);
    this.#renewedAt = Date.now();
    this.#timer = setInterval(() => this.#show(), SECOND);
    document.addEventListener("input", this.#onInput);
    this.addEventListener("submit", this.#onSubmit);
    this.#show();
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
    document.removeEventListener("input", this.#onInput);
    this.removeEventListener("submit", this.#onSubmit);
  }

  #onSubmit = (event) => {
    if (event.target.getAttribute("action") !== this.dataset.renew) return;
    event.preventDefault();
    this.#renew().then(() => {
      this.#part("said").textContent = this.#part("left").textContent;
    });
  };

  #onInput = () => {
    if (Date.now() - this.#renewedAt > RENEW_EVERY) {
      this.#renew();
    }
  };

  async #renew() {
    this.#renewedAt = Date.now();
    const token = this.querySelector("[name=csrfmiddlewaretoken]").value;
    const body = new URLSearchParams({ csrfmiddlewaretoken: token });
    const headers = { Accept: "application/json" };
    try {
      const answer = await fetch(this.dataset.renew, { method: "POST", body, headers });
      const { until, words } = await answer.json();
      if (until) {
        this.#until = Date.parse(until);
      } else {
        this.#end(words);
      }
    } catch {
      // No network now: the clock goes on, and the next key tries again.
      this.#renewedAt = 0;
    }
    this.#show();
  }

  #show() {
    const left = this.#until - now();
    if (left <= 0) {
      this.#end("Your time with this flag has run out. Take it again to decide.");
      return;
    }
    const isSoon = left < MINUTE;
    this.#write(`It stays yours for ${words(left)}.`);
    this.#part("left").classList.toggle("clock--soon", isSoon);
    if (isSoon && !this.#isSaid) {
      this.#part("said").textContent = "This flag goes back soon. Type, or keep it longer.";
    }
    this.#isSaid = isSoon;
  }

  #end(words) {
    clearInterval(this.#timer);
    this.#write(words);
    this.#part("left").classList.add("clock--soon");
    this.#part("said").textContent = words;
    for (const part of this.querySelectorAll("[data-part=mine]")) part.hidden = true;
    const again = this.#part("again");
    if (again) again.hidden = false;
  }

  #write(text) {
    const part = this.#part("left");
    if (part.textContent !== text) part.textContent = text;
  }

  #part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }
}

function words(left) {
  if (left < MINUTE) return "less than a minute";
  const minutes = Math.round(left / MINUTE);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}

customElements.define("claim-clock", ClaimClock);
