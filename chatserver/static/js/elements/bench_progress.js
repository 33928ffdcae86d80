/** <bench-progress>: how far rules on trial have read; at the end the page loads anew. */

const EVERY = 1_000;

class BenchProgress extends HTMLElement {
  #timer = 0;

  connectedCallback() {
    this.#timer = setInterval(() => this.#ask(), EVERY);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  async #ask() {
    const answer = await fetch(this.dataset.from).catch(() => null);
    if (!answer?.ok) return;
    const { state, percent } = await answer.json();
    if (state !== "running") {
      clearInterval(this.#timer);
      location.reload();
      return;
    }
    this.querySelector("progress").value = percent;
  }
}

customElements.define("bench-progress", BenchProgress);
