/** <message-list>: the conversation, kept as the stream says and in its order. */

import { Announcer } from "../models/announcer.js";
import { Conversation } from "../models/conversation.js";
import { markDay } from "../models/days.js";
import { isMine, newMessage, update } from "../models/messages.js";
import { outbox } from "../models/outbox.js";
import { ask } from "../models/poller.js";
import { ScrollKeeper } from "../models/scroll_keeper.js";
import { connection } from "../socket.js";

// A page that stays open for days must not grow for days.
const MOST = 400;
const KEPT = 200;
const RETRY = 3_000;

class MessageList extends HTMLElement {
  #log = this.querySelector(".message-list__log");
  #older = this.querySelector(".message-list__older");
  #new = this.querySelector(".message-list__new");
  #conversation = new Conversation();
  #announcer = new Announcer(this.querySelector(".message-list__said"));
  #scroll = new ScrollKeeper(this);
  #isReading = false;

  connectedCallback() {
    this.#conversation.hasOlder = !this.#older.hidden;
    this.#adopt();
    const { stream, epoch, position, changes, posts } = this.dataset;
    this.#on("rows", ({ rows }) => this.#take(rows));
    this.#on("reset", () => this.#startAgain());
    outbox.addEventListener("change", () => this.#scroll.isAtEnd && this.#scroll.toEnd());
    this.#older.addEventListener("click", this.#readOlder);
    new IntersectionObserver(([entry]) => entry.isIntersecting && this.#readOlder()).observe(
      this.#older,
    );
    this.#new.addEventListener("click", () => this.#scroll.toEnd());
    document.addEventListener("scroll", () => this.#lookAtEnd(), { capture: true, passive: true });
    connection.follow(stream, { epoch, position: Number(position), changes, posts });
  }

  /** Takes over what the server rendered. */
  #adopt() {
    for (const article of this.#log.querySelectorAll(".message")) {
      this.#conversation.take(numbers(article.dataset), { isHistory: true });
      markDay(article);
    }
  }

  #on(type, act) {
    connection.addEventListener(type, ({ detail }) => {
      if (detail.stream === this.dataset.stream) {
        act(detail);
      }
    });
  }

  #take(rows) {
    const others = [];
    this.#scroll.keep(() => {
      for (const row of rows) {
        if (this.#show(row) === "new" && !isMine(row)) {
          others.push(row);
        }
      }
    });
    this.#announcer.count(others.length);
    this.#new.hidden = this.#scroll.isAtEnd || (this.#new.hidden && !others.length);
    this.#trim();
  }

  #show(row, options) {
    const what = this.#conversation.take(row, options);
    if (what === "new") {
      const article = newMessage(row);
      this.#log.insertBefore(article, this.#placeBefore(row.seq));
      markDay(article);
      if (isMine(row)) {
        outbox.meet(row, this.dataset.stream);
      }
    } else if (what === "changed") {
      update(document.getElementById(`m${row.id}`), row);
    }
    return what;
  }

  #placeBefore(seq) {
    const next = document.getElementById(`m${this.#conversation.after(seq)}`);
    const line = next?.previousElementSibling;
    return line?.matches(".message-list__day") ? line : next;
  }

  #readOlder = async (event) => {
    event?.preventDefault();
    if (this.#isReading || this.#older.hidden) {
      return;
    }
    this.#isReading = true;
    try {
      const page = await ask(`${this.dataset.messages}?before=${this.#conversation.oldest}`);
      this.#showHistory(page);
    } catch {
      // The link is still there, and <connection-words> says what is wrong.
    } finally {
      this.#isReading = false;
    }
  };

  #showHistory({ rows, more }) {
    rows.forEach((row) => this.#show(row, { isHistory: true }));
    this.#conversation.hasOlder = more;
    this.#older.hidden = !more;
  }

  /** The server can't say what changed since: everything is read anew; drafts stay. */
  async #startAgain() {
    try {
      const page = await ask(this.dataset.messages);
      this.#conversation.clear();
      this.#log.replaceChildren();
      this.#showHistory(page);
      const { changes, posts } = this.dataset;
      connection.follow(this.dataset.stream, { ...page, changes, posts });
    } catch {
      setTimeout(() => this.#startAgain(), RETRY);
    }
  }

  #trim() {
    if (this.#conversation.size > MOST && this.#scroll.isAtEnd) {
      this.#conversation.keepNewest(KEPT).forEach((id) => {
        document.getElementById(`m${id}`).remove();
      });
      this.#older.hidden = false;
    }
  }

  #lookAtEnd() {
    this.#new.hidden ||= this.#scroll.isAtEnd;
  }
}

function numbers({ id, seq, position }) {
  return { id: Number(id), seq: Number(seq), position: Number(position) };
}

customElements.define("message-list", MessageList);
