"""A circle as one reader sees it, for the page of its room and its own."""

from typing import Any

from people.models import Person
from realtime.later import later as _
from rooms import words
from rooms.circles import may_host, open_in, parts_of, values_of
from rooms.hiding import Hidden
from rooms.models import Membership, Room

Values = dict[str, Any]

SOMEBODY_MUTED = _("somebody you muted")
# What one may press, for whom, and what it says; rooms/circle_views.py does it.
VERBS = [
    ("sit", ["none"], _("Take part")),
    ("pass", ["turn"], _("I have finished, or I pass")),
    ("hand", ["seat"], _("Put my hand up")),
    ("unhand", ["hand"], _("Put my hand down")),
    ("next", ["lead"], _("Next person")),
    ("take", ["heir"], _("Host it from here")),
    ("stand", ["seat", "hand", "turn"], _("Only listen")),
    ("end", ["lead"], _("End the circle")),
]
PARTS: Values = {"circle_verbs": VERBS, "somebody_muted": SOMEBODY_MUTED}


def shown(room: Room, person: Person, member: Membership, hidden: Hidden) -> Values:
    """The context of rooms/_circle.html; without a circle it holds what one needs later."""
    circle = open_in([room.pk]).get(room.pk) if room.has_circle else None
    page: Values = {
        "say": words.CIRCLE,
        "may_host": may_host(person, member),
    }
    if circle is None:
        return {"circle": page | {"is_on": False}} | PARTS
    values = values_of(circle)
    names = {i: _name(i, alias, hidden) for i, alias, _ in values["seats"]}
    parts = parts_of(circle, person, member)
    return PARTS | {
        "circle": page
        | values
        | {
            "is_on": True,
            "verbs": [verb for verb, whose, _ in VERBS if parts & set(whose)],
            "told": told(values, names, person.pk),
            "ends_at": circle.turn_ends_at,
            "seats": [
                {"name": names[i], "has_hand": hand, "speaks": i == circle.speaker_id}
                for i, _, hand in values["seats"]
            ],
        }
    }


def told(values: Values, names: dict[int, str], reader: int) -> str:
    """How it stands in one sentence; circle_panel.js says it alike."""
    key = values["state"]
    if key == "waiting":
        key = f"waits_{values['why']}"
    elif values["speaker"] is None:
        key = "between"
    else:
        key = "mine" if values["speaker"] == reader else "turn"
    name = names.get(values["speaker"], "")
    return words.CIRCLE[key].format(name=name, host=values["host"]["alias"])


def _name(person: int, alias: str, hidden: Hidden) -> str:
    return SOMEBODY_MUTED if person in hidden.people else alias
