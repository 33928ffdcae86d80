/** A line with the date wherever a new day begins, in the reader's own zone. */

import { inWords } from "../time.js";
import { copyOf } from "./templates.js";

/** Puts right the lines round a message that has just found its place. */
export function markDay(article) {
  if (isLine(article.previousElementSibling)) {
    article.previousElementSibling.remove();
  }
  if (dayOf(previousMessage(article)) !== dayOf(article)) {
    article.before(line(article));
  }
  const next = article.nextElementSibling;
  if (isLine(next) && dayOf(next.nextElementSibling) === dayOf(article)) {
    next.remove();
  } else if (next && !isLine(next) && dayOf(next) !== dayOf(article)) {
    next.before(line(next));
  }
}

function line(article) {
  const copy = copyOf("day-template").firstElementChild;
  copy.querySelector("time").dateTime = timeOf(article);
  return copy;
}

function previousMessage(article) {
  let before = article.previousElementSibling;
  while (isLine(before)) {
    before = before.previousElementSibling;
  }
  return before;
}

function isLine(element) {
  return element?.matches(".message-list__day") ?? false;
}

function dayOf(article) {
  return article ? inWords(new Date(timeOf(article)), "day") : "";
}

function timeOf(article) {
  return article.querySelector("time").dateTime;
}
