// <exit-page>: leaves at once for a dull page, by the link or by Shift three times.
// It does not clear the history: the help page says so.

import { keepNothing } from "./models/kept.js";

const PRESSES = 3;
const PATIENCE = 5000;

class ExitPage extends HTMLElement {
  #presses = 0;
  #timer = 0;
  #alone = false;

  connectedCallback() {
    this.addEventListener("click", this.#onClick);
    document.addEventListener("keydown", this.#onKeyDown);
    document.addEventListener("keyup", this.#onKeyUp);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.#onKeyDown);
    document.removeEventListener("keyup", this.#onKeyUp);
  }

  leave() {
    const { href } = this.querySelector("a");
    // Nothing may ask "are you sure" now, not even words that are still unsent.
    window.onbeforeunload = null;
    keepNothing();
    document.documentElement.classList.add("is-left");
    document.title = "Weather";
    // This page's place in the history is taken by the one that it leaves for.
    window.location.replace(href);
  }

  #onClick = (event) => {
    if (!event.target.closest("a") || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.leave();
  };

  // Shift as part of a capital letter is not a press of Shift alone.
  #onKeyDown = (event) => {
    this.#alone = event.key === "Shift" && !event.repeat;
    if (event.key !== "Shift") this.#forget();
  };

  #onKeyUp = (event) => {
    if (event.key !== "Shift" || !this.#alone) return;
    this.#alone = false;
    this.#presses += 1;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(this.#lapse, PATIENCE);
    this.#say();
    if (this.#presses === PRESSES) this.leave();
  };

  #lapse = () => {
    this.#forget();
    this.#words(this.dataset.lapsed);
  };

  #forget() {
    this.#presses = 0;
    window.clearTimeout(this.#timer);
  }

  #say() {
    const left = PRESSES - this.#presses;
    const { leaving, once, twice } = this.dataset;
    this.#words([leaving, once, twice][left]);
  }

  #words(text) {
    this.querySelector("[data-exit-words]").textContent = text;
  }
}

customElements.define("exit-page", ExitPage);
