/** <message-list>: the conversation, kept as the stream says, at the reader's place. */

import { Announcer } from "../models/announcer.js";
import { HeldRows } from "../models/held_rows.js";
import { whyHidden } from "../models/hiding.js";
import { MessageLog } from "../models/message_log.js";
import { isMessage, isMine } from "../models/messages.js";
import { onStream } from "../models/on_stream.js";
import { outbox } from "../models/outbox.js";
import { ask } from "../models/poller.js";
import { ScrollKeeper } from "../models/scroll_keeper.js";
import { connection } from "../socket.js";

// A page that stays open for days must not grow for days.
const MOST = 400;
const KEPT = 200;
const RETRY = 3_000;

class MessageList extends HTMLElement {
  #older = this.querySelector(".message-list__older");
  #new = this.querySelector(".message-list__new");
  #announcer = new Announcer(this.querySelector(".message-list__said"));
  #scroll = new ScrollKeeper(this);
  #log = new MessageLog(this.querySelector(".message-list__log"), {
    hasOlder: !this.#older.hidden,
  });
  #held = new HeldRows((rows) => this.#show(rows));
  #isReading = false;

  connectedCallback() {
    this.addEventListener("pace", ({ detail }) => (this.#held.pace = detail));
    this.addEventListener("pace-ask", () => this.#ask());
    onStream(this, "rows", ({ rows }) => this.#take(rows.filter(isMessage)));
    onStream(this, "reset", () => this.#startAgain());
    outbox.addEventListener("change", () => this.#scroll.isAtEnd && this.#scroll.toEnd());
    this.#older.addEventListener("click", this.#readOlder);
    new IntersectionObserver(([entry]) => entry.isIntersecting && this.#readOlder()).observe(
      this.#older,
    );
    this.#new.addEventListener("click", () => this.#scroll.toEnd());
    document.addEventListener("scroll", () => this.#lookAtEnd(), { capture: true, passive: true });
    this.#follow(this.dataset);
  }

  #follow({ epoch, position }) {
    const { stream, changes, posts } = this.dataset;
    connection.follow(stream, { epoch, position: Number(position), changes, posts });
  }

  #take(rows) {
    this.#show(this.#held.sift(rows, this.#log));
  }

  /** Who asked is led to the first of what waited. */
  #ask() {
    const { first } = this.#held;
    this.#held.letGo();
    document.getElementById(`m${first?.id}`)?.focus();
  }

  #show(rows) {
    let others = 0;
    this.#scroll.keep(() => {
      for (const row of rows) {
        const isNew = this.#log.show(row) === "new";
        others += isNew && !isMine(row) && !whyHidden(row) ? 1 : 0;
        if (isNew && isMine(row)) {
          outbox.meet(row, this.dataset.stream);
        }
      }
    });
    this.#announcer.count(others);
    this.dispatchEvent(new CustomEvent("shown", { bubbles: true, detail: this.#held }));
    this.#new.hidden = this.#scroll.isAtEnd || (this.#new.hidden && !others);
    this.#trim();
  }

  #readOlder = async (event) => {
    event?.preventDefault();
    if (this.#isReading || this.#older.hidden) {
      return;
    }
    this.#isReading = true;
    try {
      const page = await ask(`${this.dataset.messages}?before=${this.#log.oldest}`);
      this.#log.showHistory(page);
      this.#older.hidden = !page.more;
    } catch {
      // The link is still there, and <connection-words> says what is wrong.
    } finally {
      this.#isReading = false;
    }
  };

  /** The server can't say what changed since: everything is read anew; drafts stay. */
  async #startAgain() {
    try {
      const page = await ask(this.dataset.messages);
      this.#held.forget();
      this.#log.showAnew(page);
      this.#older.hidden = !page.more;
      this.#follow(page);
    } catch {
      setTimeout(() => this.#startAgain(), RETRY);
    }
  }

  #trim() {
    if (this.#log.size > MOST && this.#scroll.isAtEnd) {
      this.#log.keepNewest(KEPT);
      this.#older.hidden = false;
    }
  }

  #lookAtEnd() {
    this.#new.hidden ||= this.#scroll.isAtEnd;
  }
}

customElements.define("message-list", MessageList);
