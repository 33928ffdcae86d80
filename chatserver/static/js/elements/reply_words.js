/** <reply-words>: puts the words of a reply into the field where a note begins. */

class ReplyWords extends HTMLElement {
  connectedCallback() {
    for (const button of this.querySelectorAll("button")) {
      button.hidden = false;
      button.addEventListener("click", () => this.#use(button));
    }
  }

  #use(button) {
    const words = button.closest("[data-part=reply]").querySelector("blockquote").textContent;
    const names = ["note", "said"].map((name) => document.querySelector(`#decision [name=${name}]`));
    const field = names.find((one) => one?.checkVisibility());
    const said = this.querySelector("[data-part=said]");
    if (!field) {
      said.textContent = "Choose what you will do first. Then there is a place for these words.";
      return;
    }
    field.value = [field.value.trim(), words.trim()].filter(Boolean).join("\n\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    said.textContent = "The words are in place. Please change them to fit.";
    field.focus();
  }
}

customElements.define("reply-words", ReplyWords);
