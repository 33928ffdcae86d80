/** What a reader is in a circle, as its buttons ask; rooms/circles.py parts_of alike. */

export function whatIMay(row, { mayHost, leads }) {
  const me = Number(document.body.dataset.person);
  const isHost = row.host.id === me;
  const seat = row.seats.find(([id]) => id === me);
  const parts = new Set();
  if (row.state === "ended") {
    return parts;
  }
  if (isHost || leads) {
    parts.add("lead");
  }
  if (row.state === "waiting" && row.why === "host" && mayHost && !isHost) {
    parts.add("heir");
  }
  if (seat) {
    parts.add(row.speaker === me ? "turn" : seat[2] ? "hand" : "seat");
  } else if (!isHost) {
    parts.add(row.seats.length >= row.most ? "full" : "none");
  }
  return parts;
}
