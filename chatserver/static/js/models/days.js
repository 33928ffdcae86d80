/** A line with the date wherever a new day begins, in the reader's own zone. */

import { inWords } from "../time.js";
import { copyOf } from "./templates.js";

/** Puts right the lines round a message that has just found its place. */
export function markDay(article) {
  fit(article);
  const next = messageAfter(article);
  if (next) {
    fit(next);
  }
}

/** The first of the lines that stand before a message, or the message itself. */
export function leadOf(article) {
  let lead = article;
  while (lead && isLine(lead.previousElementSibling)) {
    lead = lead.previousElementSibling;
  }
  return lead;
}

function fit(article) {
  const shown = dayLineOf(article);
  const isNewDay = dayOf(messageBefore(article)) !== dayOf(article);
  if (shown && !isNewDay) {
    shown.remove();
  } else if (!shown && isNewDay) {
    leadOf(article).before(line(article));
  }
}

function dayLineOf(article) {
  let before = article.previousElementSibling;
  while (isLine(before)) {
    if (before.matches(".message-list__day")) {
      return before;
    }
    before = before.previousElementSibling;
  }
  return null;
}

function line(article) {
  const copy = copyOf("day-template").firstElementChild;
  copy.querySelector("time").dateTime = timeOf(article);
  return copy;
}

function messageBefore(article) {
  return leadOf(article).previousElementSibling;
}

function messageAfter(article) {
  let after = article.nextElementSibling;
  while (isLine(after)) {
    after = after.nextElementSibling;
  }
  return after;
}

/** A new day, or where the reader was last. */
function isLine(element) {
  return element?.matches(".message-list__day, .message-list__mark") ?? false;
}

function dayOf(article) {
  return article ? inWords(new Date(timeOf(article)), "day") : "";
}

function timeOf(article) {
  return article.querySelector("time").dateTime;
}
