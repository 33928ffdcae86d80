/** Open or not, and until when: keeps templates/rooms/_until.html as the server says. */

export function showUntil(place, { opening, at }) {
  say(place.querySelector(".room-status__opening"), opening);
  const local = place.querySelector("local-time");
  const before = Date.parse(local?.querySelector("time").dateTime);
  if (local && before !== Date.parse(at) && (before || at)) {
    // <local-time> writes the moment in the reader's own zone as it comes alive.
    const fresh = local.cloneNode(true);
    fresh.querySelector("time").dateTime = at ?? "";
    fresh.querySelector("time").textContent = "";
    local.replaceWith(fresh);
  }
}

/** A screen reader says it when it changes, and only then. */
export function say(place, words) {
  if (place && place.textContent !== words) {
    place.textContent = words;
  }
}
