/** What somebody wrote and the server has not yet stored: kept in memory, sent in order. */

import { connection } from "../socket.js";
import { uuid } from "./uuid.js";

const PATIENCE = 10_000;
const LOOK_EVERY = 1_000;
// By the page's own clock: the phone's may be put back by an hour.
const NEVER = -Infinity;
// Refusals that say "later", not "no".
const PASSING = new Set(["too_many", "slow_mode", "not_stored", "not_now"]);
const MOST_TRIES = 6;

class Outbox extends EventTarget {
  #posts = new Map();
  #connection;
  #timer = 0;

  constructor(connection) {
    super();
    this.#connection = connection;
    connection.addEventListener("stored", ({ detail }) => this.#store(detail));
    connection.addEventListener("held", ({ detail }) => this.#hold(detail));
    connection.addEventListener("refused", ({ detail }) => this.#refuse(detail));
    connection.addEventListener("state", () => this.#startAgain());
  }

  get isHolding() {
    return [...this.#posts.values()].some(({ state }) => state !== "sent" && state !== "held");
  }

  add(fields) {
    const post = { ...fields, cid: uuid(), state: "sending", reason: "", sentAt: NEVER, tries: 0 };
    this.#posts.set(post.cid, post);
    this.#tell(post);
    this.#send();
    return post;
  }

  /** What another visit could not send: its writer says whether it still should go. */
  bringBack({ cid, stream, body, warning, replyTo }, reason) {
    const post = { cid, stream, body, warning, replyTo, state: "failed", reason, sentAt: NEVER, tries: 0 };
    this.#posts.set(cid, post);
    this.#tell(post);
  }

  unsent(stream) {
    const mine = [...this.#posts.values()].filter((post) => post.stream === stream);
    // Also what looks as if it had come: the same words may be from another tab.
    const open = mine.filter(({ state }) => state !== "sent");
    return open.map(({ cid, body, warning, replyTo }) => ({ cid, body, warning, replyTo }));
  }

  /** The same cid again, so that what was stored after all is not stored twice. */
  tryAgain(cid) {
    this.#change(cid, { state: "sending", reason: "", sentAt: NEVER, tries: 0 });
    this.#send();
  }

  takeOut(cid) {
    const post = this.#posts.get(cid);
    if (post) {
      this.#posts.delete(cid);
      this.#tell({ ...post, state: "gone" });
    }
    return post;
  }

  /** A row of my own has come: the post that it is, if the server has not answered yet. */
  meet({ id, body }, stream) {
    for (const post of this.#posts.values()) {
      const isIt = post.id === id || (!post.id && !post.met && post.body === body);
      if (post.stream === stream && post.state !== "failed" && isIt) {
        if (post.id === id) {
          this.takeOut(post.cid);
        } else {
          this.#change(post.cid, { met: id });
        }
        return;
      }
    }
  }

  #startAgain() {
    if (this.#connection.canSend) {
      for (const post of this.#posts.values()) {
        post.sentAt = NEVER;
      }
      this.#send();
    }
  }

  /** One at a time in each stream: a later post never overtakes an earlier one. */
  #send() {
    const busy = new Set();
    for (const post of this.#posts.values()) {
      if (post.state !== "sending" || busy.has(post.stream)) {
        continue;
      }
      busy.add(post.stream);
      if (performance.now() - post.sentAt >= PATIENCE && this.#connection.send(frame(post))) {
        post.sentAt = performance.now();
      }
    }
    clearTimeout(this.#timer);
    this.#timer = busy.size ? setTimeout(() => this.#send(), LOOK_EVERY) : 0;
  }

  #store({ cid, id }) {
    const post = this.#posts.get(cid);
    if (post?.met === id) {
      this.takeOut(cid);
    } else if (post) {
      this.#change(cid, { state: "sent", id, met: undefined });
    }
    this.#send();
  }

  /** Stored, and no place in the room until a moderator has read it. */
  #hold({ cid, id, at, words }) {
    this.#change(cid, { state: "held", id, at, reason: words, met: undefined });
    this.#send();
  }

  #refuse({ cid, code, reason, retry_after_ms: wait }) {
    const post = this.#posts.get(cid);
    if (!post) {
      return;
    }
    // What got no answer does not count: a line may be bad for long.
    post.tries += 1;
    if (PASSING.has(code) && post.tries < MOST_TRIES) {
      // Not wrong, only too soon: it goes again by itself.
      post.sentAt = performance.now() - PATIENCE + (wait ?? LOOK_EVERY);
      this.#change(cid, { reason: code === "slow_mode" ? reason : "" });
      return;
    }
    this.#change(cid, { state: "failed", reason, met: undefined });
    this.#send();
  }

  #change(cid, changes) {
    const post = this.#posts.get(cid);
    if (post) {
      this.#tell(Object.assign(post, changes));
    }
  }

  #tell(post) {
    // A property, so that whoever must leave at once can clear it.
    globalThis.onbeforeunload = this.isHolding ? (event) => event.preventDefault() : null;
    this.dispatchEvent(new CustomEvent("change", { detail: post }));
  }
}

function frame({ stream, cid, body, warning, replyTo }) {
  const about = { warning: warning || null, reply_to: replyTo || null };
  return { type: "post", stream, cid, body, ...about };
}

export const outbox = new Outbox(connection);
