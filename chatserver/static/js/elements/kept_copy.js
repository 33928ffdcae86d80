/** <kept-copy>: keeps what the page shows of a room, if the device's owner asked for it. */

import { READING, drop, isKeeping, keep } from "../models/kept.js";
import { onStream } from "../models/on_stream.js";

const MOST = 50;
const PAUSE = 1_000;

class KeptCopy extends HTMLElement {
  #timer = 0;

  connectedCallback() {
    if (!isKeeping(READING)) return;
    const log = document.querySelector("message-list [role=log]");
    const look = () => (this.#timer ||= setTimeout(() => this.#keep(log), PAUSE));
    new MutationObserver(look).observe(log, { childList: true, subtree: true, characterData: true });
    this.#keep(log);
    // Who may not read it any more may not read it here either.
    onStream(this, "ended", () => drop(READING, location.pathname));
  }

  #keep(log) {
    this.#timer = 0;
    const lines = [...log.querySelectorAll(".message:not(.message--hidden)")].slice(-MOST);
    keep(READING, location.pathname, { name: this.dataset.name, lines: lines.map(lineOf) });
  }
}

function lineOf(article) {
  const text = (part) => article.querySelector(part)?.textContent.trim() ?? "";
  return {
    by: text(".message__author"),
    at: article.querySelector("time").dateTime,
    warning: text(".message__warning > summary"),
    body: article.querySelector(".message__body").textContent,
  };
}

customElements.define("kept-copy", KeptCopy);
