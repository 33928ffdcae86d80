/** The short line that says what a message answers: read from that message on the page. */

const FIRST_WORDS = 60;

const words = document.getElementById("message-template").dataset;

/** Points a message at what it answers. */
export function showReply(article, id) {
  const line = article.querySelector(".message__reply");
  line.hidden = !id;
  if (id) {
    line.dataset.to = id;
    fill(line);
  }
}

/** A message came, changed or left the page: so does what others quote of it. */
export function showAnswersTo(id) {
  document.querySelectorAll(`.message__reply[data-to="${id}"]`).forEach(fill);
}

export function quote(article) {
  if (!article) {
    return words.insteadEarlier;
  }
  if (article.matches(".message--taken-back")) {
    return words.insteadTaken_back;
  }
  if (article.matches(".message--covered")) {
    return words.insteadCovered;
  }
  if (article.matches(".message--hidden")) {
    return words.insteadHidden;
  }
  if (article.querySelector(".message__warning")) {
    return words.insteadWarned;
  }
  const author = article.querySelector(".message__author").textContent;
  return `${author}: ${firstWords(article.querySelector(".message__body").textContent)}`;
}

function fill(line) {
  const { to } = line.dataset;
  const answered = document.getElementById(`m${to}`);
  const { messages } = document.querySelector("message-list").dataset;
  line.querySelector(".message__quote").textContent = quote(answered);
  line.querySelector("a").setAttribute("href", answered ? `#m${to}` : `${messages}?to=${to}`);
}

function firstWords(body) {
  const line = body.trim().split(/\s+/).join(" ");
  const letters = [...line];
  return letters.length <= FIRST_WORDS ? line : `${letters.slice(0, FIRST_WORDS).join("").trimEnd()}…`;
}
