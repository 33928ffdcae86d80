/** <message-acts>: reacting, live where there is a line, else by form; taking back, with an answer. */

import { submit } from "../models/poller.js";
import { connection } from "../socket.js";

class MessageActs extends HTMLElement {
  connectedCallback() {
    this.querySelector("form").addEventListener("submit", this.#act);
    document.addEventListener("click", ({ target }) => closeMenus(target));
    document.addEventListener("keydown", ({ key }) => key === "Escape" && closeMenus());
  }

  #act = async (event) => {
    const button = event.submitter;
    if (button.name === "hide") {
      // The page comes back with all of it folded.
      return;
    }
    event.preventDefault();
    const message = button.closest(".message");
    const menu = button.closest(".menu");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
    const fields = new FormData(event.target, button);
    if (button.name === "take_back") {
      await this.#takeBack(message, button.formAction, fields);
    } else if (!connection.send(reaction(button, message))) {
      await submit(button.formAction, fields).catch(() => {
        // Nothing changed on the page, and <connection-words> says why.
      });
    }
  };

  /** Not over a line that may be dead: who wants words gone must know if they stay. */
  async #takeBack(message, address, fields) {
    const { refused } = await submit(address, fields).catch(() => ({
      refused: this.dataset.failed,
    }));
    const state = message.querySelector(".message__state");
    state.hidden = !refused;
    state.textContent = refused ?? "";
    document.getElementById("pending-said").textContent = refused ?? "";
  }
}

function reaction({ name: kind, value }, message) {
  const { stream } = message.closest("[data-stream]").dataset;
  return { type: "react", stream, message: Number(message.dataset.id), kind, on: value === "on" };
}

/** A menu stays open only while somebody is in it. */
function closeMenus(target) {
  for (const menu of document.querySelectorAll(".menu[open]")) {
    if (!target || !menu.contains(target)) {
      menu.open = false;
    }
  }
}

customElements.define("message-acts", MessageActs);
