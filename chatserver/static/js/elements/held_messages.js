/** <held-messages>: what I wrote that waits for a moderator, and what became of it. */

import { outbox } from "../models/outbox.js";
import { ask, submit } from "../models/poller.js";
import { copyOf } from "../models/templates.js";
import { connection } from "../socket.js";

class HeldMessages extends HTMLElement {
  connectedCallback() {
    outbox.addEventListener("change", ({ detail }) => this.#hold(detail));
    connection.addEventListener("rows", ({ detail }) => this.#take(detail));
    connection.addEventListener("state", () => this.#look());
    this.addEventListener("submit", this.#takeBack);
    // The line may have been there, and told of it, before this was.
    this.#look();
  }

  /** From here on the server tells of it, also after the page was loaded anew. */
  #hold(post) {
    if (post.state === "held" && post.stream === this.dataset.stream) {
      if (!this.#find(post.id)) {
        this.append(this.#copy(post));
      }
      outbox.takeOut(post.cid);
    }
  }

  #copy({ id, at, body, reason }) {
    const copy = copyOf("held-template").firstElementChild;
    const form = copy.querySelector("form");
    copy.dataset.held = id;
    form.action = form.getAttribute("action").replace("/0/", `/${id}/`);
    copy.querySelector("time").dateTime = at;
    copy.querySelector(".message__body").textContent = body;
    copy.querySelector(".message__state").textContent = reason;
    return copy;
  }

  /** A row of the room with its number: it was released. A notice: something was decided. */
  #take({ stream, rows }) {
    if (stream === this.dataset.stream) {
      rows.forEach(({ id }) => this.#find(id)?.remove());
    } else if (stream === "me" && rows.some(({ kind }) => kind === "held")) {
      this.#look();
    }
  }

  /** What was told while nobody listened is asked for. */
  async #look() {
    if (!this.childElementCount || !connection.canSend) {
      return;
    }
    try {
      const { held } = await ask(this.dataset.address);
      for (const { id, words } of held) {
        const state = this.#find(id)?.querySelector(".message__state");
        if (state && state.textContent !== words) {
          state.textContent = words;
        }
      }
    } catch {
      // Asked again when the line is back; <connection-words> says what is wrong.
    }
  }

  #takeBack = async (event) => {
    event.preventDefault();
    const form = event.target;
    const failed = { refused: this.dataset.failed };
    const { refused } = await submit(form.action, new FormData(form)).catch(() => failed);
    const message = form.closest("[data-held]");
    if (refused) {
      message.querySelector(".message__state").textContent = refused;
    } else {
      message.remove();
    }
  };

  #find(id) {
    return this.querySelector(`[data-held="${id}"]`);
  }
}

customElements.define("held-messages", HeldMessages);
