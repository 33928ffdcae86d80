/** Says how many messages came, a few seconds apart at most, to those who listen. */

const PAUSE = 4_000;

export class Announcer {
  #region;
  #waiting = 0;
  #timer = 0;

  constructor(region) {
    this.#region = region;
  }

  count(number) {
    this.#waiting += number;
    if (this.#waiting && !this.#timer) {
      this.#timer = setTimeout(() => this.#say(), PAUSE);
    }
  }

  #say() {
    const { one, more } = this.#region.dataset;
    const words = this.#waiting === 1 ? one : `${this.#waiting} ${more}`;
    this.#region.textContent = words;
    this.#waiting = this.#timer = 0;
  }
}
