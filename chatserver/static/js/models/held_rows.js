/** Keeps back what others write until its reader wants it: live, every 30 s, or when asked. */

import { whyHidden } from "./hiding.js";
import { callsMe } from "./mentions.js";
import { isAnswerToMe, isFromStaff, isMine } from "./messages.js";

const SLOW = 30_000;

export class HeldRows {
  #release;
  #rows = new Map();
  #pace = "live";
  #timer = 0;

  /** `release` is given the rows that may be shown now. */
  constructor(release) {
    this.#release = release;
  }

  /** How many messages of others wait that this reader would see unfolded. */
  get waiting() {
    return this.#unfolded.length;
  }

  /** How many of them call this reader, or answer them. */
  get waitingForMe() {
    return this.#unfolded.filter((row) => callsMe(row) || isAnswerToMe(row)).length;
  }

  get #unfolded() {
    return [...this.#rows.values()].filter((row) => !whyHidden(row));
  }

  /** The message that has waited longest. */
  get first() {
    return this.#rows.values().next().value;
  }

  set pace(pace) {
    this.#pace = pace;
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (pace === "live") {
      this.letGo();
    } else {
      this.#await();
    }
  }

  /** Keeps what can wait; returns what can't: my own, what staff write, every change. */
  sift(rows, log) {
    const now = rows.filter((row) => !this.#canWait(row, log));
    rows.filter((row) => !now.includes(row)).forEach((row) => this.#rows.set(row.id, row));
    this.#await();
    return now;
  }

  letGo() {
    const rows = [...this.#rows.values()];
    this.#rows.clear();
    this.#timer = 0;
    if (rows.length) {
      this.#release(rows);
    }
  }

  forget() {
    this.#rows.clear();
  }

  /** A covered message that is on the page is covered at once, whatever the pace. */
  #canWait(row, log) {
    return this.#pace !== "live" && log.isNew(row) && !isMine(row) && !isFromStaff(row);
  }

  #await() {
    if (this.#pace === "slow" && this.#rows.size && !this.#timer) {
      this.#timer = setTimeout(() => this.letGo(), SLOW);
    }
  }
}
