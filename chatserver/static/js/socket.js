/** The page's one connection: joins streams, keeps cursors, and comes back by itself. */

import { backoff } from "./models/backoff.js";
import { Cursors } from "./models/cursors.js";
import { count } from "./models/data_used.js";
import { Heart } from "./models/heart.js";
import { Poller } from "./models/poller.js";
import { isStill } from "./models/reader.js";

// Why the server closes; see realtime/codes.py and docs/protocol.md.
const SIGNED_OUT = 4401;
const TOO_MUCH = new Set([4400, 4429, 4430]);
// As if so many tries had failed: up to 16 s (models/backoff.js).
const LONG_WAIT = 12;
// Refusals after which there is no more to read on a stream.
const ENDED = new Set(["revoked", "not_found"]);
// A frame may be on its way when the tips say that we are behind.
const GRACE = 1_000;
const TRIES_BEFORE_POLLING = 2;

/**
 * Events: "state" (see `state`), and each frame by its type with the frame as detail:
 * "rows" (from joins too), "stored", "held", "refused", "presence", "typing", "reset", "ended".
 */
class Connection extends EventTarget {
  /** "idle", "connecting", "live", "polling", "offline" or "signed_out". */
  state = "idle";
  #socket = null;
  #isLive = false;
  #attempt = 0;
  #failures = 0;
  #retryAfter = null;
  #timer = 0;
  #heart = null;
  #cursors = new Cursors();
  #poller = new Poller(
    this.#cursors,
    (frame) => this.#receive(frame),
    (state) => this.#isLive || this.#change(state),
  );

  get canSend() {
    return this.state === "live" || this.state === "polling";
  }

  /** Follows a stream from a cursor; `changes` and `posts` are its addresses over HTTP. */
  follow(stream, { epoch, position, changes, posts } = {}) {
    this.#cursors.add(stream, { epoch: epoch || null, position: position ?? null });
    if (changes) {
      this.#poller.add(stream, { changes, posts });
    }
    if (this.#isLive) {
      this.#join(stream);
    } else if (this.state === "idle") {
      this.#start();
    }
  }

  /** Sends a frame; false if there is nothing to send it on. */
  send(frame) {
    if (this.#isLive) {
      const text = JSON.stringify(frame);
      count(text);
      this.#socket.send(text);
      return true;
    }
    if (this.state === "polling" && frame.type === "post") {
      this.#poller.post(frame);
      return true;
    }
    return false;
  }

  // --- The line

  #start() {
    const beat = () => this.send({ type: "ping", cursors: this.#cursors.positions() });
    this.#heart = new Heart(beat, () => this.#lose());
    for (const type of ["online", "offline", "pageshow"]) {
      addEventListener(type, () => this.#wake());
    }
    document.addEventListener("visibilitychange", () => document.hidden || this.#wake());
    this.#change("connecting");
    this.#connect();
  }

  #connect() {
    clearTimeout(this.#timer);
    const address = new URL("/ws/", location.href);
    address.protocol = address.protocol.replace("http", "ws");
    this.#socket = new WebSocket(address);
    this.#socket.onmessage = ({ data }) => {
      this.#heart.heard();
      count(data);
      this.#receive(JSON.parse(data));
    };
    this.#socket.onclose = ({ code }) => this.#lose(code);
    this.#heart.open();
  }

  /** Something may have changed (the tab woke, the network came or went): look at once. */
  #wake() {
    if (this.#isLive) {
      this.#heart.probe();
    } else if (!this.#socket) {
      this.#connect();
    }
  }

  #lose(code) {
    this.#failures += this.#isLive ? 0 : 1;
    this.#drop();
    if (code === SIGNED_OUT) {
      this.#poller.stop();
      this.#change("signed_out");
      return;
    }
    if (this.#failures >= TRIES_BEFORE_POLLING) {
      this.#poller.start();
    }
    if (this.state !== "polling" && this.state !== "signed_out") {
      this.#change("offline");
    }
    this.#comeBack(TOO_MUCH.has(code) ? LONG_WAIT : 0);
  }

  #drop() {
    this.#heart.stop();
    this.#isLive = false;
    this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close();
    this.#socket = null;
  }

  #comeBack(least) {
    this.#attempt = Math.max(this.#attempt, least);
    this.#timer = setTimeout(() => this.#connect(), this.#retryAfter ?? backoff(this.#attempt));
    this.#attempt += 1;
    this.#retryAfter = null;
  }

  #change(state) {
    if (this.state !== state) {
      this.state = state;
      this.#tell("state", state);
    }
  }

  // --- Frames

  #receive(frame) {
    switch (frame.type) {
      case "welcome":
        return this.#begin(frame);
      case "joined":
      case "rows":
        return this.#take(frame);
      case "tips":
        this.#attempt = 0;
        return setTimeout(() => this.#cursors.behind(frame.tips).forEach(this.#join), GRACE);
      case "reset":
        return this.#reset(frame.stream);
      case "refused":
        return this.#refuse(frame);
      case "going_away":
        this.#retryAfter = frame.retry_after_ms;
        return undefined;
      default:
        return this.#tell(frame.type, frame);
    }
  }

  #begin({ heartbeat, person }) {
    if (!isStill(person.id)) {
      return;
    }
    this.#isLive = true;
    this.#failures = 0;
    this.#heart.start(heartbeat * 1000);
    this.#poller.stop();
    this.#cursors.names().forEach(this.#join);
    this.#change("live");
  }

  #join = (stream) => {
    const frame = this.#cursors.join(stream);
    if (frame && this.#isLive) {
      this.send(frame);
    }
  };

  #take(frame) {
    const found = this.#cursors.take(frame);
    if (found === "taken") {
      this.#tell("rows", frame);
    }
    if (found === "gap" || (found === "taken" && frame.more)) {
      this.#join(frame.stream);
    } else if (found === "reset") {
      this.#reset(frame.stream);
    }
  }

  #reset(stream) {
    this.#cursors.pause(stream);
    this.#tell("reset", { stream });
  }

  /** An answer to a post; or, without a cid, the end of what may be read. */
  #refuse(frame) {
    if (!frame.cid && ENDED.has(frame.code) && this.#cursors.has(frame.stream)) {
      this.#cursors.drop(frame.stream);
      this.#tell("ended", frame);
    }
    this.#tell("refused", frame);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

export const connection = new Connection();
