/** What a first visit seldom needs: each is fetched when its element calls for it. */

import { READING, WRITING, isKeeping } from "./models/kept.js";
import { connection } from "./socket.js";

/** With no line just now it is fetched when there may be one again. */
async function fetchFor(element) {
  try {
    // The server wrote the address, so that it has the name with the file's hash.
    await import(element.dataset.module);
  } catch {
    connection.addEventListener("state", () => fetchFor(element), { once: true });
  }
}

function find(name) {
  return document.querySelector(`${name}[data-module]`);
}

/** A circle may begin while the page is open; the panel then asks how it stands. */
function awaitCircle(panel) {
  const look = ({ detail }) => {
    const isOurs = detail.stream === panel.dataset.stream;
    if (isOurs && detail.rows.some(({ kind }) => kind === "circle")) {
      connection.removeEventListener("rows", look);
      fetchFor(panel);
    }
  };
  connection.addEventListener("rows", look);
}

const panel = find("circle-panel");
const typing = find("typing-words");
const pause = find("writing-pause");
if (panel?.hidden) awaitCircle(panel);
else if (panel) fetchFor(panel);
if (typing) fetchFor(typing);
if (pause) fetchFor(pause);
if (isKeeping(READING)) fetchFor(find("kept-copy"));
if (isKeeping(WRITING)) fetchFor(find("message-composer"));
