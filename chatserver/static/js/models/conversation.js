/** Which messages this page holds, in order, each in its newest known state. */

export class Conversation {
  #positions = new Map();
  #order = [];

  /** Older messages than these are not on the page yet. */
  constructor({ hasOlder = false } = {}) {
    this.hasOlder = hasOlder;
  }

  get oldest() {
    return this.#order[0]?.seq ?? null;
  }

  get size() {
    return this.#order.length;
  }

  clear() {
    this.#positions.clear();
    this.#order = [];
  }

  /** "new", "changed", "known" (this or newer is here) or "older" (not on this page). */
  see({ id, seq, position }, { isHistory = false } = {}) {
    const known = this.#positions.get(id);
    if (known !== undefined) {
      return known >= position ? "known" : "changed";
    }
    const isBefore = this.hasOlder && this.oldest !== null && seq < this.oldest;
    return isBefore && !isHistory ? "older" : "new";
  }

  /** The same, and holds it from now on. */
  take(row, options) {
    const what = this.see(row, options);
    if (what === "new" || what === "changed") {
      this.#positions.set(row.id, row.position);
    }
    if (what === "new") {
      this.#order.splice(this.#placeFor(row.seq), 0, { id: row.id, seq: row.seq });
    }
    return what;
  }

  /** The id of the message that comes after a place; null at the end. */
  after(seq) {
    return this.#order[this.#placeFor(seq + 1)]?.id ?? null;
  }

  /** Forgets the oldest messages beyond a number; returns their ids. */
  keepNewest(number) {
    const ids = this.#order.splice(0, Math.max(0, this.size - number)).map(({ id }) => id);
    ids.forEach((id) => this.#positions.delete(id));
    this.hasOlder ||= ids.length > 0;
    return ids;
  }

  #placeFor(seq) {
    let place = this.#order.length;
    while (place > 0 && this.#order[place - 1].seq >= seq) {
      place -= 1;
    }
    return place;
  }
}
