/** Hears the frames of one element's own stream. */

import { connection } from "../socket.js";

// What goes on to hold: who comes late, on a slow phone, is told it too.
const HOLDS = ["presence", "ended"];
const newest = new Map();

for (const type of HOLDS) {
  connection.addEventListener(type, ({ detail }) => newest.set(`${type} ${detail.stream}`, detail));
}

export function onStream(element, type, act) {
  const { stream } = element.dataset;
  const earlier = newest.get(`${type} ${stream}`);
  if (earlier) {
    act(earlier);
  }
  connection.addEventListener(type, ({ detail }) => {
    if (detail.stream === stream) {
      act(detail);
    }
  });
}
