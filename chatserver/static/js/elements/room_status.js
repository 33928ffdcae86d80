/** <room-status>: how the room stands, who reads and who is here, true at this moment. */

import { connection } from "../socket.js";

class RoomStatus extends HTMLElement {
  connectedCallback() {
    connection.addEventListener("presence", ({ detail }) => {
      if (detail.stream === this.dataset.stream) {
        this.#show(detail);
      }
    });
  }

  #show({ open, state, words, opening, at, here }) {
    const others = here.filter(({ id }) => String(id) !== document.body.dataset.person);
    const now = { here: others.length > 0, away: others.length === 0 };
    for (const part of this.querySelectorAll("[data-when]")) {
      part.hidden = !now[part.dataset.when];
    }
    this.querySelector(".lamp")?.classList.toggle("lamp--lit", open);
    say(this.querySelector(".room-status__words"), words);
    say(this.querySelector(".room-status__opening"), opening);
    this.querySelector(".room-status__next")?.toggleAttribute("hidden", open || state === "ended");
    this.#showAt(at);
  }

  /** A moment in the reader's own zone; <local-time> writes it as it comes alive. */
  #showAt(at) {
    const place = this.querySelector("local-time");
    const before = Date.parse(place?.querySelector("time").dateTime);
    if (place && before !== Date.parse(at) && (before || at)) {
      const fresh = place.cloneNode(true);
      fresh.querySelector("time").dateTime = at ?? "";
      fresh.querySelector("time").textContent = "";
      place.replaceWith(fresh);
    }
  }
}

/** A screen reader says it when it changes, and only then. */
function say(place, words) {
  if (place && place.textContent !== words) {
    place.textContent = words;
  }
}

customElements.define("room-status", RoomStatus);
