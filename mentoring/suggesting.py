"""Suggestions as a coordinator reads them: who, and what speaks for and against, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import timezone

from mentoring import choices, waiting, week
from mentoring.models import Request, Volunteer

if TYPE_CHECKING:
    from mentoring.matching import Suggestion

MOST = 5
LABELS = {**choices.GENDERS, **choices.AGE_BANDS}


@dataclass(frozen=True)
class Card:
    """One mentor for one person who waits; the words are in the reader's zone."""

    volunteer: Volunteer
    for_words: list[str]
    against_words: list[str]


@dataclass(frozen=True)
class Line:
    """One pair of the best whole."""

    request: Request
    card: Card


def wishes_of(request: Request) -> list[str]:
    """What else they said of themselves and of whom they would like, in words."""
    languages = [str(choices.LANGUAGES.get(one, one)) for one in request.languages]
    wanted = [request.gender, request.age_band]
    lines: list[str] = []
    _tell(lines, "They can write in", languages)
    _tell(lines, "They would like", [str(LABELS[w]).lower() for w in wanted if w])
    if request.answer:
        _tell(lines, "How they like to be answered", [answer_of(request)])
    if request.with_befriender:
        lines.append("Somebody beside them helped them to ask.")
    return lines


def answer_of(request: Request) -> str:
    return str(request.get_answer_display()).lower()


def for_one(request: Request) -> list[Card]:
    # Loaded here: only coordinators need the arithmetic.
    from mentoring import matching

    (mentee,) = waiting.mentees([request])
    found = matching.suggestions(mentee, waiting.mentors(), MOST)
    return _cards(found)


def for_everyone() -> list[Line]:
    """The best whole for all who wait and are not asked about already."""
    from mentoring import matching

    requests = {r.person_id: r for r in waiting.unasked()}
    found = matching.best_whole(waiting.mentees(requests.values()), waiting.mentors())
    cards = _cards(found)
    return [
        Line(requests[one.mentee.person], card)
        for one, card in zip(found, cards, strict=True)
    ]


def _cards(found: Iterable["Suggestion"]) -> list[Card]:
    rows = list(found)
    people = [one.mentor.person for one in rows]
    volunteers = {
        v.person_id: v
        for v in Volunteer.objects.filter(person__in=people).select_related("person")
    }
    return [_card(one, volunteers[one.mentor.person]) for one in rows]


def _card(one: "Suggestion", volunteer: Volunteer) -> Card:
    from mentoring import matching

    zone, today = ZoneInfo(timezone.get_current_timezone_name()), timezone.localdate()
    why = matching.reasons(one.mentee, one.mentor)
    speaks: list[str] = []
    against: list[str] = []
    _tell(speaks, "Can help with", why.needs)
    _tell(speaks, "Has lived through", why.experience)
    _tell(speaks, "As they wished", [_wish(one, kind) for kind in why.wishes])
    _tell(against, "Does not offer", why.needs_missing)
    _tell(against, "Has not lived through", why.experience_missing)
    _tell(against, "Not as they wished", [_wish(one, k) for k in why.wishes_missing])
    shared = _hours(why.hours, zone, today)
    if shared:
        speaks.append(f"Both have time: {shared}.")
    elif one.mentee.hours and one.mentor.hours:
        against.append("No hours in common. They can still write.")
    return Card(volunteer, speaks, against)


def _tell(lines: list[str], words: str, names: list[str]) -> None:
    if names:
        lines.append(f"{words}: {', '.join(names)}.")


def _wish(one: "Suggestion", kind: str) -> str:
    wanted = one.mentee.gender if kind == "gender" else one.mentee.age_band
    return LABELS.get(wanted, wanted).lower()


def _hours(shared: Iterable[int], zone: ZoneInfo, today: date) -> str:
    return week.words(shared, zone, today)
