"""The programme report as lines of words and numbers, for the page and the CSV."""

from collections.abc import Iterator
from dataclasses import dataclass

from evaluation import difference, group_figures, plots, programme
from evaluation.change import ENOUGH
from evaluation.difference import Result
from evaluation.programme import Period

HOURS = "Messages by hour of the week"
FEW = f"fewer than {ENOUGH}"
HELD_BACK = "not told, so that a small number does not follow from it"


@dataclass(frozen=True)
class Figure:
    """One line; a value that is a number is one to a spreadsheet too."""

    section: str
    words: str
    value: str
    # What a share is of.
    of: str = ""

    @property
    def told(self) -> str:
        """The value as it is read on the page."""
        value = f"{int(self.value):,}" if self.value.isdecimal() else self.value
        return f"{value} of {int(self.of):,}" if self.of else value


def figures(period: Period) -> list[Figure]:
    """Every figure of the report; numbers of people under ten are not told."""
    return [
        *_people(programme.people(period)),
        *_waits(programme.waits(period)),
        *_messages(programme.messages(period)),
        *_promises(programme.promises(period)),
        *_sessions(programme.sessions(period)),
        *_groups(group_figures.groups(period)),
        *_stays(programme.stays(period)),
        *_changes(difference.results(period)),
    ]


def hours(found: programme.Messages) -> Iterator[Figure]:
    """Each hour of the week, for the CSV; the page has a table of them."""
    if found.total >= ENOUGH:
        for day, name in enumerate(plots.DAYS, 1):
            for hour in range(24):
                words = f"{name}, {plots.hour_words(hour)}"
                yield Figure(HOURS, words, str(found.at(day, hour)))


def counted(number: int) -> str:
    """A number of people as it may be told outside the team."""
    return FEW if is_few(number) else str(number)


def is_few(number: int) -> bool:
    return 0 < number < ENOUGH


def share(some: int, of: int) -> tuple[str, str]:
    """A share, and what it is of."""
    if of < ENOUGH:
        return "not enough to say", ""
    return f"{round(100 * some / of)}%", str(of)


def _people(found: programme.People) -> Iterator[Figure]:
    section = "People"
    yield Figure(section, "Volunteers", counted(found.volunteers))
    yield Figure(section, "Supported online", counted(found.online))
    yield Figure(section, "Supported face to face", counted(found.face_to_face))
    yield Figure(section, "Mentors who supported people online", counted(found.mentors))
    per_mentor = found.per_mentor
    # With either number held back, the other would tell it by this one.
    if per_mentor is not None and min(found.online, found.mentors) >= ENOUGH:
        yield Figure(section, "People online for each mentor", f"{per_mentor:.1f}")
        most = counted(found.most_of_one_mentor)
        yield Figure(section, "Most people of one mentor", most)


def _waits(found: programme.Waits) -> Iterator[Figure]:
    section = "Time to a mentor"
    yield Figure(section, "Matched", counted(found.matched))
    if found.median_days is not None and found.matched >= ENOUGH:
        words = "Half were matched within"
        yield Figure(section, words, f"{found.median_days:.0f} days")
    yield Figure(section, "Still waiting at the end", counted(found.still_waiting))


def _messages(found: programme.Messages) -> Iterator[Figure]:
    section = "Messages in threads"
    yield Figure(section, "Messages", str(found.total))
    outside = share(found.outside_office_hours, found.total)
    yield Figure(section, "Outside office hours (Monday to Friday, 9 to 5)", *outside)


def _promises(found: programme.Promises) -> Iterator[Figure]:
    of = found.kept + found.broken
    yield Figure("Promises of an answer", "Kept", *share(found.kept, of))


def _sessions(found: programme.Sessions) -> Iterator[Figure]:
    section = "Sessions"
    yield Figure(section, "Held, both came", str(found.held))
    yield Figure(section, "Missed", str(found.missed))
    yield Figure(section, "Called away", str(found.called_away))
    yield Figure(section, "Cancelled ahead", str(found.cancelled))
    yield Figure(section, "Meetings face to face", str(found.met_face_to_face))


def _groups(found: group_figures.Groups) -> Iterator[Figure]:
    section = "Group sessions"
    yield Figure(section, "Held", str(found.held))
    yield Figure(section, "Places in those held", str(found.places))
    yield Figure(section, "Places taken, by whoever came", counted(found.taken))
    yield Figure(section, "Not held", str(found.not_held))
    yield Figure(section, "Cancelled ahead", str(found.cancelled))


def _stays(found: list[programme.Stay]) -> Iterator[Figure]:
    for stay in found:
        words = f"Mentorships that lasted {stay.weeks} weeks"
        # A share of few people, or of all but few, is their number too.
        few = is_few(stay.stayed) or is_few(stay.of - stay.stayed)
        told = (HELD_BACK, "") if few else share(stay.stayed, stay.of)
        yield Figure("Staying", words, *told)


def _changes(found: list[Result]) -> Iterator[Figure]:
    for one in found:
        section = f"{one.score.name}: {one.group.lower()}"
        if one.is_held_back:
            yield Figure(section, "This group", HELD_BACK)
        else:
            yield from _answered(section, one)
        if one.change is not None:
            yield from _change(section, one)


def _answered(section: str, one: Result) -> Iterator[Figure]:
    """Of a whole and its two halves, where one half is small, only two are told."""
    again, not_again = one.answered_twice, one.did_not_answer
    start = HELD_BACK if is_few(not_again) and again else counted(one.asked)
    yield Figure(section, "Answered at the start", start)
    yield Figure(section, "Answered again", counted(again))
    if not is_few(again):
        yield Figure(section, "Did not answer again", counted(not_again))


def _change(section: str, one: Result) -> Iterator[Figure]:
    found = one.change
    assert found is not None
    yield Figure(section, "At the start, on average", f"{found.before:.2f}")
    yield Figure(section, "Later, on average", f"{found.after:.2f}")
    yield Figure(section, "Mean change", f"{found.mean:+.2f}")
    yield Figure(section, "95% interval of the change, from", f"{found.low:+.2f}")
    yield Figure(section, "95% interval of the change, to", f"{found.high:+.2f}")
    # With these, the interval and the effect size can be worked out again.
    deviation = "Standard deviation"
    yield Figure(section, f"{deviation} at the start", f"{found.spread_before:.2f}")
    yield Figure(section, f"{deviation} later", f"{found.spread_after:.2f}")
    yield Figure(section, f"{deviation} of the change", f"{found.spread:.2f}")
    yield Figure(
        section, "Effect size (Cohen’s d, average spread)", f"{found.effect:+.2f}"
    )
    p = "under 0.001" if found.p < 0.001 else f"{found.p:.3f}"
    yield Figure(section, f"p ({found.test})", p)
    yield Figure(section, "Better is", one.score.better)
