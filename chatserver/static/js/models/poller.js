/** For networks that block WebSocket: asks for changes over HTTP, and posts by form. */

import { backoff } from "./backoff.js";
import { isStill, renewToken } from "./reader.js";

const PAUSE = 3_000;
const PATIENCE = 10_000;

class SignedOut extends Error {}

export class Poller {
  #places = new Map();
  #timer = 0;
  #failures = 0;
  #cursors;
  #receive;
  #report;

  /** `receive` is given frames as from a socket; `report` "polling", "offline" or "signed_out". */
  constructor(cursors, receive, report) {
    this.#cursors = cursors;
    this.#receive = receive;
    this.#report = report;
  }

  /** Where a stream's changes are read, and where its posts go. */
  add(stream, places) {
    this.#places.set(stream, places);
  }

  get isOn() {
    return this.#timer !== 0;
  }

  start() {
    if (!this.isOn) {
      this.#timer = setTimeout(() => this.#round());
    }
  }

  stop() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#failures = 0;
  }

  async post({ stream, ...fields }) {
    const form = new FormData();
    for (const name of ["cid", "body", "warning", "reply_to"]) {
      form.set(name, fields[name] ?? "");
    }
    try {
      this.#receive(await submit(this.#places.get(stream).posts, form));
    } catch (problem) {
      this.#fail(problem);
    }
  }

  async #round() {
    try {
      for (const [stream, { changes }] of this.#places) {
        await this.#read(stream, changes);
      }
      this.#failures = 0;
      this.#report("polling");
    } catch (problem) {
      this.#fail(problem);
    }
    if (this.isOn) {
      const pause = PAUSE + (this.#failures ? backoff(this.#failures) : 0);
      this.#timer = setTimeout(() => this.#round(), pause);
    }
  }

  async #read(stream, changes) {
    let more;
    do {
      const join = this.#cursors.join(stream);
      if (!join || !this.isOn) {
        return;
      }
      const address = `${changes}?${cursor(join, this.#cursors.join("me"))}`;
      const { person, token, frames } = await ask(address);
      if (!isStill(person)) {
        return;
      }
      renewToken(token);
      frames.forEach(this.#receive);
      more = frames.some((frame) => frame.more);
    } while (more);
  }

  #fail(problem) {
    this.#failures += 1;
    this.#report(problem instanceof SignedOut ? "signed_out" : "offline");
  }
}

/** Where this page is in the room, and in its reader's own inbox. */
function cursor(room, inbox) {
  const known = { after: room.after, epoch: room.epoch, me_after: inbox?.after };
  return new URLSearchParams(Object.entries(known).filter(([, value]) => value != null));
}

/** Submits what a form without JavaScript would; the answer is a frame. */
export function submit(address, form) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  if (token) {
    form.set("csrfmiddlewaretoken", token.value);
  }
  return ask(address, { method: "POST", body: form });
}

export async function ask(address, options = {}) {
  const answer = await fetch(address, {
    ...options,
    headers: { Accept: "application/json" },
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (answer.type === "opaqueredirect" || answer.status === 401) {
    throw new SignedOut();
  }
  if (answer.status >= 500 || !isJson(answer)) {
    throw new Error(`answered ${answer.status}`);
  }
  return answer.json();
}

function isJson(answer) {
  return (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
}
