/** What a first visit seldom needs: each is fetched when its element calls for it. */

import { READING, WRITING, isKeeping } from "./models/kept.js";
import { connection } from "./socket.js";

/** The server wrote the address, so that it has the name with the file's hash. */
async function fetchFor(element) {
  try {
    await import(element.dataset.module);
    return true;
  } catch {
    // No line just now; who called for it calls again.
    return false;
  }
}

function find(name) {
  return document.querySelector(`${name}[data-module]`);
}

/** A circle may begin while the page is open; the panel then asks how it stands. */
function awaitCircle(panel) {
  const look = async ({ detail }) => {
    const isOurs = detail.stream === panel.dataset.stream;
    if (isOurs && detail.rows.some(({ kind }) => kind === "circle") && (await fetchFor(panel))) {
      connection.removeEventListener("rows", look);
    }
  };
  connection.addEventListener("rows", look);
}

const panel = find("circle-panel");
const typing = find("typing-words");
if (panel?.hidden) awaitCircle(panel);
else if (panel) fetchFor(panel);
if (typing) fetchFor(typing);
if (isKeeping(READING)) fetchFor(find("kept-copy"));
if (isKeeping(WRITING)) fetchFor(find("message-composer"));
