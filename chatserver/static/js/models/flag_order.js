/** In which order the board shows flags; moderation/ordering.py orders alike. */

const LEVELS = ["red", "amber", "yellow", "green"];

/** Entries have id, level, raised and lifts (milliseconds, or NaN), and isFree. */
export function ordered(entries, now, lastTaken) {
  const usual = [...entries].sort(
    (a, b) =>
      LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || a.raised - b.raised || a.id - b.id,
  );
  const first = lifted(usual, now, lastTaken);
  return first ? [first, ...usual.filter((entry) => entry !== first)] : usual;
}

/** The flag whose turn it is before all others, or undefined. */
export function lifted(entries, now, lastTaken) {
  const free = entries.filter((entry) => entry.isFree);
  const redsWait = free.some((entry) => entry.level === "red");
  if (redsWait && lastTaken && lastTaken !== "red") return undefined;
  const ripe = free.filter((entry) => entry.level !== "red" && entry.lifts <= now);
  return ripe.sort((a, b) => a.lifts - b.lifts || a.raised - b.raised || a.id - b.id)[0];
}
