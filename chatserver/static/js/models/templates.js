/** Copies of the server's own markup: this browser never makes HTML from words. */

/** Imported, not cloned, so that the custom elements inside come alive at once. */
export function copyOf(id) {
  const { content } = document.getElementById(id);
  return document.importNode(content, true);
}
