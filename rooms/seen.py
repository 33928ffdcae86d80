"""One message as one reader sees it: its row, with the words and links round it."""

from collections.abc import Iterable
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext

from people.models import Person, Role
from realtime.later import later as _
from rooms import mentions, newcomers, posting, streams
from rooms.hiding import Hidden
from rooms.models import Message, Reaction, Room
from rooms.streams import Reactions

Values = dict[str, Any]

# Peers are not labelled; everybody else says what they are here for.
ROLE_WORDS = {str(role.value): role.label for role in Role if role != Role.PEER}
GONE = {
    "taken_back": _("This was taken back by the person who wrote it."),
    "covered": _("A moderator has covered this message."),
}
HARD = _("May be hard to read:")
NAMED = 3


def seen(
    person: Person, room: Room, message: Message, hung: Reactions, hidden: Hidden
) -> Values:
    row = streams.message_row(message, hung)
    is_shown = message.state == Message.State.SHOWN
    is_mine = message.author_id == person.pk
    why = hidden.why(message.author_id, row["body"]) if not is_mine else ""
    warned = f"{HARD} {gettext(message.warning)}" if message.warning else ""
    shown = row["body"] if is_shown else GONE[message.state]
    return row | {
        "when": message.at,
        "day": timezone.localdate(message.at),
        "is_hidden": is_shown and bool(why),
        "veil": (why or warned) if is_shown else "",
        "parts": mentions.parts(shown, row.get("mentions", ()), person.pk),
        "is_mine": is_mine,
        "is_editable": timezone.now() - message.at < posting.EDITABLE_FOR,
        "role_words": ROLE_WORDS.get(message.author.role, ""),
        "is_new": newcomers.is_shown(message.author, person),
        "marks": _marks(person.pk, hidden.among(hung) if is_shown else {}),
    }


def blank(room: Room) -> Values:
    """What the browser's own copies are made from; it replaces each 0 in the links."""
    author = {"id": 0, "alias": "", "role": ""}
    return links(room.pk, 0, 0) | {
        "id": 0,
        "author": author,
        "state": "shown",
        "is_blank": True,
        "marks": _marks(0, {}),
    }


def links(room: int, message: int, author: int) -> Values:
    return {
        "react_url": reverse("react", args=[room, message]),
        "hide_url": reverse("hide_author", args=[room, message]),
        "edit_url": reverse("edit_message", args=[room, message]),
        "take_back_url": reverse("take_back", args=[room, message]),
        "report_url": _optional("report_message", message),
        "note_url": _optional("private_note", message),
        "responses_url": reverse("responses", args=[room, message]),
        "signpost_url": _optional("signpost", message),
        "avatar_url": _optional("avatar", author),
    }


def _optional(name: str, *arguments: int) -> str:
    """The address of a page of another app, which this one may not know."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


def _marks(person: int, hung: Reactions) -> list[Values]:
    return [_mark(person, kind, hung.get(kind.value, [])) for kind in Reaction.Kind]


def _mark(person: int, kind: Reaction.Kind, people: Iterable[list[Any]]) -> Values:
    given = list(people)
    is_mine = any(giver == person for giver, _ in given)
    named = ", ".join(alias for _, alias in given[:NAMED])
    return {
        "kind": kind.value,
        "words": kind.label,
        "who": gettext("{names} and others").format(names=named)
        if len(given) > NAMED
        else named,
        "is_mine": is_mine,
        "next": "off" if is_mine else "on",
    }
