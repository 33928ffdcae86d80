/** <phrase-list>: puts a phrase into what one is writing, without leaving the page. */

class PhraseList extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this.#add);
  }

  #add = (event) => {
    const button = event.target.closest("button[name=phrase]");
    if (!button) return;
    event.preventDefault();
    const text = button.form.elements.body;
    const words = button.textContent;
    const both = [text.value.trimEnd(), words].filter(Boolean).join("\n");
    text.value = both;
    text.dispatchEvent(new Event("input", { bubbles: true }));
    this.closest("details").open = false;
    text.focus();
  };
}

customElements.define("phrase-list", PhraseList);
