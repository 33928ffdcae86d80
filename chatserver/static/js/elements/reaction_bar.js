/** <reaction-bar>: the reactions that hang on a message, and whose they are. */

import { press } from "../models/messages.js";
import { copyOf } from "../models/templates.js";

const NAMED = 3;
const { others } = document.getElementById("message-template").dataset;

class ReactionBar extends HTMLElement {
  /** Shows {kind: [[person id, alias], …]} in the order in which a reader may give them. */
  show(reactions) {
    const given = this.#choices().filter(({ name }) => reactions[name]?.length);
    this.replaceChildren(...given.map((choice) => this.#chip(choice, reactions[choice.name])));
  }

  #choices() {
    const message = this.closest(".message");
    const more = message.querySelectorAll(".menu__item[aria-pressed]");
    return [message.querySelector(".message__hear"), ...more];
  }

  #chip(choice, people) {
    const chip = copyOf("reaction-template").firstElementChild;
    chip.name = choice.name;
    chip.setAttribute("formaction", choice.getAttribute("formaction"));
    chip.querySelector(".reaction__words").textContent = choice.textContent;
    chip.querySelector(".reaction__who").textContent = names(people);
    press(chip, people);
    return chip;
  }
}

function names(people) {
  const named = people.slice(0, NAMED).map(([, alias]) => alias);
  const all = named.join(", ");
  return people.length > NAMED ? others.replace("{names}", all) : all;
}

customElements.define("reaction-bar", ReactionBar);
