// What one has begun to write or could not send, kept on this device if its owner asked.

import { WRITING, drop, isKeeping, keep, kept } from "./models/kept.js";
import { outbox } from "./models/outbox.js";

const PAUSE = 500;
const text = document.querySelector("#composer-body");
const { stream } = document.querySelector("message-composer").dataset;
let timer = 0;

function save() {
  timer = 0;
  const posts = outbox.unsent(stream);
  if (text.value.trim() || posts.length) keep(WRITING, stream, { draft: text.value, posts });
  else drop(WRITING, stream);
}

function soon() {
  timer ||= setTimeout(save, PAUSE);
}

function bringBack() {
  const { draft, posts } = kept(WRITING, stream) ?? {};
  if (draft && !text.value.includes(draft)) {
    text.value = [draft, text.value].filter(Boolean).join("\n");
    text.dispatchEvent(new Event("input"));
  }
  posts?.forEach((post) => outbox.bringBack({ ...post, stream }, text.dataset.keptWords));
}

if (isKeeping(WRITING)) {
  bringBack();
  text.addEventListener("input", soon);
  outbox.addEventListener("change", soon);
  // The last letters, as far as a phone that goes away lets us.
  addEventListener("pagehide", save);
  // What was written before this file came.
  soon();
}
