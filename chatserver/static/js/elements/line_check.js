/**
 * <line-check>: holds a form back while the device says that it has no network, so that what is
 * typed is not lost to the browser's own page. Otherwise nothing is held back or delayed; and a
 * server on this very device may still answer.
 */

import { copyOf } from "../models/templates.js";

const PATIENCE = 4000;

class LineCheck extends HTMLElement {
  #isAsking = false;
  #sure = null;
  #notice = null;

  connectedCallback() {
    this.#notice = copyOf("no-line").firstElementChild;
    document.addEventListener("submit", this.#onSubmit, true);
  }

  disconnectedCallback() {
    document.removeEventListener("submit", this.#onSubmit, true);
  }

  #onSubmit = async (event) => {
    const { target: form, submitter } = event;
    if (navigator.onLine || form.method !== "post" || form === this.#sure) return;
    event.preventDefault();
    event.stopPropagation();
    if (this.#isAsking) return;
    this.#isAsking = true;
    const hasLine = await this.#hasLine();
    this.#isAsking = false;
    this.#notice.remove();
    if (!hasLine) {
      (submitter?.closest(".form__actions") ?? submitter ?? form).after(this.#notice);
      return;
    }
    this.#sure = form;
    form.requestSubmit(submitter);
    this.#sure = null;
  };

  async #hasLine() {
    const signal = AbortSignal.timeout(PATIENCE);
    try {
      await fetch(this.dataset.address, { cache: "no-store", signal });
      return true;
    } catch (error) {
      return error.name === "TimeoutError";
    }
  }
}

customElements.define("line-check", LineCheck);
