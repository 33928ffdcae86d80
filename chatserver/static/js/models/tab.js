/** What this tab keeps for whoever is signed in: gone once somebody else is, or nobody. */

const WHOSE = "person";

function open() {
  try {
    const who = document.body.dataset.person ?? "";
    if (sessionStorage.getItem(WHOSE) !== who) {
      sessionStorage.clear();
      sessionStorage.setItem(WHOSE, who);
    }
    return sessionStorage;
  } catch {
    // A browser that keeps nothing: then nothing is kept.
    return null;
  }
}

const kept = open();

export function recall(name) {
  return kept?.getItem(name) ?? null;
}

export function keep(name, value) {
  try {
    kept?.setItem(name, value);
  } catch {
    // Full: what was kept before stays.
  }
}
