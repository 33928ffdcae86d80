/** <watch-keeper>: tells the server that a moderator moves, and asks who does not. */

import { ask, submit } from "../models/poller.js";

const TELL_EVERY = 60_000;
const ASK_BEFORE = 120;
// Who moves, reads; a page that only scrolls by itself is no person.
const MOVES = ["pointerdown", "keydown", "wheel", "touchmove"];

class WatchKeeper extends HTMLElement {
  #form = this.querySelector("form");
  #toldAt = -TELL_EVERY;
  #timer = 0;

  connectedCallback() {
    for (const move of MOVES) {
      addEventListener(move, this.#move, { passive: true });
    }
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#tell();
    });
    this.#show({ left: Number(this.dataset.left) });
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    MOVES.forEach((move) => removeEventListener(move, this.#move));
  }

  #move = () => {
    if (performance.now() - this.#toldAt > TELL_EVERY) {
      this.#tell();
    }
  };

  async #tell() {
    this.#toldAt = performance.now();
    try {
      this.#show(await submit(this.dataset.address, new FormData(this.#form)));
    } catch {
      // Told again with the next move; without a line there is no cover anyway.
      this.#toldAt = -TELL_EVERY;
    }
  }

  /** Another page of the same moderator may have moved: the server knows. */
  async #look() {
    try {
      this.#show(await ask(this.dataset.address));
    } catch {
      this.#wait(ASK_BEFORE + TELL_EVERY / 2000);
    }
  }

  #show({ left }) {
    this.#form.hidden = left === null || left > ASK_BEFORE;
    for (const part of this.#form.querySelectorAll("[data-part]")) {
      part.hidden = (part.dataset.part === "gone") !== (left === 0);
    }
    if (left !== null) {
      this.#wait(left);
    }
  }

  /** Looks when it is time to ask; once asked, when cover is lost, and then now and again. */
  #wait(left) {
    const seconds = left > ASK_BEFORE ? left - ASK_BEFORE : left || ASK_BEFORE / 2;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), seconds * 1000 + 500);
  }
}

customElements.define("watch-keeper", WatchKeeper);
