/** Fills a flag's card, copied from templates/moderation/_flag.html, with its row. */

export function fill(item, row) {
  const me = Number(document.body.dataset.person);
  const isOwn = row.author.id === me;
  const isMine = row.state === "claimed" && row.claimed_by?.id === me;
  item.id = `flag-${row.id}`;
  item.className = `flag flag--${row.level}`;
  item.classList.toggle("flag--claimed", row.claimed_by !== null);
  Object.assign(item.dataset, {
    id: row.id,
    level: row.level,
    owner: row.claimed_by?.id ?? "",
    raised: row.raised_at,
    lifts: row.lifts_at ?? "",
    position: row.position,
  });
  const level = item.querySelector(".level");
  level.className = `level level--${row.level}`;
  level.textContent = row.level_words;
  item.querySelector("time").dateTime = row.raised_at;
  fillConcern(item, row, isOwn);
  const part = (name) => item.querySelector(`[data-part=${name}]`);
  part("due").hidden = row.state !== "open";
  part("due").querySelector("due-time").dataset.at = row.due_at ?? "";
  part("author").textContent = row.author.alias;
  part("place").textContent = row.room.name;
  part("mine").hidden = !isMine;
  part("owner").hidden = !row.claimed_by || isMine;
  part("owner").querySelector("strong").textContent = row.claimed_by?.alias ?? "";
  part("kept").hidden = !row.is_kept;
  part("second").hidden = !row.needs_second;
  part("lead").hidden = !row.is_for_lead;
  part("own").hidden = !isOwn;
}

function fillConcern(item, row, isOwn) {
  const link = item.querySelector(".flag__concern a");
  if (isOwn) {
    item.querySelector(".flag__concern").textContent = row.concern_words;
  } else if (link) {
    link.querySelector("[data-part=concern]").textContent = row.concern_words;
    // Of forty links of one name, who reads a list of them could choose none: its level too.
    const whose = `, ${row.author.alias} in ${row.room.name}. ${row.level_words}`;
    link.querySelector("[data-part=whose]").textContent = whose;
    link.href = link.getAttribute("href").replace("/0/", `/${row.id}/`);
  }
}
