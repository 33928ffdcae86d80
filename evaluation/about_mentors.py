"""What members said about a mentor, for coordinators; it goes into nothing a mentor sees."""

from collections.abc import Iterable
from dataclasses import dataclass

from evaluation.models import Answers
from mentoring.models import Mentorship
from people.models import Person


@dataclass(frozen=True)
class Said:
    """One person's answers, and who their mentor was when they began them."""

    answers: Answers
    mentors: list[Person]
    # Question and answer, in words.
    lines: list[tuple[str, str]]


def told(rows: Iterable[Answers]) -> list[Said]:
    found = list(rows)
    had: dict[int, list[Mentorship]] = {}
    mentees = {row.person_id for row in found}
    for one in Mentorship.objects.filter(mentee__in=mentees).select_related("mentor"):
        had.setdefault(one.mentee_id, []).append(one)
    return [Said(row, _mentors(row, had[row.person_id]), _lines(row)) for row in found]


def _mentors(row: Answers, had: list[Mentorship]) -> list[Person]:
    """Those of that time; after the last has ended, the last."""
    begun = [one for one in had if one.started_at <= row.began_at] or had
    then = [one for one in begun if not one.ended_at or one.ended_at > row.began_at]
    last = max(begun, key=lambda one: one.ended_at or one.started_at)
    return [one.mentor for one in then or [last]]


def _lines(row: Answers) -> list[tuple[str, str]]:
    return [
        (item.words, _words(row, item.key, dict(item.options)))
        for item in row.measure.parsed.items
    ]


def _words(row: Answers, key: str, options: dict[int, str]) -> str:
    if key not in row.given:
        return "Not answered yet"
    return options.get(row.given[key], "Left out")
