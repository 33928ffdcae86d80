/** How long to wait before trying again, so that a thousand pages do not return at once. */

const SHORTEST = 500;
const LONGEST = 30_000;

/** Full jitter: anywhere up to a limit that doubles with each failed attempt. */
export function backoff(attempt) {
  return Math.random() * Math.min(LONGEST, SHORTEST * 2 ** attempt);
}
