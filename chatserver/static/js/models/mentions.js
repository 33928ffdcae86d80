/** Marks the names that a message calls; rooms/mentions.py does it for the server's page. */

import { copyOf } from "./templates.js";

const viewer = document.body.dataset.person;

export function callsMe({ mentions = [] }) {
  return mentions.some(([id]) => String(id) === viewer);
}

/** Fills an element with words; mentions are [[person id, the name as written], …]. */
export function fillWords(element, text, mentions = []) {
  const owners = new Map(mentions.map(([id, name]) => [`@${name}`, String(id)]));
  const pieces = owners.size ? text.split(anyOf([...owners.keys()])) : [text];
  element.replaceChildren(
    ...pieces.map((piece) => (owners.has(piece) ? mark(piece, owners.get(piece)) : piece)),
  );
}

function mark(name, owner) {
  const span = copyOf("mention-template").firstElementChild;
  span.textContent = name;
  span.classList.toggle("mention--me", owner === viewer);
  return span;
}

function anyOf(names) {
  const longestFirst = names.sort((one, other) => other.length - one.length);
  const escaped = longestFirst.map((name) => name.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&"));
  return new RegExp(`(${escaped.map((name) => `${name}(?![\\p{L}\\p{N}_])`).join("|")})`, "u");
}
