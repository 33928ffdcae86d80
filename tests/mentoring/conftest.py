"""A programme with its mentors, a pair with a thread, and sessions at any distance from now."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from mentoring import actions
from mentoring.actions import asking, planning_groups, volunteering
from mentoring.actions.starting import ensure_programme
from mentoring.models import Group
from rooms import actions as rooms
from tests.mentoring.offering import FEW, in_order, topics


@pytest.fixture
def nell(zed: Any) -> Any:
    """zed is a mentor here, who can stand in."""
    zed.role = "mentor"
    zed.save()
    return zed


@pytest.fixture
def mentorship(mia: Any, ana: Any, cora: Any) -> Any:
    """mia is ana's mentor."""
    return actions.pair(mia, ana, by=cora)


@pytest.fixture
def propose(mentorship: Any, mia: Any) -> Callable[..., Any]:
    """propose(hours=2) has mia suggest a session to ana, so far from now."""

    def suggest(by: Any = None, pair: Any = None, **away: Any) -> Any:
        agenda, minutes = away.pop("agenda", ""), away.pop("minutes", 45)
        return actions.propose_session(
            pair or mentorship,
            by=by or mia,
            starts_at=timezone.now() + timedelta(**away),
            minutes=minutes,
            agenda=agenda,
        )

    return suggest


@pytest.fixture
def agree(propose: Callable[..., Any], ana: Any) -> Callable[..., Any]:
    """agree(hours=2) is a session on which both agree."""

    def settle(**away: Any) -> Any:
        return actions.accept_session(propose(**away), by=ana)

    return settle


@pytest.fixture
def programme(db: None) -> None:
    ensure_programme()


@pytest.fixture
def mentor_of(programme: None, cora: Any) -> Callable[..., Any]:
    """mentor_of(person) offers, is checked and approved."""

    def approve(person: Any, *names: str, **words: Any) -> Any:
        offer = FEW | {"languages": ["en"], "most": 2} | words
        found = volunteering.offer_to_mentor(by=person, topics=topics(*names), **offer)
        in_order(found, cora)
        volunteering.approve_volunteer(found, by=cora)
        person.refresh_from_db()
        return found

    return approve


@pytest.fixture
def asks(programme: None, ana: Any) -> Any:
    return asking.ask_for_mentor(
        by=ana, topics=topics("Sleep and tiredness"), languages=["en"]
    )


@pytest.fixture
def plan(mia: Any) -> Callable[..., Any]:
    """plan(places=3, days=2) is a group that mia hosts."""

    def make(places: int = 3, by: Any = None, **away: Any) -> Any:
        return planning_groups.plan_group(
            by=by or mia,
            starts_at=timezone.now() + timedelta(**(away or {"days": 2})),
            minutes=60,
            zone="Europe/London",
            topic="Sleeping when you care",
            about="",
            places=places,
        )

    return make


@pytest.fixture
def hold() -> Callable[[Any], Any]:
    """hold(group) has its time be now, with a moderator with its room."""

    def open_now(group: Any) -> Any:
        Group.objects.filter(pk=group.pk).update(starts_at=timezone.now())
        until = timezone.now() + timedelta(hours=1)
        rooms.renew_cover([group.room_id], until=until)
        return Group.objects.get(pk=group.pk)

    return open_now
