/** <who-is-here>: the names of those in the room who chose to be seen. */

import { isMuted } from "../models/hiding.js";
import { onStream } from "../models/on_stream.js";

class WhoIsHere extends HTMLElement {
  connectedCallback() {
    onStream(this, "presence", ({ here }) => this.#show(here));
  }

  #show(here) {
    const me = document.body.dataset.person;
    const others = here.filter(({ id }) => String(id) !== me && !isMuted(id));
    this.hidden = others.length === 0;
    const names = others.map(({ alias }) => alias).join(", ");
    this.querySelector(".who-is-here__names").textContent = names;
  }
}

customElements.define("who-is-here", WhoIsHere);
