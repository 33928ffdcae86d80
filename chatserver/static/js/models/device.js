/** What this browser does for one person alone: it ends when another person signs in. */

const { person } = document.body.dataset;

/** Where the browser keeps nothing (a private window, blocked), there is nothing to end. */
export function store() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** Where nothing can be kept, a choice holds until the page is left. */
export function keep(what, words) {
  try {
    localStorage.setItem(what, words);
  } catch {
    // A private window, blocked, or full.
  }
}

/** This browser now does something for whoever is signed in. */
export function remember(what) {
  keep(what, person);
}

export function forget(what) {
  store()?.removeItem(what);
}

export function isMine(what) {
  return Boolean(person) && store()?.getItem(what) === person;
}

/** Something that another person left on here. */
export function isAnothers(what) {
  const owner = store()?.getItem(what);
  return Boolean(person && owner && owner !== person);
}
