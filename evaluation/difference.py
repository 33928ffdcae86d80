"""What changed on each measure: paired answers, who did not answer, and groups."""

from collections import defaultdict
from dataclasses import dataclass, replace

from evaluation import change, scoring
from evaluation.definitions import Definition, Score
from evaluation.models import Answers, Measure
from evaluation.programme import Period
from mentoring.models import Mentorship

LATER = (Answers.Occasion.END, Answers.Occasion.SIX_WEEKS)
ALL, MENTORED, ROOMS = "Everyone", "With a mentor", "In rooms only"


@dataclass(frozen=True)
class Result:
    """One score of one group; nothing is said where fewer than ten answered twice."""

    measure: str
    score: Score
    low: float
    high: float
    group: str
    asked: int
    answered_twice: int
    change: change.Change | None
    # Nothing of it is told, as another group's small numbers would follow from it.
    is_held_back: bool = False

    @property
    def did_not_answer(self) -> int:
        """Of those who answered at the start, who has not answered again."""
        return self.asked - self.answered_twice

    @property
    def has_few(self) -> bool:
        counts = (self.asked, self.answered_twice, self.did_not_answer)
        return any(0 < count < change.ENOUGH for count in counts)


def results(period: Period) -> list[Result]:
    """Of those who answered at the start within the period; "About my mentor" has no start."""
    mentored = set(Mentorship.objects.values_list("mentee", flat=True))
    found = []
    for measure in Measure.objects.order_by("pk"):
        parsed = measure.parsed
        befores, laters = _answers(measure, period)
        for score in parsed.scores if not parsed.about else ():
            found += _groups(parsed, score, befores, laters, mentored)
    return found


def _groups(
    measure: Definition,
    score: Score,
    befores: dict[int, dict[str, int]],
    laters: dict[int, dict[str, int]],
    mentored: set[int],
) -> list[Result]:
    """Everyone and two halves; nothing where nobody answered at the start."""
    scored = _scored(measure, score, befores)
    again = _scored(measure, score, laters)
    if not scored:
        return []
    groups = {
        ALL: set(scored),
        MENTORED: set(scored) & mentored,
        ROOMS: set(scored) - mentored,
    }
    whole, *parts = [
        _result(measure, score, name, who, scored, again)
        for name, who in groups.items()
    ]
    return [whole, *_told(parts)]


def _told(parts: list[Result]) -> list[Result]:
    """All parts of a whole or none: taking the others from it would tell the small one."""
    if not any(one.has_few for one in parts):
        return parts
    return [replace(one, change=None, is_held_back=True) for one in parts]


def _result(
    measure: Definition,
    score: Score,
    group: str,
    who: set[int],
    scored: dict[int, float],
    again: dict[int, float],
) -> Result:
    pairs = [(scored[one], again[one]) for one in sorted(who) if one in again]
    low, high = scoring.range_of(measure, score)
    return Result(
        measure=measure.name,
        score=score,
        low=low,
        high=high,
        group=group,
        asked=len(who),
        answered_twice=len(pairs),
        change=change.change(pairs),
    )


def _scored(
    measure: Definition, score: Score, answers: dict[int, dict[str, int]]
) -> dict[int, float]:
    found = {one: scoring.scores_of(measure, given) for one, given in answers.items()}
    return {one: found[one][score.key] for one in found if score.key in found[one]}


def _answers(
    measure: Measure, period: Period
) -> tuple[dict[int, dict[str, int]], dict[int, dict[str, int]]]:
    """By person: what they answered at the start, and the latest after it."""
    rows: dict[str, dict[int, dict[str, int]]] = defaultdict(dict)
    for row in Answers.objects.filter(measure=measure):
        if row.occasion != Answers.Occasion.BEFORE or _is_in(row, period):
            rows[row.occasion][row.person_id] = row.numbers
    later = {**rows[LATER[1]], **rows[LATER[0]]}
    return rows[Answers.Occasion.BEFORE], later


def _is_in(row: Answers, period: Period) -> bool:
    return period.since <= row.began_at < period.until
