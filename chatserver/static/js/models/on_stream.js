/** Hears the frames of one element's own stream. */

import { connection } from "../socket.js";

export function onStream(element, type, act) {
  connection.addEventListener(type, ({ detail }) => {
    if (detail.stream === element.dataset.stream) {
      act(detail);
    }
  });
}
