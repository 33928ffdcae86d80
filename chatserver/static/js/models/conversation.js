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
  take({ id, seq, position }, { isHistory = false } = {}) {
    const known = this.#positions.get(id);
    if (known !== undefined) {
      if (known >= position) {
        return "known";
      }
      this.#positions.set(id, position);
      return "changed";
    }
    if (!isHistory && this.hasOlder && this.oldest !== null && seq < this.oldest) {
      return "older";
    }
    this.#positions.set(id, position);
    this.#order.splice(this.#placeFor(seq), 0, { id, seq });
    return "new";
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
