/** <flag-board>: the flags that wait, live, in the order of models/flag_order.js. */

import { keepFocus } from "../models/focus_keeper.js";
import { fill } from "../models/flag_card.js";
import { lifted, ordered } from "../models/flag_order.js";
import { now } from "../models/server_time.js";
import { settling } from "../models/settling.js";
import { copyOf } from "../models/templates.js";
import { connection } from "../socket.js";

class FlagBoard extends HTMLElement {
  #list = null;
  #timer = 0;

  connectedCallback() {
    const { stream, epoch, position } = this.dataset;
    this.#list = this.#part("list");
    connection.addEventListener("rows", this.#onRows);
    connection.addEventListener("reset", this.#onReset);
    connection.follow(stream, { epoch, position: Number(position) });
    this.#timer = setInterval(() => settling(this.#list, () => this.#order()), 15_000);
    this.#order();
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
    connection.removeEventListener("rows", this.#onRows);
    connection.removeEventListener("reset", this.#onReset);
  }

  #onRows = ({ detail }) => {
    if (detail.stream !== this.dataset.stream) return;
    const came = settling(this.#list, () => {
      const taken = detail.rows.filter((row) => this.#take(row));
      this.#order();
      return taken;
    });
    if (came.length) {
      this.#say(`New: ${came.at(-1).level_words}`);
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
    this.#remember(row);
    if (row.state === "resolved") {
      const next = known?.nextElementSibling ?? known?.previousElementSibling;
      keepFocus(this, () => known?.remove(), () => next?.querySelector("a") ?? this);
      return false;
    }
    const item = known ?? copyOf("flag-template").firstElementChild;
    keepFocus(item, () => fill(item, row), () => item.querySelector("a"));
    if (!known) this.#list.append(item);
    return !known;
  }

  /** The level of what was taken last decides whose turn it is. */
  #remember(row) {
    const { taken } = this.dataset;
    if (Date.parse(row.taken_at ?? "") > (Date.parse(taken) || 0)) {
      this.dataset.taken = row.taken_at;
      this.dataset.last = row.level;
    }
  }

  #order() {
    const items = [...this.#list.children];
    const entries = items.map((item) => this.#entry(item));
    const { last, taken } = this.dataset;
    const redTaken = last === "red" ? Date.parse(taken) : Number.NaN;
    const wanted = ordered(entries, now(), redTaken);
    const first = lifted(entries, now(), redTaken);
    const focused = document.activeElement;
    wanted.forEach(({ item }, place) => {
      const there = this.#list.children[place];
      if (there !== item) this.#list.insertBefore(item, there);
      item.querySelector("[data-part=first]").hidden = item !== first?.item;
      item.querySelector(".flag__concern a")?.removeAttribute("data-key");
    });
    (first ?? wanted.find((one) => one.isFree))?.item
      .querySelector(".flag__concern a")
      ?.setAttribute("data-key", "KeyN");
    if (focused !== document.activeElement) focused.focus({ preventScroll: true });
  }

  #entry(item) {
    const { id, level, owner, raised, lifts } = item.dataset;
    const is = (part) => !item.querySelector(`[data-part=${part}]`).hidden;
    const isForOthers = is("own") || is("notme") || (is("lead") && !("lead" in this.dataset));
    return {
      item,
      id: Number(id),
      level,
      raised: Date.parse(raised),
      lifts: Date.parse(lifts),
      isFree: is("due") && !isForOthers,
      isAsked: is("second") && !is("own") && owner !== document.body.dataset.person,
    };
  }

  #say(words) {
    this.#part("said").textContent = words;
  }

  #part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }
}

customElements.define("flag-board", FlagBoard);
