/** <pace-choice>: when new messages come to this tab, and those that wait to be asked for. */

import { keep, recall } from "../models/tab.js";

class PaceChoice extends HTMLElement {
  #button = this.querySelector(".pace__waiting");

  connectedCallback() {
    const kept = this.querySelector(`[value="${recall("pace")}"]`);
    if (kept) {
      kept.checked = true;
    }
    this.hidden = false;
    this.addEventListener("change", () => {
      keep("pace", this.#chosen.value);
      this.#tell();
    });
    this.#button.addEventListener("click", () => this.#fire("pace-ask"));
    document.addEventListener("shown", ({ detail }) => this.#show(detail));
    this.#tell();
  }

  get #chosen() {
    return this.querySelector(":checked");
  }

  #tell() {
    this.querySelector(".pace__now").textContent = this.#chosen.dataset.now;
    this.#fire("pace", this.#chosen.value);
  }

  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }

  #show({ waiting, waitingForMe }) {
    const { one, more, mine, ask } = this.#button.dataset;
    const number = waiting === 1 ? one : `${waiting} ${more}`;
    this.#button.hidden = waiting === 0 || this.#chosen.value !== "asked";
    this.#button.textContent = `${number}${waitingForMe ? `, ${waitingForMe} ${mine}` : ""}. ${ask}`;
  }
}

customElements.define("pace-choice", PaceChoice);
