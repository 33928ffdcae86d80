/** An element whose words depend on what time it is; words() says them. */

export class KeptTrue extends HTMLElement {
  #timer = 0;

  connectedCallback() {
    this.#show();
    this.#timer = setInterval(() => this.#show(), this.constructor.every);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  attributeChangedCallback() {
    this.#show();
  }

  #show() {
    const words = this.words();
    if (this.textContent !== words) this.textContent = words;
  }
}
