/** <board-sound>: a short tone when a flag comes, for who wants it; and a dot in the title. */

import { keep, store } from "../models/device.js";

const KEPT = "board-sound";
const TONES = [
  { pitch: 660, at: 0 },
  { pitch: 880, at: 0.18 },
];
const LASTS = 0.15;
const REFUSED = "Your browser does not let this page play a sound.";
const PRESS_FIRST = "Press “Test the sound” once. Until then this page stays silent.";

class BoardSound extends HTMLElement {
  #audio = null;
  #title = document.title;

  connectedCallback() {
    this.hidden = false;
    const wanted = this.#part("wanted");
    wanted.checked = store()?.getItem(KEPT) === "1";
    if (wanted.checked && isSilent()) this.#say(PRESS_FIRST);
    wanted.addEventListener("change", () => {
      keep(KEPT, wanted.checked ? "1" : "0");
      if (wanted.checked) this.#test();
    });
    this.#part("test").addEventListener("click", () => this.#test());
    document.addEventListener("flag-came", this.#onFlag);
    document.addEventListener("visibilitychange", this.#onSeen);
  }

  disconnectedCallback() {
    document.removeEventListener("flag-came", this.#onFlag);
    document.removeEventListener("visibilitychange", this.#onSeen);
  }

  #onFlag = () => {
    if (document.hidden) document.title = `• ${this.#title}`;
    if (this.#part("wanted").checked) this.#play();
  };

  #onSeen = () => {
    if (!document.hidden) document.title = this.#title;
  };

  async #test() {
    this.#say((await this.#play()) ? "The sound has played." : REFUSED);
  }

  async #play() {
    if (isSilent()) return false;
    try {
      this.#audio ??= new AudioContext();
      await this.#audio.resume();
    } catch {
      return false;
    }
    for (const { pitch, at } of TONES) this.#tone(pitch, this.#audio.currentTime + at);
    return this.#audio.state === "running";
  }

  #tone(pitch, start) {
    const tone = new OscillatorNode(this.#audio, { frequency: pitch });
    const volume = new GainNode(this.#audio, { gain: 0.2 });
    volume.gain.setTargetAtTime(0, start + LASTS / 2, LASTS / 4);
    tone.connect(volume).connect(this.#audio.destination);
    tone.start(start);
    tone.stop(start + LASTS);
  }

  #say(words) {
    this.#part("said").textContent = words;
  }

  #part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }
}

/** Browsers let a page sound only after somebody has pressed something on it. */
function isSilent() {
  return navigator.userActivation?.hasBeenActive === false;
}

customElements.define("board-sound", BoardSound);
