/** What time the server has: a phone's own clock may be hours off. */

/** When the server wrote this page. */
export const AT_LOAD = Number(document.body.dataset.now) * 1000;
const AHEAD = AT_LOAD ? AT_LOAD - Date.now() : 0;

export function now() {
  return Date.now() + AHEAD;
}
