/** The page's one connection: joins streams, keeps cursors, beats, and comes back. */

import { backoff } from "./models/backoff.js";
import { Cursors } from "./models/cursors.js";
import { Poller } from "./models/poller.js";

// Why the server closes; see realtime/codes.py and docs/protocol.md.
const SIGNED_OUT = 4401;
const TOO_MUCH = new Set([4400, 4429, 4430]);
const LONG_WAIT = 6;
// Refusals after which there is no more to read on a stream.
const ENDED = new Set(["revoked", "not_found"]);
const PATIENCE = 10_000;
const PROBE = 4_000;
const TICK = 2_000;
// A frame may be on its way when the tips say that we are behind.
const GRACE = 1_000;
const TRIES_BEFORE_POLLING = 2;

/**
 * Events: "state" (see `state`), and each frame by its type with the frame as detail:
 * "rows" (from joins too), "stored", "refused", "presence", "typing", "reset", "ended".
 */
class Connection extends EventTarget {
  /** "idle", "connecting", "live", "polling", "offline" or "signed_out". */
  state = "idle";
  #cursors = new Cursors();
  #poller = new Poller(
    this.#cursors,
    (frame) => this.#receive(frame),
    (state) => this.#socket?.isLive || this.#change(state),
  );
  #socket = null;
  #attempt = 0;
  #failures = 0;
  #retryAfter = null;
  #timer = 0;
  #heardAt = 0;
  #beatAt = 0;
  #heartbeat = 10_000;

  get canSend() {
    return this.state === "live" || this.state === "polling";
  }

  /** Follows a stream from a cursor; `changes` and `posts` are its addresses over HTTP. */
  follow(stream, { epoch, position, changes, posts } = {}) {
    this.#cursors.add(stream, { epoch: epoch || null, position: position ?? null });
    if (changes) {
      this.#poller.add(stream, { changes, posts });
    }
    if (this.state === "live") {
      this.#join(stream);
    } else if (this.state === "idle") {
      this.#start();
    }
  }

  /** Sends a frame; false if there is nothing to send it on. */
  send(frame) {
    if (this.state === "live") {
      this.#socket.send(JSON.stringify(frame));
      return true;
    }
    if (this.state === "polling" && frame.type === "post") {
      this.#poller.post(frame);
      return true;
    }
    return false;
  }

  #start() {
    setInterval(() => this.#tick(), TICK);
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
    const socket = new WebSocket(address);
    this.#socket = socket;
    this.#heardAt = Date.now();
    socket.onmessage = ({ data }) => this.#hear(JSON.parse(data));
    socket.onclose = ({ code }) => this.#lose(code);
  }

  #hear(frame) {
    this.#heardAt = Date.now();
    this.#receive(frame);
  }

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
    if (String(person.id ?? person) !== document.body.dataset.person) {
      // Somebody else signed in here meanwhile: nothing of the last person may stay.
      globalThis.onbeforeunload = null;
      location.reload();
      return;
    }
    this.#heartbeat = heartbeat * 1000 || this.#heartbeat;
    this.#failures = 0;
    this.#beatAt = Date.now();
    this.#socket.isLive = true;
    this.#poller.stop();
    this.#cursors.names().forEach(this.#join);
    this.#change("live");
  }

  #join = (stream) => {
    const frame = this.#cursors.join(stream);
    if (frame && this.#socket?.isLive) {
      this.#socket.send(JSON.stringify(frame));
    }
  };

  #take(frame) {
    switch (this.#cursors.take(frame)) {
      case "taken":
        this.#tell("rows", frame);
        if (frame.more) {
          this.#join(frame.stream);
        }
        break;
      case "gap":
        this.#join(frame.stream);
        break;
      case "reset":
        this.#reset(frame.stream);
    }
  }

  /** An answer to a post; or, without a cid, the end of what may be read. */
  #refuse(frame) {
    if (!frame.cid && ENDED.has(frame.code) && this.#cursors.has(frame.stream)) {
      this.#cursors.drop(frame.stream);
      this.#tell("ended", frame);
    }
    this.#tell("refused", frame);
  }

  #reset(stream) {
    this.#cursors.pause(stream);
    this.#tell("reset", { stream });
  }

  #tick() {
    if (!this.#socket) {
      return;
    }
    const patience = this.#socket.isLive ? 2 * this.#heartbeat : PATIENCE;
    if (Date.now() - this.#heardAt > patience) {
      this.#lose();
    } else if (this.#socket.isLive && Date.now() - this.#beatAt >= this.#heartbeat) {
      this.#ping();
    }
  }

  #ping() {
    this.#beatAt = Date.now();
    this.#socket.send(JSON.stringify({ type: "ping", cursors: this.#cursors.positions() }));
  }

  /** Something may have changed (the tab woke, the network came or went): look at once. */
  #wake() {
    if (this.#socket?.isLive) {
      const socket = this.#socket;
      const askedAt = Date.now();
      this.#ping();
      setTimeout(() => {
        if (this.#socket === socket && this.#heardAt < askedAt) {
          this.#lose();
        }
      }, PROBE);
    } else if (!this.#socket) {
      this.#connect();
    }
  }

  #lose(code) {
    const socket = this.#socket;
    const wasLive = socket.isLive;
    this.#socket = null;
    socket.onmessage = socket.onclose = null;
    socket.close();
    if (code === SIGNED_OUT) {
      this.#poller.stop();
      this.#change("signed_out");
      return;
    }
    this.#failures += wasLive ? 0 : 1;
    if (this.#failures >= TRIES_BEFORE_POLLING) {
      this.#poller.start();
    }
    if (this.state !== "polling" && this.state !== "signed_out") {
      this.#change("offline");
    }
    if (TOO_MUCH.has(code)) {
      this.#attempt = Math.max(this.#attempt, LONG_WAIT);
    }
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

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

export const connection = new Connection();
