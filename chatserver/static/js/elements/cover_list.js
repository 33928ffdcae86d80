/** <cover-list>: which rooms have cover, looked at again every ten seconds. */

import { ask } from "../models/poller.js";
import { say, showUntil } from "../models/until.js";

const EVERY = 10_000;

class CoverList extends HTMLElement {
  #timer = 0;

  connectedCallback() {
    this.#timer = setInterval(() => document.hidden || this.#look(), EVERY);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  async #look() {
    try {
      const { rooms } = await ask(this.dataset.address);
      rooms.forEach((room) => this.#show(room));
    } catch {
      // Looked at again; the page says when it was true by what else is on it.
    }
  }

  #show({ id, watchers, lacks_cover: lacksCover, open, opening, at }) {
    const line = this.querySelector(`[data-room="${id}"]`);
    if (!line) {
      return;
    }
    const part = (name) => line.querySelector(`[data-part="${name}"]`);
    part("none").hidden = !lacksCover;
    part("watched").hidden = watchers.length === 0;
    say(part("watchers"), watchers.join(", "));
    line.querySelector(".lamp").classList.toggle("lamp--lit", open);
    showUntil(line.querySelector(".room-status__until"), { opening, at });
  }
}

customElements.define("cover-list", CoverList);
