"""A flag to work on, a moderator who is there, and doors in short."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from tests.conftest import make_person

LOW = "I am going to kill myself tonight. The tablets are in front of me."
PLAIN = "The kettle is on, who wants tea"


@pytest.fixture
def kit(db: None) -> Any:
    return make_person("kit", "moderator")


@pytest.fixture
def flag(room: Any, ana: Any, say: Callable[..., Any]) -> Any:
    """ana wrote something in the room that screening takes seriously."""
    from moderation.models import Flag

    return Flag.objects.get(message=say(room, ana, LOW))


@pytest.fixture
def mine(flag: Any, max_: Any) -> Any:
    """max has taken the flag; it is amber, which one person may close."""
    from moderation import actions

    type(flag).objects.filter(pk=flag.pk).update(level="amber")
    return actions.claim_flag(flag, by=max_)


@pytest.fixture
def red(flag: Any, max_: Any) -> Any:
    """max has taken a red flag and answered what it asks."""
    from moderation import actions

    held = actions.claim_flag(flag, by=max_)
    known = dict.fromkeys(("thoughts", "plan", "means", "others", "child"), "unknown")
    actions.answer_red(held, by=max_, when="Not known", **known)
    return held


@pytest.fixture
def thread_flag(thread: Any, ana: Any, max_: Any, say: Callable[..., Any]) -> Any:
    """A flag in mia's thread with ana, that max has taken."""
    from moderation import actions
    from moderation.models import Flag

    raised = Flag.objects.get(message=say(thread, ana, LOW))
    return actions.claim_flag(raised, by=max_)


@pytest.fixture
def be_here() -> Callable[..., None]:
    """be_here(max_) opens a page for exactly these people."""
    from realtime.models import Roster

    def come(*people: Any) -> None:
        here = {"persons": [person.pk for person in people], "streams": {}}
        now = {"at": timezone.now(), "here": here}
        Roster.objects.update_or_create(process="a test", defaults=now)

    return come


@pytest.fixture
def decide(client_of: Callable[..., Any]) -> Callable[..., Any]:
    """decide(max_, flag, "cover", …) sends the form that the page shows."""

    def send(person: Any, flag: Any, outcome: str, **fields: Any) -> Any:
        flag.refresh_from_db()
        form = {"outcome": outcome, "reason": "I read it.", "version": flag.version}
        form |= {"said": "It named a method. You can write it without."}
        path = f"/moderation/flags/{flag.pk}/decide/"
        return client_of(person).post(path, form | fields)

    return send
