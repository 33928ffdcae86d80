/** A finger on its way to one row must not open another that has just come in its place. */

// As long as it takes to see, to aim and to touch. By keyboard one is where one is.
const SETTLES = 700;

/** Changes the list; rows that are elsewhere afterwards let no pointer through for a moment. */
export function settling(list, change) {
  const before = new Map(places(list));
  const answer = change();
  const moved = places(list).filter(([row, top]) => before.get(row) !== top);
  for (const [row] of moved) row.toggleAttribute("data-moved", true);
  setTimeout(() => moved.forEach(([row]) => row.removeAttribute("data-moved")), SETTLES);
  return answer;
}

function places(list) {
  return [...list.children].map((row) => [row, row.getBoundingClientRect().top]);
}
