/** <notice-inbox>: what is for me alone, shown at once on whatever page I am. */

import { keepFocus } from "../models/focus_keeper.js";
import { submit } from "../models/poller.js";
import { AT_LOAD } from "../models/server_time.js";
import { copyOf } from "../models/templates.js";
import { connection } from "../socket.js";

class NoticeInbox extends HTMLElement {
  #stream = "me";

  connectedCallback() {
    connection.addEventListener("rows", ({ detail }) => {
      if (detail.stream === this.#stream) {
        this.#take(detail.rows);
      }
    });
    connection.addEventListener("reset", ({ detail }) => {
      if (detail.stream === this.#stream) {
        connection.follow(this.#stream);
      }
    });
    this.addEventListener("submit", this.#close);
    connection.follow(this.#stream);
  }

  #close = (event) => {
    event.preventDefault();
    const card = event.target.closest("[data-notice]");
    const said = new FormData(event.target);
    // This one, and none that nobody has read.
    said.set("notice", card.dataset.notice);
    this.#remove(card);
    submit(event.target.action, said).catch(() => {
      // Seen here, and shown again on the next page.
    });
  };

  /** Who was in it goes on to the next, or to the page. */
  #remove(card) {
    const next = () => this.querySelector("button, a[href]:not([hidden])");
    keepFocus(this, () => card?.remove(), () => next() ?? document.getElementById("main"));
  }

  #take(rows) {
    for (const row of rows) {
      const shown = this.querySelector(`[data-notice="${row.id}"]`);
      if (row.seen) {
        this.#remove(shown);
      } else if (!shown && !row.quiet && isNews(row) && !isToldHere(row)) {
        this.prepend(fill(row));
        this.#remove(this.querySelector(`[data-notice]:not(:first-child)[data-kind="${row.kind}"]`));
      }
    }
  }
}

/** What waited before this page was written is told by the pages themselves. */
function isNews({ at }) {
  return Date.parse(at) > AT_LOAD;
}

/** A page says by itself what changed about its sessions, and who calls one by name. */
function isToldHere({ kind, link }) {
  const isHere = link.split("#")[0] === location.pathname;
  return isHere && ["session", "mention", "wrote"].includes(kind);
}

const TEMPLATES = { help: "care-template", warning: "warning-template" };

function fill({ id, kind, words, link }) {
  const card = copyOf(TEMPLATES[kind] ?? "notice-template").firstElementChild;
  const anchor = card.querySelector(".notice__link");
  Object.assign(card.dataset, { notice: id, kind });
  card.querySelector(".notice__words").textContent = words;
  card.querySelector("[data-acts]")?.setAttribute("action", link);
  if (anchor) {
    anchor.hidden = !link;
    anchor.href = link || "#";
  }
  return card;
}

customElements.define("notice-inbox", NoticeInbox);
