/** <keep-here>: a switch for what this browser keeps for its owner alone. */

import { isKeeping, startKeeping, stopKeeping } from "../models/kept.js";

class KeepHere extends HTMLElement {
  #button = this.querySelector("button");
  #words = this.querySelector("[role=status]");

  connectedCallback() {
    this.hidden = false;
    this.#show();
    this.#button.addEventListener("click", () => {
      const turn = isKeeping(this.dataset.what) ? stopKeeping : startKeeping;
      turn(this.dataset.what);
      this.#show();
      this.#words.textContent = this.#isOn ? this.dataset.done : this.dataset.undone;
    });
  }

  get #isOn() {
    return isKeeping(this.dataset.what);
  }

  #show() {
    this.#button.textContent = this.#isOn ? this.dataset.off : this.dataset.on;
  }
}

customElements.define("keep-here", KeepHere);
