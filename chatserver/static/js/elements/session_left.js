/** <session-left>: how many minutes a session still has, kept true; cards.py says it alike. */

import { now } from "../models/server_time.js";
import { KeptTrue } from "./kept_true.js";

const MINUTE = 60_000;

class SessionLeft extends KeptTrue {
  static observedAttributes = ["data-ends"];
  static every = MINUTE / 6;

  words() {
    const left = Math.ceil((Date.parse(this.dataset.ends) - now()) / MINUTE);
    const { many, one, over } = this.dataset;
    if (left > 1) return many.replace("{minutes}", left);
    return left === 1 ? one : over;
  }
}

customElements.define("session-left", SessionLeft);
