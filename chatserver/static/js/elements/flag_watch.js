/**
 * <flag-watch>: says when the flag of this page is no longer as it shows it: its author changed or
 * took back the words, a colleague acted, it weighs more. What is typed stays; looking again is a press.
 */

import { connection } from "../socket.js";

class FlagWatch extends HTMLElement {
  connectedCallback() {
    const { stream, epoch, position } = this.dataset;
    connection.addEventListener("rows", this.#onRows);
    connection.follow(stream, { epoch, position: Number(position) });
  }

  disconnectedCallback() {
    connection.removeEventListener("rows", this.#onRows);
  }

  #onRows = ({ detail }) => {
    if (detail.stream !== this.dataset.stream) return;
    const row = detail.rows.findLast(({ kind, id }) => kind === "flag" && id === this.#flag);
    if (!row || row.version <= Number(this.dataset.version)) return;
    this.dataset.version = row.version;
    // Hidden until its words stand there: a screen reader says the whole at once.
    this.querySelector("[data-part=words]").textContent = this.#words(row);
    this.hidden = false;
  };

  #words({ state, claimed_by: owner, level, level_words: levelWords }) {
    const isMine = owner?.id === Number(document.body.dataset.person);
    if (state === "resolved") return "This flag is done.";
    if (owner && !isMine && state === "second") return `${owner.alias} asks for a second person.`;
    if (owner && !isMine) return `${owner.alias} has this flag.`;
    if (level !== this.dataset.level) return `It is now ${levelWords}.`;
    return "It is not as you see it here.";
  }

  get #flag() {
    return Number(this.dataset.flag);
  }
}

customElements.define("flag-watch", FlagWatch);
