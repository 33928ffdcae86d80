/** Whose session this page has by now; another tab may have changed it. */

/** Whether it is still the same person's. If not, nothing of the last one may stay. */
export function isStill(person) {
  if (String(person) === document.body.dataset.person) {
    return true;
  }
  globalThis.onbeforeunload = null;
  location.reload();
  return false;
}

/** Who signed in anew has a new token, and older forms would be refused. */
export function renewToken(token) {
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) {
    field.value = token;
  }
}
