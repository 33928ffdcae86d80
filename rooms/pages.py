"""What the pages of a conversation show: rows for one reader, and the words round them."""

import uuid
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from people.models import Pace, Person
from realtime import tips
from rooms import (
    access,
    catching_up,
    circle_pages,
    company,
    newcomers,
    openings,
    pauses,
    quotes,
    standing,
    streams,
    waiting,
    words,
)
from rooms.hiding import BECAUSE, Hidden
from rooms.models import Membership, Message, Room
from rooms.seen import GONE, HARD, ROLE_WORDS, blank, seen

Values = dict[str, Any]

# What each pace is called when one chooses it, and when it holds.
PACES = [(pace.value, pace.label, words.PACE_NOW[pace.value]) for pace in Pace]
# The words that every conversation is shown with.
WORDS: Values = {
    "blank_held": waiting.BLANK,
    "role_words": ROLE_WORDS,
    "gone": GONE,
    "instead": quotes.INSTEAD,
    "because": BECAUSE,
    "hard": HARD,
    "warnings": words.WARNINGS,
    "paces": PACES,
}


def conversation(person: Person, room: Room, answered: int | None = None) -> Values:
    """The context of rooms/_conversation.html.

    Reads the position first and the messages second: what comes between is shown twice
    at most, and never missed.
    """
    stream = tips.of([room.stream])[room.stream]
    page = page_of(person, room, None)
    member = access.membership_for(person, room)
    return (
        page
        | WORDS
        | _addresses(room)
        | _company(person, room, page["hidden"])
        | _news(member, page)
        | {
            "epoch": stream.epoch,
            "position": stream.position,
            "length": stream.length,
            "standing": standing.of(room, timezone.now()),
            "said_warnings": words.said_warnings(),
            "waiting": waiting.of(person, room),
            "blank": blank(room),
            "answered": answered_in(room, answered),
            "openings": _openings(person, room, page),
            **circle_pages.shown(room, person, member, page["hidden"]),
            "is_listening": member.is_listening,
            "paused_until": pauses.ends_at(member),
            "cid": uuid.uuid4(),
            "most": settings.MAX_BODY,
        }
    )


def _news(member: Membership, page: Values) -> Values:
    """Where its reader was last, and what is new since."""
    catch_up = catching_up.since(member, page["hidden"])
    return {
        "kept": member.last_read or 0,
        "catch_up": catch_up,
        "first_new": catch_up.first,
        "first_new_url": _place_of(catch_up.first, page),
    }


def page_of(person: Person, room: Room, before: int | None) -> Values:
    """One page of messages as this person sees them, oldest first."""
    return _page(person, room, *messages_before(room, before))


def page_from(person: Person, room: Room, start: int) -> Values:
    """The page that begins at a place, with the way on."""
    size = settings.PAGE_OF_MESSAGES
    found = streams.page_from(room.pk, start, size + 1)
    older = reverse("older_messages", args=[room.pk])
    newer = f"{older}?from={found[size].seq}" if len(found) > size else ""
    page = _page(person, room, found[:size], has_older=start > 1)
    return page | {"first_new": start, "newer_url": newer}


def _page(
    person: Person, room: Room, messages: list[Message], has_older: bool
) -> Values:
    hung = streams.reactions_on(message.pk for message in messages)
    # Between two there is nobody else to answer, so nothing is folded there.
    hidden = Hidden.of(person) if room.kind == Room.Kind.ROOM else Hidden()
    hides_heavy = person.hides_heavy()
    rows = [seen(person, room, m, hung.get(m.pk, {}), hidden) for m in messages]
    if hides_heavy:
        _cover_heavy(rows)
    older = reverse("older_messages", args=[room.pk])
    _quote(rows, messages, older)
    return {
        "room": room,
        "hidden": hidden,
        "hides_heavy": hides_heavy,
        "newcomers_from": newcomers.first_for(person),
        "room_url": reverse("room", args=[room.pk]),
        "rows": rows,
        "older_url": f"{older}?before={messages[0].seq}"
        if has_older and messages
        else "",
    }


def _cover_heavy(rows: list[Values]) -> None:
    """For a reader who asked for it today: a tap still opens each."""
    for row in rows:
        if row.get("heavy") and not row["is_mine"] and not row["veil"]:
            row["veil"] = BECAUSE["heavy"]


def _openings(person: Person, room: Room, page: Values) -> dict[str, str]:
    """Whose words stand on the page has begun already; for others it is looked up."""
    has_begun = not room.is_practice and any(row["is_mine"] for row in page["rows"])
    return {} if has_begun else openings.offered(person, room)


def _place_of(seq: int, page: Values) -> str:
    """Where one can read from a place on: here, or on a page that begins there."""
    rows = page["rows"]
    if not seq or (rows and rows[0]["seq"] <= seq):
        return "#new"
    return f"{reverse('older_messages', args=[page['room'].pk])}?from={seq}#new"


def _quote(rows: list[Values], messages: list[Message], older: str) -> None:
    """Replies quote the messages on this page; of others they say only that they are."""
    here = {message.pk: message for message in messages}
    folded = {row["id"] for row in rows if row["is_hidden"]}
    veiled = {row["id"] for row in rows if row["veil"]} - folded
    for row in rows:
        if "reply_to" in row:
            answered = here.get(row["reply_to"])
            earlier = f"{older}?to={row['reply_to']}"
            row["answered_url"] = f"#m{answered.pk}" if answered else earlier
            is_folded = row["reply_to"] in folded
            instead = quotes.INSTEAD["hidden"] if is_folded else ""
            if row["reply_to"] in veiled:
                instead = quotes.INSTEAD["warned"]
            row["quote"] = instead or quotes.quote(answered)


def answered_in(room: Room, message: int | None) -> Values | None:
    """What somebody begins to answer; None where that is not in this room."""
    found = message and (
        Message.objects.filter(room=room, pk=message).select_related("author").first()
    )
    if not found or found.state != Message.State.SHOWN:
        return None
    return {"id": found.pk, "quote": quotes.quote(found)}


def messages_before(room: Room, before: int | None) -> tuple[list[Message], bool]:
    """A page of messages, and whether there are older ones."""
    size = settings.PAGE_OF_MESSAGES
    found = streams.page_before(room.pk, before, size + 1)
    return found[-size:], len(found) > size


def _addresses(room: Room) -> Values:
    return {
        "messages_url": reverse("older_messages", args=[room.pk]),
        "changes_url": reverse("room_changes", args=[room.pk]),
        "posts_url": reverse("post_message", args=[room.pk]),
    }


def _company(person: Person, room: Room, hidden: Hidden) -> Values:
    others = company.others_in(person, room)
    here = company.here_beside(person, room, others)
    return {
        "here_now": [alias for i, alias in here.items() if i not in hidden.people],
        "other": " and ".join(others.values()),
        "other_is_here": here.keys() == others.keys(),
    }
