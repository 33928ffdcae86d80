/** <live-lines>: keeps the words of each line as they stand; says when lines come or go. */

const AFTER_A_FAILURE = 30_000;

class LiveLines extends HTMLElement {
  #timer = 0;

  connectedCallback() {
    this.#ask();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
  }

  async #ask() {
    let wait = AFTER_A_FAILURE;
    try {
      const answer = await fetch(this.dataset.state, { headers: { Accept: "application/json" } });
      if (answer.ok && !answer.redirected) {
        wait = this.#show(await answer.json());
      }
    } catch {
      // Offline: asked again soon, and meanwhile the lines stay as they were.
    }
    this.#timer = setTimeout(() => this.#ask(), wait);
  }

  #show({ lines, known, again_ms: wait }) {
    this.querySelector(".session-cards__changed").hidden = known === this.dataset.known;
    for (const line of this.querySelectorAll("[data-line]")) {
      const words = lines[line.dataset.line];
      if (words && words !== line.textContent) {
        line.textContent = words;
      }
    }
    return wait;
  }
}

customElements.define("live-lines", LiveLines);
