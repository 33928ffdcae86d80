/** <circle-panel>: whose turn it is and for how long, as the room's stream says. */

import { whatIMay } from "../models/circle.js";
import { isMuted } from "../models/hiding.js";
import { onStream } from "../models/on_stream.js";
import { ask, submit } from "../models/poller.js";
import { now } from "../models/server_time.js";
import { connection } from "../socket.js";

const HERE_EVERY = 60_000;

class CirclePanel extends HTMLElement {
  #clock = this.querySelector(".circle__clock");
  #told = this.querySelector(".circle__told");
  #refused = this.querySelector(".circle__refused");
  #position = Number(this.dataset.position);
  #hosts = this.dataset.host === document.body.dataset.person;

  connectedCallback() {
    onStream(this, "rows", ({ rows }) => {
      rows.filter(({ kind }) => kind === "circle").forEach((row) => this.#show(row, true));
    });
    onStream(this, "reset", () => {
      // The stream began anew, and with it its positions.
      this.#position = 0;
      this.#look(false);
    });
    // It is fetched late: rows may have come before it.
    this.#look(this.hidden);
    // On a good line the first tap's answer is here before the second tap of a double one.
    this.addEventListener("click", (event) => event.detail > 1 && event.preventDefault());
    this.addEventListener("submit", this.#act);
    setInterval(() => this.#tick(), 1_000);
    // Without a socket nobody sees that a host is here, so the host says it.
    setInterval(() => this.#sayHere(), HERE_EVERY);
  }

  async #look(isChange) {
    // Without an answer the words stand, and <connection-words> says what is wrong.
    const { circle } = await ask(this.dataset.address).catch(() => ({}));
    if (circle) {
      this.#show(circle, isChange);
    } else if (circle === null) {
      this.hidden = true;
    }
  }

  #show(row, isChange) {
    if (row.position <= this.#position) {
      return;
    }
    this.#position = row.position;
    this.#refused.textContent = "";
    const may = whatIMay(row, this.dataset);
    this.#hosts = String(row.host.id) === document.body.dataset.person && row.state !== "ended";
    this.hidden = false;
    this.#clock.dataset.until = row.until ?? "";
    this.querySelector("[name=turn]").value = row.speaker ?? "";
    this.#say(row, isChange);
    this.#seats(row);
    for (const button of this.querySelectorAll("button")) {
      button.hidden = !button.dataset.for.split(" ").some((part) => may.has(part));
    }
    this.#tick();
  }

  #say(row, isChange) {
    const words = this.#wordsFor(row);
    const isMine = String(row.speaker) === document.body.dataset.person;
    const pace = document.querySelector("pace-choice :checked")?.value ?? "live";
    if (isChange && words !== this.#told.textContent && (isMine || pace === "live")) {
      this.querySelector(".circle__said").textContent = words;
    }
    this.#told.textContent = words;
    this.classList.toggle("circle--mine", isMine);
  }

  #wordsFor({ state, why, speaker, host, seats }) {
    const me = document.body.dataset.person;
    const turn = speaker === null ? "between" : String(speaker) === me ? "mine" : "turn";
    const key = { open: turn, waiting: `waits_${why}`, ended: `ended_${why}` }[state];
    const [, alias = ""] = seats.find(([id]) => id === speaker) ?? [];
    const name = isMuted(speaker) ? this.dataset.muted : alias;
    return this.dataset[`say${key[0].toUpperCase()}${key.slice(1)}`]
      .replace("{name}", name)
      .replace("{host}", host.alias);
  }

  #seats({ seats, speaker }) {
    const seat = this.querySelector("template").content.firstElementChild;
    const items = seats.map(([id, alias, hasHand]) => {
      const item = document.importNode(seat, true);
      item.textContent = `${isMuted(id) ? this.dataset.muted : alias}${hasHand ? ` ${this.dataset.hand}` : ""}`;
      item.classList.toggle("circle__seat--speaks", id === speaker);
      return item;
    });
    this.querySelector(".circle__seats").replaceChildren(...items);
  }

  #tick() {
    const { until } = this.#clock.dataset;
    this.#clock.hidden = !until;
    if (until) {
      const left = Math.ceil((Date.parse(until) - now()) / 1000);
      const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
      const { sayLeft, sayOver } = this.dataset;
      this.#clock.textContent = left > 0 ? sayLeft.replace("{time}", time) : sayOver;
    }
  }

  #act = async (event) => {
    event.preventDefault();
    this.focus();
    const failed = { refused: this.dataset.failed };
    const { refused } = await this.#do(event.submitter.value).catch(() => failed);
    this.#refused.textContent = refused ?? "";
  };

  async #sayHere() {
    if (this.#hosts && connection.state === "polling") {
      await this.#do("here").catch(() => {
        // Said again in a while.
      });
    }
  }

  #do(verb) {
    const form = this.querySelector("form");
    const fields = new FormData(form);
    fields.set("do", verb);
    return submit(form.action, fields);
  }
}

customElements.define("circle-panel", CirclePanel);
