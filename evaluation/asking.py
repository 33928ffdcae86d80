"""What a member is asked now, and their own line over time; nobody else's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, QuerySet
from django.utils import timezone

from evaluation import scoring
from evaluation.definitions import Item, Score
from evaluation.models import Answers, Consent, Measure, Quote, due_occasion
from mentoring.models import Mentorship
from people.models import Person

ORDER = list(Answers.Occasion.values)


@dataclass(frozen=True)
class Due:
    measure: Measure
    occasion: str
    is_begun: bool


@dataclass(frozen=True)
class Point:
    occasion: str
    value: float
    band: str
    # Where it stands between the lowest and the highest, in hundredths.
    height: int


@dataclass(frozen=True)
class Line:
    score: Score
    points: list[Point]
    # Whom it is about; others read what is about a mentor.
    about: str
    # Somebody is named to read what is about harm.
    is_read: bool


def has_agreed(person: Person) -> bool:
    return Consent.objects.filter(person=person, withdrawn_at=None).exists()


def due(person: Person, now: datetime | None = None) -> list[Due]:
    """What is open for this person; "About my mentor" only for who has one."""
    consent = Consent.objects.filter(person=person, withdrawn_at=None).first()
    if consent is None:
        return []
    mine = list(Answers.objects.filter(person=person))
    started, ended = _started(consent, mine), _has_ended(person)
    since, now = _mentored_since(person), now or timezone.now()
    occasion = due_occasion(started, since, ended, now)
    if occasion is None:
        return []
    done = {a.measure_id for a in mine if a.occasion == occasion and a.finished_at}
    begun = {a.measure_id for a in mine if a.occasion == occasion}
    asked = Measure.objects.filter(is_asked=True).select_related("reader")
    measures = asked.exclude(pk__in=done).order_by("pk")
    return [
        Due(measure, occasion, measure.pk in begun)
        for measure in measures
        if _is_for(measure, person, occasion)
    ]


def is_any_read() -> bool:
    """Whether any answers that are asked for now are read by somebody who is named."""
    return Measure.objects.filter(is_asked=True, reader__isnull=False).exists()


def question(measure: Measure, occasion: str, person: Person) -> Item | None:
    """The next question that was neither answered nor skipped; None when all are."""
    found = Answers.objects.filter(person=person, measure=measure, occasion=occasion)
    row = found.first()
    given = row.given if row else {}
    items = measure.parsed.items
    return next((item for item in items if item.key not in given), None)


def lines(person: Person) -> list[Line]:
    """Each score of one's own over time, where there is any."""
    rows = Answers.objects.filter(person=person).select_related("measure")
    by_measure: dict[int, list[Answers]] = {}
    for row in sorted(rows, key=lambda one: ORDER.index(one.occasion)):
        by_measure.setdefault(row.measure_id, []).append(row)
    return [line for found in by_measure.values() for line in _lines(found)]


def quotes(person: Person) -> QuerySet[Quote]:
    return Quote.objects.filter(person=person).order_by("-at")


def _lines(rows: list[Answers]) -> Iterable[Line]:
    measure = rows[0].measure.parsed
    for score in measure.scores:
        low, high = scoring.range_of(measure, score)
        points = [
            Point(
                row.get_occasion_display(),
                value,
                scoring.band_of(score, value),
                round(100 * (value - low) / (high - low)),
            )
            for row in rows
            if (value := scoring.scores_of(measure, row.numbers).get(score.key))
            is not None
        ]
        if points:
            is_read = rows[0].measure.reader_id is not None
            yield Line(score, points, measure.about, is_read)


def _started(consent: Consent, mine: list[Answers]) -> datetime:
    """From their first answer, finished or not; else from when they agreed."""
    starts = [a.began_at for a in mine if a.occasion == Answers.Occasion.BEFORE]
    return min(starts, default=consent.given_at)


def _mentored_since(person: Person) -> datetime | None:
    current = Mentorship.objects.filter(mentee=person, ended_at=None)
    return current.aggregate(since=Min("started_at"))["since"]


def _has_ended(person: Person) -> bool:
    """Their last mentorship is over; who never had one has no end of it."""
    had = Mentorship.objects.filter(mentee=person)
    return had.exists() and not had.filter(ended_at=None).exists()


def _is_for(measure: Measure, person: Person, occasion: str) -> bool:
    if measure.nobody_reads:
        return False
    if measure.parsed.about != "mentor":
        return True
    is_later = occasion != Answers.Occasion.BEFORE
    return is_later and Mentorship.objects.filter(mentee=person).exists()
