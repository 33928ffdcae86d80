/** <data-used>: how much data this visit has used so far, for who pays for it. */

import { inWords, used } from "../models/data_used.js";

const LOOK_EVERY = 5_000;

class DataUsed extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.#show();
    setInterval(() => this.#show(), LOOK_EVERY);
    addEventListener("load", () => this.#show());
  }

  #show() {
    this.querySelector("[data-words]").textContent = inWords(used());
  }
}

customElements.define("data-used", DataUsed);
