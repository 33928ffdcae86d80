"""Threads and their sessions."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from mentoring import actions
from mentoring.actions import volunteering
from mentoring.models import Requirement
from people.actions import register
from tests.browser.scenery.talk import PASSPHRASE


def sessions(cast: dict[str, Any]) -> dict[str, str]:
    """One thread of mia's for each way a session can stand, and one for a lone mentee."""
    places: dict[str, str] = {}
    for day, (scene, make_scene) in enumerate(SCENES.items(), start=3):
        mentorship = pair(cast, f"pat {scene}")
        session = make_scene(mentorship, day)
        places[f"thread_{scene}"] = f"/threads/{mentorship.room_id}/"
        places[f"sessions_{scene}"] = f"/threads/{mentorship.room_id}/sessions/"
        places[f"looks_{scene}"] = f"/threads/{mentorship.room_id}/views/"
        if session:
            for page in ("note", "cancel", "move"):
                places[f"{page}_{scene}"] = f"/threads/sessions/{session.pk}/{page}/"
    return places


def mentor(cast: dict[str, Any], alias: str) -> Any:
    """One more, with everything in order; without a language nobody is suggested them."""
    person = register(alias, PASSPHRASE, role="mentor", is_adult=True)
    words = {"why": "I cared too.", "few_words": "I cared for my mum."}
    offer = volunteering.offer_to_mentor(by=person, topics=[], **words)
    done = {"done_on": timezone.localdate(), "good_until": None}
    for requirement in Requirement.objects.filter(is_asked=True):
        volunteering.note_check(offer, requirement, by=cast["cora"], **done)
    volunteering.approve_volunteer(offer, by=cast["cora"])
    return person


def pair(cast: dict[str, Any], alias: str) -> Any:
    mentee = register(alias, PASSPHRASE, is_adult=True)
    return actions.pair(cast["mia"], mentee, by=cast["cora"])


def _suggested(by: str, mentorship: Any, day: int) -> Any:
    starts = timezone.now() + timedelta(days=day)
    whose = getattr(mentorship, by)
    return actions.propose_session(
        mentorship, by=whose, starts_at=starts, minutes=45, agenda="How you sleep."
    )


def _agreed(mentorship: Any, day: int) -> Any:
    session = _suggested("mentor", mentorship, day)
    return actions.accept_session(session, by=mentorship.mentee)


def _opened(mentorship: Any, day: int) -> Any:
    """Agreed earlier, and its time is now."""
    session = _agreed(mentorship, day)
    session.starts_at = timezone.now()
    session.save(update_fields=["starts_at"])
    return session


def _with(*comers: str) -> Any:
    def come(mentorship: Any, day: int) -> Any:
        from mentoring import actions

        session = _opened(mentorship, day)
        for comer in comers:
            actions.come_in(session, by=getattr(mentorship, comer))
        return session

    return come


def _ended(mentorship: Any, day: int) -> Any:
    session = _with("mentor", "mentee")(mentorship, day)
    return actions.end_session(session, by=mentorship.mentor)


def _declined(mentorship: Any, day: int) -> Any:
    session = _suggested("mentor", mentorship, day)
    return actions.decline_session(session, by=mentorship.mentee)


def _series(mentorship: Any, day: int) -> Any:
    starts = timezone.now() + timedelta(days=day)
    wish = {"starts_at": starts, "minutes": 30, "zone": "Europe/London", "times": 4}
    series = actions.propose_series(mentorship, by=mentorship.mentor, **wish)
    return actions.accept_session(series.sessions[0], by=mentorship.mentee)


def _moving(mentorship: Any, day: int) -> Any:
    session = _agreed(mentorship, day)
    later = session.starts_at + timedelta(hours=9)
    wish = {"starts_at": later, "minutes": 45, "zone": "Europe/London"}
    actions.ask_other_time(session, by=mentorship.mentee, **wish)
    return session


def _missed(mentorship: Any, day: int) -> Any:
    session = _opened(mentorship, day)
    session.starts_at = timezone.now() - timedelta(hours=2)
    session.save(update_fields=["starts_at"])
    return actions.end_session(session, by=None)


def _over(mentorship: Any, day: int) -> None:
    actions.end_mentorship(mentorship, by=mentorship.paired_by)


SCENES: dict[str, Any] = {
    "none": lambda mentorship, day: None,
    "asked": lambda *at: _suggested("mentee", *at),
    "waiting": lambda *at: _suggested("mentor", *at),
    "ahead": _agreed,
    "open": _opened,
    "expected": _with("mentee"),
    "alone": _with("mentor"),
    "live": _with("mentor", "mentee"),
    "ended": _ended,
    "gone": _declined,
    "series": _series,
    "moving": _moving,
    "missed": _missed,
    "over": _over,
}
