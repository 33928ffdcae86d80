/** In which order the board shows flags; moderation/ordering.py orders alike. */

const LEVELS = ["red", "amber", "yellow", "green"];

/**
 * Entries have id, level, raised and lifts (milliseconds, or NaN), isFree and isAsked; redTaken is
 * when the last flag was taken, if that was a red, or else NaN.
 */
export function ordered(entries, now, redTaken) {
  const usual = [...entries].sort(
    (a, b) =>
      isForOthers(a) - isForOthers(b) ||
      LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
      b.isFree - a.isFree ||
      a.raised - b.raised ||
      a.id - b.id,
  );
  const first = lifted(usual, now, redTaken);
  return first ? [first, ...usual.filter((entry) => entry !== first)] : usual;
}

/** The flag whose turn it is before all others, or undefined. */
export function lifted(entries, now, redTaken) {
  const free = entries.filter((entry) => entry.isFree);
  const redsWait = free.some((entry) => entry.level === "red");
  if (redsWait && Number.isNaN(redTaken)) return undefined;
  const by = (level) => (redsWait && level !== "amber" ? Math.min(now, redTaken) : now);
  const ripe = free.filter(({ level, lifts }) => level !== "red" && lifts <= by(level));
  return ripe.sort((a, b) => a.lifts - b.lifts || a.raised - b.raised || a.id - b.id)[0];
}

function isForOthers({ isFree, isAsked }) {
  return !isFree && !isAsked;
}
