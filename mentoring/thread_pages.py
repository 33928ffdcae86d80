"""What the page of a thread shows to one of the two."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from mentoring import (
    being_read,
    cards,
    meanwhile,
    promises,
    scheduling,
    session_access,
    stand_ins,
    thread_access,
)
from mentoring.models import Mentorship
from people.access import me
from people.models import Person
from rooms.views import conversation

Values = dict[str, Any]


def page_of(request: HttpRequest, mentorship: Mentorship) -> Values:
    person = me(request)
    shown = cards_of(request, mentorship)
    page = conversation(request, mentorship.room) | {
        "mentorship": mentorship,
        "is_mentor": mentorship.mentor_id == person.pk,
        "other": mentorship.other(person),
        "card": next((card for card in shown if not card.is_past), None),
        "cards": shown,
        "promise": promises.words_for(mentorship),
        "zone": zone(),
        **_being_read(person, mentorship),
        "standing_in": _standing_in(mentorship),
        "ending": thread_access.ending_of(mentorship),
        "earlier": thread_access.earlier_thread(mentorship)
        if mentorship.mentor_id == person.pk
        else None,
    }
    return page | (_own_writing(request, mentorship) if mentorship.is_current() else {})


def _being_read(person: Person, mentorship: Mentorship) -> Values:
    """For the mentee alone: a mentor knows."""
    if mentorship.mentee_id != person.pk:
        return {}
    words = being_read.words_for(mentorship)
    return {"meanwhile": meanwhile.of(mentorship), "being_read": words}


def _standing_in(mentorship: Mentorship) -> str:
    found = stand_ins.of(mentorship)
    return stand_ins.words(found) if found else ""


def _own_writing(request: HttpRequest, mentorship: Mentorship) -> Values:
    draft = thread_access.draft_of(me(request), mentorship)
    return {
        "beside": "mentoring/_beside_composer.html",
        "phrases": thread_access.phrases_of(me(request)),
        "kept_draft": draft,
    } | ({"draft": draft.words} if draft else {})


def cards_of(request: HttpRequest, mentorship: Mentorship) -> list[cards.SessionCard]:
    sessions = session_access.sessions_shown(me(request), mentorship)
    return cards.pressing_first(cards.cards_of(me(request), sessions))


def zone() -> str:
    return scheduling.place(timezone.get_current_timezone_name())
