// What one has begun to write or could not send, kept on this device if its owner asked.

import { WRITING, allKept, drop, isKeeping, keep } from "./models/kept.js";
import { outbox } from "./models/outbox.js";
import { uuid } from "./models/uuid.js";

const PAUSE = 500;
// A page that was left a moment ago may hold its lock a little longer.
const GRACE = 1_000;
const text = document.querySelector("#composer-body");
const composer = document.querySelector("message-composer");
const { stream } = composer.dataset;
// Each page keeps its own: an empty one says nothing of what is begun in another tab.
const mine = `${stream} ${uuid()}`;
let timer = 0;

function save() {
  timer = 0;
  const posts = outbox.unsent(stream);
  if (text.value.trim() || posts.length) {
    keep(WRITING, mine, { draft: text.value, ...composer.about(), posts });
  } else {
    drop(WRITING, mine);
  }
}

function soon() {
  timer ||= setTimeout(save, PAUSE);
}

/** Each page holds a lock by the name of what it keeps: while it is there, it sends its own. */
async function lock(name, act, options = {}) {
  try {
    if (navigator.locks) await navigator.locks.request(name, options, act);
    else act();
  } catch {
    // Still held after a while: that page is open in another tab.
  }
}

/** What earlier pages left is this one's from now on. */
function takeOver(name) {
  const [, left] = allKept(WRITING).find(([one]) => one === name) ?? [];
  if (!left) return;
  drop(WRITING, name);
  bringBack(left);
  save();
}

function bringBack({ draft, warning, replyTo, posts }) {
  if (draft && !text.value.includes(draft)) {
    const since = composer.about();
    const about = { warning: warning || since.warning, replyTo: replyTo || since.replyTo };
    const detail = { body: draft, ...about, isUnasked: true };
    document.dispatchEvent(new CustomEvent("draft", { detail }));
  }
  posts?.forEach((post) => outbox.bringBack({ ...post, stream }, text.dataset.keptWords));
}

if (isKeeping(WRITING)) {
  const names = allKept(WRITING).map(([name]) => name);
  for (const name of names.filter((one) => one.split(" ")[0] === stream)) {
    lock(name, () => takeOver(name), { signal: AbortSignal.timeout(GRACE) });
  }
  lock(mine, () => new Promise(() => {}));
  save();
  composer.addEventListener("input", soon);
  outbox.addEventListener("change", soon);
  // The last letters, as far as a phone that goes away lets us.
  addEventListener("pagehide", save);
}
