/** <desk-presence>: keeps a line open, so that who is on shift is known to be here. */

import { connection } from "../socket.js";

class DeskPresence extends HTMLElement {
  connectedCallback() {
    connection.follow(`me:${document.body.dataset.person}`);
  }
}

customElements.define("desk-presence", DeskPresence);
