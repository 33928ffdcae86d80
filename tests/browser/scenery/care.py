"""The wall of help, how somebody is, and who is new."""

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from care import actions, feelings
from care.actions import wall
from care.wall_models import Service
from people.actions import register
from tests.browser.scenery.talk import PASSPHRASE, make_room, next_week, say


def the_wall(cast: dict[str, Any]) -> dict[str, str]:
    """One entry that was checked long ago, and one that ben suggested."""
    words = {
        "name": "Sea Walk", "what": "A walk by the sea.", "reach": "local",
        "way": "person", "area": "The coast", "how": "At the pier.",
        "hours": "Sundays, 11am", "web": "https://example.org/",
    }  # fmt: skip
    asked = wall.suggest_service(by=cast["ben"], words=words | {"name": "Choir"})
    entry = words | {"check_every": 30, "rooms": []}
    long_ago = next_week() - timedelta(days=80)
    kept = wall.keep_service(
        Service(), by=cast["cora"], words=entry, checked_on=long_ago
    )
    return {
        "service": f"/wall/{kept.pk}/",
        "suggestion": f"/wall/{asked.pk}/edit/",
    }


def bens_weeks(cast: dict[str, Any]) -> dict[str, str]:
    """ben's last weeks, for ben alone."""
    today = feelings.today_of(cast["ben"], timezone.now())
    for back, sky in enumerate([*feelings.SKIES, "", "rain"]):
        day = today - timedelta(days=4 * back)
        actions.keep_feeling(day, by=cast["ben"], sky=sky, words="A day." * (not sky))
    room = make_room("A room to share in", cast["ben"])
    return {"share": f"/how-i-am/share/{room.pk}/"}


def newcomers(cast: dict[str, Any]) -> None:
    """wren's first words wait in a room where ben welcomes; the house has spoken."""
    wren = register("wren", PASSPHRASE, is_adult=True)
    room = make_room("A room to begin", cast["ben"], wren)
    actions.offer_welcoming(by=cast["ben"])
    first = say(room, wren, "Hello, I am new.")
    actions.show_unanswered(first, moderators=[cast["max"]], welcomers=[cast["ben"]])
    said = {"body": "Good evening.", "cid": str(uuid.uuid4())}
    actions.speak_as_house(room, said, by=cast["max"])
