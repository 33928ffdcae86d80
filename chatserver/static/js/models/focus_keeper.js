/** Changes a part of the page, and leaves who is in it by keyboard where they were. */

/** If what had the focus is gone, its like has it (same name), or else `instead`. */
export function keepFocus(part, change, instead = () => part) {
  const held = part.contains(document.activeElement) ? document.activeElement : null;
  change();
  if (held && !(isThere(held) && held === document.activeElement)) {
    const next = isThere(held) ? held : (twinOf(held, part) ?? instead());
    next?.focus({ preventScroll: true });
  }
}

function twinOf({ name }, part) {
  return name ? [...part.querySelectorAll(`[name="${CSS.escape(name)}"]`)].find(isThere) : null;
}

/** Hidden parts are drawn nowhere; they lose the focus only a moment later. */
function isThere(element) {
  return element.isConnected && element.getClientRects().length > 0;
}
