/** Keeps the reader's place while messages come, whether the list scrolls or the page. */

const NEAR = 80;

export class ScrollKeeper {
  #list;
  #inner;

  constructor(list) {
    this.#list = list;
    this.#inner = list.firstElementChild;
  }

  /** The list is laid out from its end: there its scrollTop is 0, and negative above. */
  get #isBox() {
    return getComputedStyle(this.#list).overflowY === "auto";
  }

  get isAtEnd() {
    if (this.#isBox) {
      return Math.abs(this.#list.scrollTop) < NEAR;
    }
    return this.#inner.getBoundingClientRect().bottom < innerHeight + NEAR;
  }

  /** Changes what is at the end; who reads above it stays where they were. */
  keep(change) {
    const wasAtEnd = this.isAtEnd;
    const read = wasAtEnd ? null : this.#firstInView();
    const place = read?.getBoundingClientRect().top;
    change();
    if (wasAtEnd) {
      this.toEnd();
    } else if (read?.isConnected) {
      const scroller = this.#isBox ? this.#list : document.scrollingElement;
      scroller.scrollTop += read.getBoundingClientRect().top - place;
    }
  }

  toEnd() {
    if (this.#isBox) {
      this.#list.scrollTop = 0;
    } else {
      this.#inner.scrollIntoView({ block: "end" });
    }
  }

  #firstInView() {
    const top = Math.max(0, this.#list.getBoundingClientRect().top);
    const messages = this.#list.querySelectorAll(".message");
    return [...messages].find((one) => one.getBoundingClientRect().top >= top);
  }
}
