/** <session-left>: how many minutes a session still has, kept true; cards.py says it alike. */

import { now } from "../models/server_time.js";

const MINUTE = 60_000;
const EVERY = MINUTE / 6;

class SessionLeft extends HTMLElement {
  static observedAttributes = ["data-ends"];
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
    const left = Math.ceil((Date.parse(this.dataset.ends) - now()) / MINUTE);
    const { many, one, over } = this.dataset;
    const few = left === 1 ? one : over;
    const words = left > 1 ? many.replace("{minutes}", left) : few;
    if (this.textContent !== words) this.textContent = words;
  }
}

customElements.define("session-left", SessionLeft);
