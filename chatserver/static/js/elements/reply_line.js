/** <reply-line>: whom one is about to answer, and a way to stop. */

import { quote } from "../models/quotes.js";

class ReplyLine extends HTMLElement {
  #input = this.querySelector("input");

  connectedCallback() {
    document.addEventListener("click", (event) => {
      const link = event.target.closest(".message__answer");
      if (link) {
        event.preventDefault();
        this.#answer(link.closest(".message").dataset.id);
        this.#write();
      }
    });
    this.querySelector("a").addEventListener("click", (event) => {
      event.preventDefault();
      this.#answer("");
      this.#write();
    });
    document.addEventListener("sent", () => this.#answer(""));
    document.addEventListener("draft", ({ detail }) => this.#answer(detail.replyTo ?? ""));
  }

  #answer(id) {
    this.#input.value = id;
    this.hidden = !id;
    if (id) {
      const answered = document.getElementById(`m${id}`);
      this.querySelector(".composer__quote").textContent = quote(answered);
    }
  }

  #write() {
    this.closest("details")?.setAttribute("open", "");
    this.closest("form").querySelector("textarea").focus();
  }
}

customElements.define("reply-line", ReplyLine);
