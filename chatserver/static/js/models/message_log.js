/** The messages on the page: each once, in their order, under their days. */

import { Conversation } from "./conversation.js";
import { leadOf, markDay } from "./days.js";
import { keepFocus } from "./focus_keeper.js";
import { newMessage, update } from "./messages.js";
import { showAnswersTo } from "./quotes.js";

export class MessageLog {
  #element;
  #conversation;

  /** Takes over what the server rendered. */
  constructor(element, { hasOlder }) {
    this.#element = element;
    this.#conversation = new Conversation({ hasOlder });
    for (const article of element.querySelectorAll(".message")) {
      this.#conversation.take(numbers(article.dataset), { isHistory: true });
      markDay(article);
    }
  }

  get oldest() {
    return this.#conversation.oldest;
  }

  get size() {
    return this.#conversation.size;
  }

  isNew(row) {
    return this.#conversation.see(row) === "new";
  }

  /** Shows a row; answers "new", "changed", or why there was nothing to do. */
  show(row, options) {
    const what = this.#conversation.take(row, options);
    if (what === "new") {
      const article = newMessage(row);
      this.#element.insertBefore(article, this.#placeBefore(row.seq));
      markDay(article);
      showAnswersTo(row.id);
    } else if (what === "changed") {
      update(document.getElementById(`m${row.id}`), row);
    }
    return what;
  }

  showHistory({ rows, more }) {
    rows.forEach((row) => this.show(row, { isHistory: true }));
    this.#conversation.hasOlder = more;
  }

  showAnew(page) {
    this.#conversation.clear();
    this.#element.replaceChildren();
    this.showHistory(page);
  }

  keepNewest(number) {
    for (const id of this.#conversation.keepNewest(number)) {
      const list = () => this.#element.closest("message-list");
      keepFocus(this.#element, () => document.getElementById(`m${id}`).remove(), list);
      showAnswersTo(id);
    }
  }

  #placeBefore(seq) {
    return leadOf(document.getElementById(`m${this.#conversation.after(seq)}`));
  }
}

function numbers({ id, seq, position }) {
  return { id: Number(id), seq: Number(seq), position: Number(position) };
}
