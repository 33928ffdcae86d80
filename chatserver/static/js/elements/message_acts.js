/** <message-acts>: reacting and taking back, live where there is a line, else by form. */

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
    if (!connection.send(frame(button, message))) {
      await submit(button.formAction, new FormData(event.target, button)).catch(() => {
        // Nothing changed on the page, and <connection-words> says why.
      });
    }
  };
}

function frame(button, message) {
  const { stream } = message.closest("[data-stream]").dataset;
  const about = { stream, message: Number(message.dataset.id) };
  if (button.name === "take_back") {
    return { type: "take_back", ...about };
  }
  return { type: "react", ...about, kind: button.name, on: button.value === "on" };
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
