/** Beats while the line is open, and says when nothing comes back. */

const TICK = 2_000;
const OPENING = 10_000;
const PROBE = 4_000;

// Two clocks: one stands still while a phone sleeps, the other may be put back.
const read = () => ({ wall: Date.now(), steady: performance.now() });
const since = ({ wall, steady }) => Math.max(Date.now() - wall, performance.now() - steady);

export class Heart {
  #beat;
  #die;
  #every = 10_000;
  #state = "still";
  #heardAt = read();
  #beatAt = read();

  /** `beat` sends a beat; `die` is called when the line has been silent for too long. */
  constructor(beat, die) {
    this.#beat = beat;
    this.#die = die;
    setInterval(() => this.#tick(), TICK);
  }

  /** A line is being opened. */
  open() {
    this.#state = "opening";
    this.#heardAt = read();
  }

  /** The line is open, and the other side beats as often as this. */
  start(every) {
    this.#state = "beating";
    this.#every = every || this.#every;
    this.#beatAt = read();
  }

  stop() {
    this.#state = "still";
  }

  heard() {
    this.#heardAt = read();
  }

  /** Asks at once whether the line is alive: the tab woke, or the network changed. */
  probe() {
    const heardAt = this.#heardAt;
    this.#ask();
    setTimeout(() => {
      if (this.#state === "beating" && this.#heardAt === heardAt) {
        this.#die();
      }
    }, PROBE);
  }

  #tick() {
    const silence = since(this.#heardAt);
    if (this.#state === "opening" && silence > OPENING) {
      this.#die();
    } else if (this.#state === "beating" && silence > 2 * this.#every) {
      this.#die();
    } else if (this.#state === "beating" && since(this.#beatAt) >= this.#every) {
      this.#ask();
    }
  }

  #ask() {
    this.#beatAt = read();
    this.#beat();
  }
}
