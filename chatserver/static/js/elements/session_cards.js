/** <session-cards>: keeps the sessions on a page as they stand, without a reload. */

import { onStream } from "../models/on_stream.js";
import { connection } from "../socket.js";

const OPEN = new Set(["open", "expected", "alone", "live"]);
const AFTER_A_FAILURE = 30_000;
const WRITTEN_DOWN = 5_000;

class SessionCards extends HTMLElement {
  #timer = 0;
  #stream = `me:${document.body.dataset.person}`;
  #here = "";

  connectedCallback() {
    connection.addEventListener("rows", this.#heard);
    onStream(this, "presence", this.#met);
    this.#ask();
  }

  disconnectedCallback() {
    connection.removeEventListener("rows", this.#heard);
    clearTimeout(this.#timer);
  }

  /** A notice about this thread: its words lead here, so look how things stand. */
  #heard = ({ detail }) => {
    const isOurs = ({ kind, link }) => kind === "session" && link === this.dataset.thread;
    if (["me", this.#stream].includes(detail.stream) && detail.rows.some(isOurs)) {
      this.#ask();
    }
  };

  /** The other has come, or their line is gone: a lost line is said on the card. */
  #met = ({ here }) => {
    const met = here.map(({ id }) => id).join(" ");
    if (met !== this.#here) {
      this.#here = met;
      this.#ask();
      // Who has gone is told at once, and written down a moment after.
      setTimeout(() => this.isConnected && this.#ask(), WRITTEN_DOWN);
    }
  };

  async #ask() {
    clearTimeout(this.#timer);
    let wait = AFTER_A_FAILURE;
    try {
      const answer = await fetch(this.dataset.state, { headers: { Accept: "application/json" } });
      if (answer.ok && !answer.redirected) {
        wait = this.#show(await answer.json());
      }
    } catch {
      // Offline: asked again soon, and meanwhile the card stays as it was.
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), wait);
  }

  #show({ sessions, again_ms: wait }) {
    const known = this.dataset.known.trim();
    this.querySelector(".session-cards__changed").hidden =
      sessions.map(({ mark }) => mark).join(" ") === known;
    const cards = new Map(
      [...this.querySelectorAll("[data-session]")].map((card) => [card.dataset.session, card]),
    );
    for (const { id, scene, came, is_lost: isLost, ...times } of sessions) {
      play(cards.get(String(id)), scene, came, isLost);
      tellTimes(cards.get(String(id)), times);
      cards.delete(String(id));
    }
    // What is no longer told of was declined or cancelled, or its time went by.
    cards.forEach((card) => play(card, "gone", "", false));
    return wait;
  }
}

function play(card, scene, came, isLost) {
  if (!card) {
    return;
  }
  card.dataset.scene = scene;
  for (const part of card.querySelectorAll("[data-scenes]")) {
    part.hidden = !part.dataset.scenes.split(" ").includes(scene);
  }
  card.querySelector(".session__came").textContent = came;
  card.querySelector(".session__lost").hidden = !isLost;
  card.classList.toggle("session--open", OPEN.has(scene));
  card.classList.toggle("session--over", scene === "ended" || scene === "gone");
}

/** Both may have agreed to go on for longer. */
function tellTimes(card, { when, ends, ends_at: at }) {
  if (!card) {
    return;
  }
  const left = card.querySelector("session-left");
  if (left.dataset.ends !== at) {
    left.dataset.ends = at;
    card.querySelector(".session__ends").textContent = ends;
    card.querySelector(".session__when time").textContent = when;
  }
}

customElements.define("session-cards", SessionCards);
