/** <pending-messages>: what I wrote and the room does not show yet, and how it fares. */

import { newMessage } from "../models/messages.js";
import { outbox } from "../models/outbox.js";
import { now } from "../models/server_time.js";
import { copyOf } from "../models/templates.js";

const WORDS = { sending: "Sending…", sent: "Sent", failed: "Not sent." };

class PendingMessages extends HTMLElement {
  #copies = new Map();

  connectedCallback() {
    outbox.addEventListener("change", ({ detail }) => {
      if (detail.stream === this.dataset.stream) {
        this.#show(detail);
      }
    });
    this.addEventListener("click", this.#press);
  }

  #show(post) {
    if (post.state === "gone") {
      this.#copies.get(post.cid)?.remove();
      this.#copies.delete(post.cid);
      return;
    }
    const copy = this.#copies.get(post.cid) ?? this.#add(post);
    const state = copy.querySelector(".message__state");
    copy.hidden = Boolean(post.met);
    copy.classList.toggle("message--failed", post.state === "failed");
    state.textContent = [WORDS[post.state], post.reason, ""].join(" ").trimStart();
    if (post.state === "failed") {
      state.append(copyOf("failed-template"));
    }
  }

  #add(post) {
    const copy = newMessage({
      id: post.cid,
      author: { id: document.body.dataset.person, alias: "You", role: "" },
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
      outbox.tryAgain(cid);
    } else if (target.name === "edit") {
      const detail = outbox.takeOut(cid);
      this.dispatchEvent(new CustomEvent("draft", { detail, bubbles: true }));
    }
  };
}

customElements.define("pending-messages", PendingMessages);
