/** <due-time>: a flag's clock in words, kept true; moderation/words.py says it alike. */

import { now } from "../models/server_time.js";
import { inWords } from "./waiting_time.js";

const EVERY = 10_000;

class DueTime extends HTMLElement {
  static observedAttributes = ["data-at"];
  #timer = 0;

  connectedCallback() {
    this.#show();
    this.#timer = setInterval(() => this.#show(), EVERY);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  attributeChangedCallback() {
    this.#show();
  }

  #show() {
    const words = inDueWords(this.dataset.at);
    if (this.textContent !== words) this.textContent = words;
    this.classList.toggle("clock--soon", words.startsWith("Late"));
  }
}

function inDueWords(at) {
  if (!at) return "To be taken first thing next shift";
  const due = Date.parse(at);
  const isAhead = due > now();
  return isAhead ? `To be taken within ${inWords(now(), due)}` : `Late by ${inWords(due)}`;
}

customElements.define("due-time", DueTime);
