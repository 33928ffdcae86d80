/** <room-status>: how the room stands, who reads and who is here, true at this moment. */

import { onStream } from "../models/on_stream.js";
import { say, showUntil } from "../models/until.js";

class RoomStatus extends HTMLElement {
  connectedCallback() {
    onStream(this, "presence", (frame) => this.#show(frame));
  }

  #show({ open, state, words, opening, at, calmer, here }) {
    const others = here.filter(({ id }) => String(id) !== document.body.dataset.person);
    const now = { here: others.length > 0, away: others.length === 0 };
    for (const part of this.querySelectorAll("[data-when]")) {
      part.hidden = !now[part.dataset.when];
    }
    this.querySelector(".lamp")?.classList.toggle("lamp--lit", open);
    say(this.querySelector(".room-status__words"), words);
    const saysWhen = state === "shut" || (Boolean(at) && !open);
    this.querySelector(".room-status__next")?.toggleAttribute("hidden", !saysWhen);
    showUntil(this, { opening, at });
    this.#showCalmer(calmer);
  }

  #showCalmer(room) {
    const place = this.querySelector(".room-status__calmer");
    if (place) {
      place.hidden = !room;
      const link = place.querySelector("a");
      link.href = link.href.replace(/\/\d+\/about\//, `/${room ?? 0}/about/`);
    }
  }
}

customElements.define("room-status", RoomStatus);
