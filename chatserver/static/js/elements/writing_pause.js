/** <writing-pause>: until when a moderator has paused one's writing; it says so when that is over. */

import { now } from "../models/server_time.js";

const LOOK_EVERY = 5_000;

class WritingPause extends HTMLElement {
  #timer = 0;

  connectedCallback() {
    // A look now and then, for a timer stands still while a phone sleeps.
    this.#timer = setInterval(this.#look, LOOK_EVERY);
    document.addEventListener("visibilitychange", this.#look);
    this.#look();
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
    document.removeEventListener("visibilitychange", this.#look);
  }

  #look = () => {
    if (now() < Date.parse(this.querySelector("time").dateTime)) return;
    this.disconnectedCallback();
    this.textContent = this.dataset.over;
    this.dispatchEvent(new CustomEvent("pauseover", { bubbles: true }));
  };
}

customElements.define("writing-pause", WritingPause);
