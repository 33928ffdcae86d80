/** <typing-words>: who is writing, for those who chose to show and to see it. */

import { isMuted } from "../models/hiding.js";
import { onStream } from "../models/on_stream.js";

const LASTS = 6_000;

class TypingWords extends HTMLElement {
  #timers = new Map();
  #here = new Map();

  connectedCallback() {
    onStream(this, "typing", ({ person }) => this.#writes(person));
    onStream(this, "presence", ({ here }) => {
      this.#here = new Map(here.map(({ id, alias }) => [id, alias]));
    });
    onStream(this, "rows", ({ rows }) => rows.forEach(({ author }) => this.#stops(author?.id)));
  }

  #writes(id) {
    if (isMuted(id)) {
      return;
    }
    clearTimeout(this.#timers.get(id));
    this.#timers.set(id, setTimeout(() => this.#stops(id), LASTS));
    this.#show();
  }

  #stops(id) {
    clearTimeout(this.#timers.get(id));
    if (this.#timers.delete(id)) {
      this.#show();
    }
  }

  #show() {
    const names = new Set([...this.#timers.keys()].map((id) => this.#nameOf(id)));
    this.textContent = names.size ? `${[...names].join(", ")} ${this.dataset.words}` : "";
  }

  /** The frame has only a number: the page may know whose it is. */
  #nameOf(id) {
    const wrote = document.querySelector(`.message[data-author="${id}"] .message__author`);
    return this.#here.get(id) ?? wrote?.textContent ?? this.dataset.somebody;
  }
}

customElements.define("typing-words", TypingWords);
