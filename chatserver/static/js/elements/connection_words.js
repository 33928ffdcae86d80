/** <connection-words>: what is wrong with the line, in words; empty when all is well. */

import { onStream } from "../models/on_stream.js";
import { copyOf } from "../models/templates.js";
import { connection } from "../socket.js";

// A line that is back at once is not worth a word.
const GRACE = 1_500;

class ConnectionWords extends HTMLElement {
  #timer = 0;

  connectedCallback() {
    connection.addEventListener("state", () => this.#notice());
    onStream(this, "ended", ({ reason }) => this.#show("ended", reason));
    // On a slow phone the line can fail before this file has come.
    this.#notice();
  }

  #notice() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#show(connection.state), this.#wait());
  }

  #wait() {
    return connection.state === "offline" && !this.childElementCount ? GRACE : 0;
  }

  #show(state, words = "") {
    if (this.dataset.shown === "ended") {
      return;
    }
    this.dataset.shown = state;
    const name = `connection-${state}`;
    this.replaceChildren(...(document.getElementById(name) ? [copyOf(name)] : []));
    if (words) {
      this.firstElementChild.textContent = words;
    }
  }
}

customElements.define("connection-words", ConnectionWords);
