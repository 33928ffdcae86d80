/** <tell-here>: asks this browser, on a tap and not before, how its owner can be told. */

import { remember } from "../models/device.js";

class TellHere extends HTMLElement {
  #form = this.querySelector("form");

  connectedCallback() {
    const can = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
    this.#form.hidden = !can;
    this.#say(can ? "" : "cannot");
    if (!can) return;
    if (Notification.permission === "denied") this.#say("blocked");
    this.#form.addEventListener("submit", this.#onSubmit);
  }

  #onSubmit = (event) => {
    // With nothing chosen the server says so, and the browser is not asked.
    if (!this.#form.querySelector(":checked")) return;
    event.preventDefault();
    this.#ask();
  };

  async #ask() {
    if ((await Notification.requestPermission()) !== "granted") {
      this.#say("blocked");
      return;
    }
    try {
      const { pushManager } = await navigator.serviceWorker.ready;
      this.#fill((await this.#subscribe(pushManager)).toJSON());
    } catch {
      this.#say("failed");
      return;
    }
    remember("told");
    this.#form.submit();
  }

  /** One that was made with another key of the community's is worth nothing. */
  async #subscribe(pushManager) {
    const key = bytes(this.dataset.key);
    const earlier = await pushManager.getSubscription();
    if (earlier && !isSame(earlier.options.applicationServerKey, key)) await earlier.unsubscribe();
    return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  }

  #fill({ endpoint, keys }) {
    const { elements } = this.#form;
    elements.endpoint.value = endpoint;
    elements.public.value = keys.p256dh;
    elements.auth.value = keys.auth;
  }

  #say(what) {
    for (const line of this.querySelectorAll("[data-says]")) {
      line.hidden = line.dataset.says !== what;
    }
  }
}

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function isSame(buffer, key) {
  const other = new Uint8Array(buffer ?? []);
  return other.length === key.length && other.every((byte, at) => byte === key[at]);
}

customElements.define("tell-here", TellHere);
