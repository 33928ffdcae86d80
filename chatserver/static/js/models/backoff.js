/** How long to wait before trying again, so that a thousand pages do not return at once. */

const SHORTEST = 1_000;
const LONGEST = 30_000;
// A restart takes seconds. Whoever waited longer at each try would often come back long
// after the server did, and the slowest of ten people says when all ten have a message.
const AT_FIRST = 8;

/** Full jitter: anywhere up to a limit that doubles with each attempt after the first few. */
export function backoff(attempt) {
  const doublings = Math.max(0, attempt - AT_FIRST);
  return Math.random() * Math.min(LONGEST, SHORTEST * 2 ** doublings);
}
