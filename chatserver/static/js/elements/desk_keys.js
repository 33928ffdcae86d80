/** <desk-keys>: Alt and a letter for the whole desk, with a tick box that switches them off. */

import { keep, store } from "../models/device.js";

const KEPT = "desk-keys";
const IN_WORDS = "textarea, select, input:not([type=radio], [type=checkbox], [type=hidden])";

class DeskKeys extends HTMLElement {
  #wanted = null;

  connectedCallback() {
    this.#wanted = this.querySelector("[data-part=wanted]");
    this.#wanted.checked = store()?.getItem(KEPT) !== "off";
    this.#wanted.addEventListener("change", this.#onChange);
    document.addEventListener("keydown", this.#onKey);
    this.hidden = false;
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.#onKey);
  }

  #onChange = () => {
    keep(KEPT, this.#wanted.checked ? "on" : "off");
  };

  #onKey = (event) => {
    if (!this.#wanted.checked || !event.altKey) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    // Alt writes letters of other languages; whoever writes is left alone.
    if (event.target instanceof Element && event.target.matches(IN_WORDS)) return;
    if (!event.code.startsWith("Key")) return;
    const flag = this.#step(event.code);
    const wanted = flag ?? this.#named(event.code);
    if (!wanted) return;
    event.preventDefault();
    if (!flag && wanted.matches("button, a")) wanted.click();
    else wanted.focus();
  };

  /** The flag after or before the one that has the focus. */
  #step(code) {
    const by = { KeyJ: 1, KeyK: -1 }[code];
    const links = [...document.querySelectorAll("flag-board .flag__concern a")];
    if (!by || !links.length) return null;
    const now = links.indexOf(document.activeElement);
    const next = now < 0 ? 0 : Math.min(Math.max(now + by, 0), links.length - 1);
    return links[next];
  }

  #named(code) {
    const shown = [...document.querySelectorAll(`[data-key=${code}]`)];
    return shown.find((one) => one.checkVisibility());
  }
}

customElements.define("desk-keys", DeskKeys);
