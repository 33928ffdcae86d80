/** <catch-up>: keeps where this reader is, for them alone, and marks what came meanwhile. */

import { copyOf } from "../models/templates.js";
import { connection } from "../socket.js";

const EVERY = 10_000;

class CatchUp extends HTMLElement {
  #kept = Number(this.dataset.kept);
  #heldFrom = Infinity;
  #isMarked = false;
  #timer = 0;

  connectedCallback() {
    document.addEventListener("shown", ({ detail }) => {
      this.#heldFrom = detail.first?.seq ?? Infinity;
      this.#mark();
      this.#keepSoon();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) {
        this.#keep(true);
      }
      this.#isMarked = false;
    });
    // While the line is still open: on a busy phone a beacon from a page that goes may be lost.
    addEventListener("beforeunload", () => this.#keep());
    addEventListener("pagehide", () => this.#keep(true));
    this.addEventListener("submit", this.#close);
    this.#keepSoon();
  }

  /** The last place before which nothing waits unseen. */
  get #place() {
    const shown = this.#log.querySelectorAll(".message");
    return Math.min(Number(shown[shown.length - 1]?.dataset.seq ?? 0), this.#heldFrom - 1);
  }

  get #log() {
    return document.querySelector("message-list .message-list__log");
  }

  /** A phone may go away without a word. */
  #keepSoon() {
    this.#timer ||= setTimeout(() => {
      this.#timer = 0;
      if (!document.hidden) {
        this.#keep();
      }
    }, EVERY);
  }

  #keep(isLeaving = false) {
    const place = this.#place;
    if (place <= this.#kept) {
      return;
    }
    this.#kept = place;
    const { stream, read } = this.dataset;
    if (isLeaving || !connection.send({ type: "read", stream, seq: place })) {
      const form = new FormData(document.getElementById("acts"));
      form.set("seq", place);
      // Goes out even while the page goes away.
      navigator.sendBeacon(read, form);
    }
  }

  /** What comes while nobody looks is new to who comes back to this tab. */
  #mark() {
    if (!document.hidden || this.#isMarked) {
      return;
    }
    const first = [...this.#log.querySelectorAll(".message:not(.message--mine)")].find(
      ({ dataset }) => Number(dataset.seq) > this.#kept,
    );
    if (first) {
      this.#isMarked = true;
      this.#log.querySelector(".message-list__mark")?.remove();
      first.before(copyOf("mark-template"));
    }
  }

  #close = (event) => {
    event.preventDefault();
    this.#keep();
    this.replaceChildren();
    document.querySelector("message-list").focus();
  };
}

customElements.define("catch-up", CatchUp);
