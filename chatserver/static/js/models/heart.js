/** Beats while the line is open, and says when nothing comes back. */

const TICK = 2_000;
const OPENING = 10_000;
const PROBE = 4_000;

export class Heart {
  #beat;
  #die;
  #every = 10_000;
  #state = "still";
  #heardAt = 0;
  #beatAt = 0;

  /** `beat` sends a beat; `die` is called when the line has been silent for too long. */
  constructor(beat, die) {
    this.#beat = beat;
    this.#die = die;
    setInterval(() => this.#tick(), TICK);
  }

  /** A line is being opened. */
  open() {
    this.#state = "opening";
    this.#heardAt = Date.now();
  }

  /** The line is open, and the other side beats as often as this. */
  start(every) {
    this.#state = "beating";
    this.#every = every || this.#every;
    this.#beatAt = Date.now();
  }

  stop() {
    this.#state = "still";
  }

  heard() {
    this.#heardAt = Date.now();
  }

  /** Asks at once whether the line is alive: the tab woke, or the network changed. */
  probe() {
    const askedAt = Date.now();
    this.#ask();
    setTimeout(() => {
      if (this.#state === "beating" && this.#heardAt < askedAt) {
        this.#die();
      }
    }, PROBE);
  }

  #tick() {
    const silence = Date.now() - this.#heardAt;
    if (this.#state === "opening" && silence > OPENING) {
      this.#die();
    } else if (this.#state === "beating" && silence > 2 * this.#every) {
      this.#die();
    } else if (this.#state === "beating" && Date.now() - this.#beatAt >= this.#every) {
      this.#ask();
    }
  }

  #ask() {
    this.#beatAt = Date.now();
    this.#beat();
  }
}
