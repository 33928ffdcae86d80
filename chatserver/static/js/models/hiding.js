/** What this reader would rather not see; rooms/hiding.py folds the server's own page. */

const { becausePerson, becauseWord } = document.getElementById("message-template").dataset;
const {
  hiddenPeople = "",
  hiddenReactors = "",
  hiddenWords = "",
  hidesHeavy = "",
  newcomersFrom = "",
} = document.querySelector("message-list")?.dataset ?? {};
const people = new Set(hiddenPeople.split(" "));
const reactors = new Set([...people, ...hiddenReactors.split(" ")]);
const words = hiddenWords.split("|").filter(Boolean).map(spaced);

export function isMuted(id) {
  return people.has(String(id));
}

/** Why a message is folded, in words; empty where it is not. */
export function whyHidden({ author, body }) {
  if (String(author.id) === document.body.dataset.person) {
    return "";
  }
  if (isMuted(author.id)) {
    return becausePerson;
  }
  const text = words.length ? spaced(body) : "";
  return words.some((word) => text.includes(word)) ? becauseWord : "";
}

/** Why a heavy topic is covered for this reader today; empty where it is not. */
export function whyCovered({ author, heavy }) {
  return heavy && String(author.id) !== document.body.dataset.person ? hidesHeavy : "";
}

/** First week: by the newcomer's own choice, or because a moderator reads. */
export function isNew(author) {
  const isAfter = newcomersFrom && author.id >= Number(newcomersFrom) && author.role === "peer";
  return Boolean(author.new || isAfter);
}

/** The reactions that this reader sees. */
export function among(reactions) {
  const seen = ([kind, given]) => [kind, given.filter(([id]) => !reactors.has(String(id)))];
  return Object.fromEntries(Object.entries(reactions).map(seen));
}

/** The words of a text and nothing else, so that whole words are found in it. */
function spaced(text) {
  const found = text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  return ` ${found.join(" ")} `;
}
