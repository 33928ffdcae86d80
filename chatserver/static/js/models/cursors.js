/** Where this page is on each stream that it follows, and what a frame means from there. */

export class Cursors {
  #streams = new Map();

  add(stream, { epoch = null, position = null } = {}) {
    this.#streams.set(stream, { epoch, position, isPaused: false });
  }

  drop(stream) {
    this.#streams.delete(stream);
  }

  has(stream) {
    return this.#streams.has(stream);
  }

  /** The frame that asks for everything after the cursor; null while one may not ask. */
  join(stream) {
    const { epoch, position, isPaused = true } = this.#streams.get(stream) ?? {};
    return isPaused ? null : { type: "join", stream, epoch, after: position };
  }

  /** After a reset a stream waits until somebody has read it anew. */
  pause(stream) {
    const cursor = this.#streams.get(stream);
    if (cursor) {
      cursor.isPaused = true;
    }
  }

  names() {
    return [...this.#streams.keys()];
  }

  positions() {
    const known = [...this.#streams].filter(([, { position }]) => position !== null);
    return Object.fromEntries(known.map(([stream, { position }]) => [stream, position]));
  }

  /** The streams to ask for again: behind the server's tip, or unknown to it. */
  behind(tips) {
    return this.names().filter((stream) => {
      const { position } = this.#streams.get(stream);
      return !(stream in tips) || position === null || position < tips[stream];
    });
  }

  /** Moves along a frame: "taken", "known" (nothing new), "gap" or "reset". */
  take({ type, stream, epoch, position, from, to }) {
    const cursor = this.#streams.get(stream);
    if (!cursor || cursor.isPaused) {
      return "known";
    }
    // A stream on which nothing has moved yet has no epoch to compare.
    if (cursor.epoch && cursor.epoch !== epoch) {
      return "reset";
    }
    const start = type === "rows" ? from : cursor.position;
    const end = type === "rows" ? to : position;
    if (type === "rows" && (cursor.position === null || start > cursor.position)) {
      return "gap";
    }
    if (cursor.position !== null && end < cursor.position) {
      return "known";
    }
    cursor.epoch = epoch;
    cursor.position = end;
    return "taken";
  }
}
