/** <flag-board>: the flags that wait, live: the most urgent first, then the oldest. */

import { copyOf } from "../models/templates.js";
import { connection } from "../socket.js";

class FlagBoard extends HTMLElement {
  #levels = [];
  #list = null;

  connectedCallback() {
    const { stream, epoch, position, levels } = this.dataset;
    this.#levels = levels.split(" ");
    this.#list = this.#part("list");
    connection.addEventListener("rows", this.#onRows);
    connection.addEventListener("reset", this.#onReset);
    connection.follow(stream, { epoch, position: Number(position) });
  }

  disconnectedCallback() {
    connection.removeEventListener("rows", this.#onRows);
    connection.removeEventListener("reset", this.#onReset);
  }

  #onRows = ({ detail }) => {
    if (detail.stream !== this.dataset.stream) return;
    const came = detail.rows.filter((row) => this.#take(row));
    if (came.length) {
      this.#part("said").textContent = `New: ${came.at(-1).level_words}`;
      document.dispatchEvent(new CustomEvent("flag-came"));
    }
    this.#part("empty").hidden = this.#list.childElementCount > 0;
  };

  #onReset = ({ detail }) => {
    if (detail.stream === this.dataset.stream) location.reload();
  };

  /** Whether a flag came that was not here. */
  #take(row) {
    if (row.kind !== "flag") return false;
    const known = document.getElementById(`flag-${row.id}`);
    if (known && Number(known.dataset.position) >= row.position) return false;
    if (row.state === "resolved") {
      known?.remove();
      return false;
    }
    const item = known ?? copyOf("flag-template").firstElementChild;
    fill(item, row);
    this.#place(item);
    return !known;
  }

  /** Moves it only if it must, so that the focus stays where it is. */
  #place(item) {
    const others = [...this.#list.children].filter((other) => other !== item);
    const next = others.find((other) => this.#isBefore(item, other)) ?? null;
    if (item.parentNode !== this.#list || item.nextElementSibling !== next) {
      this.#list.insertBefore(item, next);
    }
  }

  #isBefore(one, other) {
    const [a, b] = [one, other].map(({ dataset }) => this.#levels.indexOf(dataset.level));
    if (a !== b) return a < b;
    return Date.parse(one.dataset.raised) < Date.parse(other.dataset.raised);
  }

  #part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }
}

function fill(item, row) {
  const isOwn = String(row.author.id) === document.body.dataset.person;
  item.id = `flag-${row.id}`;
  item.className = `flag flag--${row.level}`;
  item.classList.toggle("flag--claimed", row.claimed_by !== null);
  Object.assign(item.dataset, {
    id: row.id,
    level: row.level,
    raised: row.raised_at,
    position: row.position,
  });
  const level = item.querySelector(".level");
  level.className = `level level--${row.level}`;
  level.textContent = row.level_words;
  item.querySelector("time").dateTime = row.raised_at;
  fillConcern(item, row, isOwn);
  const part = (name) => item.querySelector(`[data-part=${name}]`);
  part("due").hidden = row.state !== "open";
  part("due").querySelector("due-time").dataset.at = row.due_at ?? "";
  part("author").textContent = row.author.alias;
  part("place").textContent = row.room.name;
  part("owner").hidden = !row.claimed_by;
  part("owner").querySelector("strong").textContent = row.claimed_by?.alias ?? "";
  part("lead").hidden = !row.is_for_lead;
  part("own").hidden = !isOwn;
}

function fillConcern(item, row, isOwn) {
  const link = item.querySelector(".flag__concern a");
  if (isOwn) {
    item.querySelector(".flag__concern").textContent = row.concern_words;
  } else if (link) {
    link.textContent = row.concern_words;
    link.href = link.getAttribute("href").replace("/0/", `/${row.id}/`);
  }
}

customElements.define("flag-board", FlagBoard);
