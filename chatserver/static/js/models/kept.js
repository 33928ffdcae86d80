/** What this browser keeps for reading and writing with no signal, if its owner asked. */

import { forget, isAnothers, isMine, remember, store } from "./device.js";

export const READING = "kept-rooms";
export const WRITING = "kept-drafts";
const WHAT = { [READING]: "kept:", [WRITING]: "draft:" };
// Nobody needs an older copy, and a phone that was lost should not keep one.
const LASTS = 7 * 24 * 3600_000;

export function isKeeping(what) {
  return isMine(what);
}

export function startKeeping(what) {
  remember(what);
}

/** Switched off: nothing of it stays. */
export function stopKeeping(what) {
  forget(what);
  wipe(what);
}

/** For who must leave at once: both end, in every tab, before the page does. */
export function keepNothing() {
  stopKeeping(READING);
  stopKeeping(WRITING);
}

/** What was kept goes; what its owner chose stays, for when they come back. */
export function wipeAll() {
  wipe(READING);
  wipe(WRITING);
}

/** On a shared phone: what one person asked for ends when another signs in; old copies too. */
export function handOver() {
  [READING, WRITING].filter(isAnothers).forEach(stopKeeping);
  [READING, WRITING].forEach(allKept);
}

export function keep(what, name, value) {
  if (!isMine(what)) return;
  const key = WHAT[what] + name;
  try {
    store().setItem(key, JSON.stringify({ at: Date.now(), ...value }));
  } catch {
    // Full. What was begun stays as it was; an older copy may hold what was taken back since.
    if (what === READING) store().removeItem(key);
  }
}

export function drop(what, name) {
  store()?.removeItem(WHAT[what] + name);
}

/** Newest first: [name, value]; what is too old goes, or is of a clock put back since. */
export function allKept(what) {
  const found = [];
  for (const key of keysOf(what)) {
    const value = read(key);
    if (value && Math.abs(Date.now() - value.at) < LASTS) found.push([key.slice(WHAT[what].length), value]);
    else store().removeItem(key);
  }
  return found.sort(([, one], [, other]) => other.at - one.at);
}

function wipe(what) {
  keysOf(what).forEach((key) => store().removeItem(key));
}

function keysOf(what) {
  return Object.keys(store() ?? {}).filter((key) => key.startsWith(WHAT[what]));
}

function read(key) {
  try {
    return JSON.parse(store().getItem(key));
  } catch {
    return null;
  }
}
