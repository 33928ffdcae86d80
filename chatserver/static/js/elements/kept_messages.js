/** <kept-messages>: with no signal, what this device keeps of a room; this one's first. */

import { READING, allKept } from "../models/kept.js";
import { copyOf } from "../models/templates.js";
import { inWords } from "../time.js";

class KeptMessages extends HTMLElement {
  connectedCallback() {
    const here = ([path]) => path === location.pathname;
    const rooms = allKept(READING).sort((one, other) => here(other) - here(one));
    this.hidden = rooms.length === 0;
    rooms.forEach((room) => this.#show(room, here(room)));
  }

  #show([, { name, at, lines }], isHere) {
    const part = copyOf("kept-room").firstElementChild;
    part.open = isHere;
    part.querySelector("[data-name]").textContent = name;
    part.querySelector("[data-at]").textContent = inWords(new Date(at), "full");
    part.querySelector("ul").replaceChildren(...lines.map(lineOf));
    this.append(part);
  }
}

function lineOf({ by, at, warning, body }) {
  const line = copyOf("kept-line").firstElementChild;
  line.querySelector("[data-by]").textContent = by;
  line.querySelector("[data-at]").textContent = inWords(new Date(at), "full");
  const words = line.querySelector("[data-body]");
  const veil = line.querySelector("details");
  words.textContent = body;
  if (warning) {
    veil.querySelector("summary").textContent = warning;
    veil.append(words);
  } else {
    veil.remove();
  }
  return line;
}

customElements.define("kept-messages", KeptMessages);
