/** Fills the server's own blank message, and keeps a message as its newest row says. */

import { keepFocus } from "./focus_keeper.js";
import { among, isNew, whyCovered, whyHidden } from "./hiding.js";
import { fillWords } from "./mentions.js";
import { now } from "./server_time.js";
import { showAnswersTo, showReply } from "./quotes.js";
import { copyOf } from "./templates.js";

const EDITABLE_FOR = 10 * 60_000;
const STAFF = new Set(["moderator", "coordinator", "lead"]);

const viewer = document.body.dataset.person;
const words = document.getElementById("message-template").dataset;
// The warnings that we offer, where they are read in another language.
const said = JSON.parse(words.warnings ?? "{}");

export function newMessage(row) {
  const article = copyOf("message-template").firstElementChild;
  article.id = `m${row.id}`;
  Object.assign(article.dataset, { id: row.id, seq: row.seq, author: row.author.id });
  point(article, "/0/", `/${row.id}/`);
  point(article, "reply_to=0", `reply_to=${row.id}`);
  fillHead(article, row);
  update(article, row);
  return article;
}

/** What may change in a message's life: its state, its words and what hangs on it. */
export function update(article, row) {
  keepFocus(article, () => fill(article, row));
  showAnswersTo(row.id);
}

function fill(article, row) {
  const isShown = row.state === "shown";
  article.dataset.position = row.position;
  article.classList.toggle("message--taken-back", row.state === "taken_back");
  article.classList.toggle("message--covered", row.state === "covered");
  article.querySelector(".menu").hidden = !isShown;
  article.querySelector(".message__acts").hidden = !isShown;
  article.querySelector(".message__edited").hidden = !row.edited || !isShown;
  article.querySelector(".message__waited").hidden = !row.waited || !isShown;
  article.classList.toggle("message--hidden", isShown && Boolean(whyHidden(row)));
  fillBody(article, isShown && veilOf(row), isShown ? row.body : wordsFor(row.state), row.mentions);
  fillReactions(article, isShown ? among(row.reactions ?? {}) : {});
}

/** A circle travels on the same stream. */
export function isMessage({ kind }) {
  return kind === "message";
}

export function isMine(row) {
  return String(row.author.id) === viewer;
}

/** As far as this page knows what it answers. */
export function isAnswerToMe(row) {
  return document.getElementById(`m${row.reply_to}`)?.dataset.author === viewer;
}

/** What staff write may be about safety, so that it is never kept back. */
export function isFromStaff(row) {
  return STAFF.has(row.author.role);
}

/** Whether the server would still take other words; it looks again when they come. */
function isFresh({ at }) {
  return now() - Date.parse(at) < EDITABLE_FOR;
}

/** The server wrote the links of the blank message for a message numbered 0. */
function point(article, from, to) {
  for (const part of article.querySelectorAll("[formaction], [href]")) {
    const name = part.hasAttribute("href") ? "href" : "formaction";
    part.setAttribute(name, part.getAttribute(name).replace(from, to));
  }
}

function fillHead(article, row) {
  const role = words[`role${capital(row.author.role)}`];
  const avatar = article.querySelector(".message__avatar");
  if (avatar) {
    avatar.src = avatar.getAttribute("src").replace("/0/", `/${row.author.id}/`);
  }
  article.classList.toggle("message--mine", isMine(row));
  article.querySelector(".message__author").textContent = row.author.alias;
  for (const whom of article.querySelectorAll(".message__whom")) {
    whom.textContent = row.author.alias;
  }
  article.querySelector(".message__role").textContent = role ?? "";
  article.querySelector(".message__role").hidden = !role;
  article.querySelector(".message__new").hidden = !isNew(row.author);
  article.querySelector("time").dateTime = row.at;
  article.querySelector(".message__own").hidden = !isMine(row);
  article.querySelector(".message__hide")?.toggleAttribute("hidden", isMine(row) || Boolean(role));
  article.querySelector(".message__note")?.toggleAttribute("hidden", isMine(row));
  article.querySelector(".message__edit").hidden = !isMine(row) || !isFresh(row);
  showReply(article, row.reply_to);
}

/** What stands in the place of words that this reader may not want to see. */
function veilOf(row) {
  return whyHidden(row) || (row.warning ? `${words.hard} ${said[row.warning] ?? row.warning}` : whyCovered(row));
}

/** The veil is there only with a reason, and stays open where somebody opened it. */
function fillBody(article, summary, text, mentions) {
  const body = article.querySelector(".message__body");
  let veil = article.querySelector(".message__warning");
  fillWords(body, text, mentions);
  if (summary && !veil) {
    veil = copyOf("message-template").querySelector(".message__warning");
    body.replaceWith(veil);
    veil.querySelector(".message__body").replaceWith(body);
  } else if (veil && !summary) {
    veil.replaceWith(body);
    return;
  }
  if (veil) {
    veil.querySelector("summary").textContent = summary;
  }
}

function fillReactions(article, reactions) {
  const isBare = Object.keys(reactions).length === 0;
  article.querySelector(".message__responses")?.toggleAttribute("hidden", isBare);
  for (const button of article.querySelectorAll(".message__hear, .menu__item[aria-pressed]")) {
    press(button, reactions[button.name] ?? []);
  }
  article.querySelector("reaction-bar").show(reactions);
}

/** Whether I gave it, and what pressing it would do. */
export function press(button, people) {
  const isGiven = people.some(([id]) => String(id) === viewer);
  button.setAttribute("aria-pressed", isGiven);
  button.value = isGiven ? "off" : "on";
}

function wordsFor(state) {
  return state === "covered" ? words.covered : words.takenBack;
}

function capital(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
