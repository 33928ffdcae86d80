/** <typing-words>: who is writing, for those who chose to show and to see it. */

import { connection } from "../socket.js";

const LASTS = 6_000;

class TypingWords extends HTMLElement {
  #writers = new Map();

  connectedCallback() {
    connection.addEventListener("typing", ({ detail }) => {
      if (detail.stream === this.dataset.stream) {
        this.#writes(detail.person);
      }
    });
    connection.addEventListener("rows", ({ detail }) => {
      detail.rows.forEach(({ author }) => this.#stops(author?.id));
    });
  }

  #writes({ id, alias }) {
    clearTimeout(this.#writers.get(id)?.timer);
    this.#writers.set(id, { alias, timer: setTimeout(() => this.#stops(id), LASTS) });
    this.#show();
  }

  #stops(id) {
    clearTimeout(this.#writers.get(id)?.timer);
    if (this.#writers.delete(id)) {
      this.#show();
    }
  }

  #show() {
    const names = [...this.#writers.values()].map(({ alias }) => alias).join(", ");
    this.textContent = names && `${names} ${this.dataset.words}`;
  }
}

customElements.define("typing-words", TypingWords);
