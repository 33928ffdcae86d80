/** <message-composer>: where one writes; what is written stays until it is on its way. */

import { onStream } from "../models/on_stream.js";
import { outbox } from "../models/outbox.js";
import { connection } from "../socket.js";

const NEARLY = 200;
const TYPING_EVERY = 4_000;
// In a quiet room words are taken too; they wait for a moderator.
const TAKING = new Set(["open", "closing", "quiet"]);
// Where a finger writes, Enter is a new line and the button sends.
const hasKeyboard = matchMedia("(hover: hover) and (pointer: fine)");

class MessageComposer extends HTMLElement {
  #form = this.querySelector("form");
  #text = this.querySelector("textarea");
  #button = this.querySelector("button");
  #warning = this.querySelector(".composer__warning");
  #left = this.querySelector(".composer__left");
  #most = Number(this.#text.dataset.most);
  #toldAt = 0;
  #takes = !this.#form.classList.contains("composer--closed");

  connectedCallback() {
    this.#form.addEventListener("submit", this.#send);
    this.#text.addEventListener("keydown", this.#onKey);
    this.#text.addEventListener("input", ({ isTrusted }) => {
      this.#showLeft();
      // Words that a script brought back were not typed.
      if (isTrusted) this.#tellTyping();
    });
    document.addEventListener("draft", ({ detail }) => this.#giveBack(detail));
    onStream(this, "presence", ({ state }) => this.#open(TAKING.has(state)));
    onStream(this, "ended", () => this.#open(false));
    this.addEventListener("pauseover", () => this.#open(this.#takes));
    this.querySelector("#composer-hint").hidden = !hasKeyboard.matches;
    // On a slow phone one may have begun before this came.
    this.#showLeft();
  }

  get #isOpen() {
    return this.#button.getAttribute("aria-disabled") !== "true";
  }

  #send = (event) => {
    // A button with an address of its own (kept for later) is a form like any other.
    if (event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    const body = this.#text.value;
    if (!this.#isOpen || !body.trim() || this.#countLeft() < 0) {
      this.#text.focus();
      return;
    }
    outbox.add({ stream: this.dataset.stream, body, ...this.about() });
    this.#text.value = "";
    this.#warn("");
    this.dispatchEvent(new CustomEvent("sent", { bubbles: true }));
    document.querySelector(".openings")?.remove();
    this.#showLeft();
    this.#text.focus();
  };

  /** What goes with the words: their warning, and what they answer. */
  about() {
    const form = new FormData(this.#form);
    const warning = form.get("warning_words").trim() || form.get("warning");
    return { warning, replyTo: Number(form.get("reply_to")) };
  }

  #warn(words) {
    const { warning, warning_words: own } = this.#form.elements;
    warning.value = words;
    own.value = warning.value === words ? "" : words;
    this.#warning.open = Boolean(words);
  }

  #onKey = (event) => {
    // Safari says 229 of the Enter that ends a word put together from others.
    const isComposing = event.isComposing || event.keyCode === 229;
    if (event.key === "Enter" && !event.shiftKey && !isComposing && hasKeyboard.matches) {
      event.preventDefault();
      this.#form.requestSubmit();
    }
  };

  /** The room closed or opened: words that were begun stay where they are. */
  #open(isOpen) {
    this.#takes = isOpen;
    const isPaused = Boolean(this.querySelector("writing-pause time"));
    this.#button.setAttribute("aria-disabled", isPaused || !isOpen);
    this.#form.classList.toggle("composer--closed", !isOpen);
  }

  /** Words that were not sent come back in front of what was begun since. */
  #giveBack({ body, warning, isUnasked }) {
    this.closest("details")?.setAttribute("open", "");
    this.#warn(warning);
    this.#text.value = [body, this.#text.value].filter(Boolean).join("\n");
    this.#showLeft();
    if (!isUnasked) this.#text.focus();
  }

  /** Only for those who chose that others see it. */
  #tellTyping() {
    const { stream, showsTyping } = this.dataset;
    if (showsTyping && Date.now() - this.#toldAt > TYPING_EVERY) {
      this.#toldAt = Date.now();
      connection.send({ type: "typing", stream });
    }
  }

  #countLeft() {
    return this.#most - this.#text.value.length;
  }

  #showLeft() {
    const left = this.#countLeft();
    const { words, tooMany } = this.#left.dataset;
    this.#left.hidden = left > NEARLY;
    this.#left.textContent = `${Math.abs(left)} ${left < 0 ? tooMany : words}`;
  }
}

customElements.define("message-composer", MessageComposer);
