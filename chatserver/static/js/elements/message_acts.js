/** <message-acts>: reacting, live where there is a line, else by form; taking back, with an answer. */

import { submit } from "../models/poller.js";
import { connection } from "../socket.js";

class MessageActs extends HTMLElement {
  connectedCallback() {
    this.querySelector("form").addEventListener("submit", this.#act);
    connection.addEventListener("refused", ({ detail }) => this.#refuse(detail));
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
    say(message, "");
    const fields = new FormData(event.target, button);
    // Not over a line that may be dead: who wants words gone must know if they stay.
    if (button.name === "take_back" || !connection.send(reaction(button, message))) {
      const failed = { refused: this.dataset.failed };
      const { refused } = await submit(button.formAction, fields).catch(() => failed);
      say(message, refused ?? "");
    }
  };

  #refuse({ cid, reason }) {
    const message = document.getElementById(cid);
    if (message?.matches(".message")) say(message, reason);
  }
}

/** A refusal comes back with the name of the message on the page. */
function reaction({ name: kind, value }, message) {
  const { stream } = message.closest("[data-stream]").dataset;
  const about = { message: Number(message.dataset.id), cid: message.id };
  return { type: "react", stream, kind, on: value === "on", ...about };
}

function say(message, words) {
  const state = message.querySelector(".message__state");
  state.hidden = !words;
  state.textContent = words;
  document.getElementById("pending-said").textContent = words;
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
