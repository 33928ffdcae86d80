/** <due-time>: a flag's clock in words, kept true; moderation/words.py says it alike. */

import { now } from "../models/server_time.js";
import { KeptTrue } from "./kept_true.js";
import { inWords } from "./waiting_time.js";

class DueTime extends KeptTrue {
  static observedAttributes = ["data-at"];
  static every = 10_000;

  words() {
    const words = inDueWords(this.dataset.at);
    this.classList.toggle("clock--soon", words.startsWith("Late"));
    return words;
  }
}

function inDueWords(at) {
  if (!at) return "To be taken first thing next shift";
  const due = Date.parse(at);
  const isAhead = due > now();
  return isAhead ? `To be taken within ${inWords(now(), due)}` : `Late by ${inWords(due)}`;
}

customElements.define("due-time", DueTime);
