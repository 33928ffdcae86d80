/** How long to wait before trying again, so that a thousand pages do not return at once. */

const SHORTEST = 500;
const LONGEST = 30_000;
// A restart takes seconds: for that long nobody should wait half a minute.
const LONGEST_AT_FIRST = 4_000;
const AT_FIRST = 10;

/** Full jitter: anywhere up to a limit that doubles with each failed attempt. */
export function backoff(attempt) {
  const longest = attempt < AT_FIRST ? LONGEST_AT_FIRST : LONGEST;
  return Math.random() * Math.min(longest, SHORTEST * 2 ** attempt);
}
