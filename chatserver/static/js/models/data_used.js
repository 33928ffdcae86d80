/** The bytes that this tab has used since it was opened: counted here, told to nobody. */

const KEY = "bytes";
const earlier = Number(stored()?.getItem(KEY)) || 0;
let byLine = 0;

/** What came or went on the page's own line, which the browser does not count. */
export function count(text) {
  byLine += text.length;
}

export function used() {
  const page = performance.getEntriesByType("navigation");
  const parts = performance.getEntriesByType("resource");
  const bytes = [...page, ...parts].reduce((sum, { transferSize }) => sum + transferSize, 0);
  return earlier + bytes + byLine;
}

export function inWords(bytes) {
  const kilobytes = Math.max(1, Math.round(bytes / 1_000));
  return kilobytes < 1_000 ? `${kilobytes} kB` : `${(kilobytes / 1_000).toFixed(1)} MB`;
}

function stored() {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

addEventListener("pagehide", () => stored()?.setItem(KEY, used()));
