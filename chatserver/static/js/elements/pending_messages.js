/** <pending-messages>: what I wrote and the room does not show yet, and how it fares. */

import { keepFocus } from "../models/focus_keeper.js";
import { newMessage } from "../models/messages.js";
import { outbox } from "../models/outbox.js";
import { now } from "../models/server_time.js";
import { copyOf } from "../models/templates.js";
import { connection } from "../socket.js";

// After this an answer is late, whatever the line says of itself.
const PATIENCE = 5_000;

class PendingMessages extends HTMLElement {
  #copies = new Map();
  #waiting = new Map();
  #said = document.getElementById("pending-said");

  connectedCallback() {
    outbox.addEventListener("change", ({ detail }) => {
      if (detail.stream !== this.dataset.stream) {
        return;
      }
      if (detail.state === "sent" && document.getElementById(`m${detail.id}`)) {
        // The page has it already: an earlier visit had sent it, or all was read anew.
        outbox.takeOut(detail.cid);
      } else {
        this.#show(detail);
      }
    });
    // A copy of the list: showing one puts it there again.
    connection.addEventListener("state", () => [...this.#waiting.values()].forEach(this.#show));
    this.addEventListener("click", this.#press);
  }

  #show = (post) => {
    this.#waiting.delete(post.cid);
    if (post.state === "gone" || post.state === "held") {
      // What is held is shown by <held-messages>.
      const composer = () => document.querySelector("#composer-body");
      keepFocus(this, () => this.#copies.get(post.cid)?.remove(), composer);
      this.#copies.delete(post.cid);
      return;
    }
    const copy = this.#copies.get(post.cid) ?? this.#add(post);
    const state = copy.querySelector(".message__state");
    copy.hidden = Boolean(post.met);
    copy.classList.toggle("message--failed", post.state === "failed");
    state.textContent = `${this.#wordsFor(post)} `;
    this.#say(state.textContent);
    if (post.state === "failed") {
      state.append(copyOf("failed-template"));
    }
  };

  #wordsFor(post) {
    if (post.state !== "sending") {
      return `${this.dataset[post.state]} ${post.reason}`.trim();
    }
    if (post.reason) {
      return post.reason;
    }
    this.#waiting.set(post.cid, post);
    const isYoung = Date.now() - this.#begun(post) < PATIENCE;
    return connection.canSend && navigator.onLine && isYoung ? this.dataset.sending : this.dataset.waiting;
  }

  /** When it was first on its way; then its words are looked at again when it is late. */
  #begun(post) {
    const copy = this.#copies.get(post.cid);
    if (!copy.dataset.begun) {
      copy.dataset.begun = Date.now();
      setTimeout(() => this.#waiting.has(post.cid) && this.#show(post), PATIENCE);
    }
    return Number(copy.dataset.begun);
  }

  /** To those who listen; the same words once, however many messages they are about. */
  #say(words) {
    if (words.trim() !== this.dataset.sending && words !== this.#said.textContent) {
      this.#said.textContent = words;
    }
  }

  #add(post) {
    const copy = newMessage({
      id: post.cid,
      author: { id: document.body.dataset.person, alias: this.dataset.you, role: "" },
      at: new Date(now()).toISOString(),
      state: "shown",
      body: post.body,
      warning: post.warning,
      reply_to: post.replyTo,
    });
    copy.classList.add("message--pending");
    copy.dataset.cid = post.cid;
    copy.querySelector(".menu").hidden = true;
    copy.querySelector(".message__acts").hidden = true;
    copy.querySelector(".message__state").hidden = false;
    this.#copies.set(post.cid, copy);
    this.append(copy);
    return copy;
  }

  #press = ({ target }) => {
    const { cid } = target.closest(".message")?.dataset ?? {};
    if (target.name === "again") {
      const copy = target.closest(".message");
      delete copy.dataset.begun;
      copy.focus();
      outbox.tryAgain(cid);
    } else if (target.name === "edit") {
      const detail = outbox.takeOut(cid);
      this.dispatchEvent(new CustomEvent("draft", { detail, bubbles: true }));
    }
  };
}

customElements.define("pending-messages", PendingMessages);
