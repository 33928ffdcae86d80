"""A number under ten is in the report neither told nor left to be taken away from others."""

from datetime import timedelta

import pytest

from evaluation import actions
from evaluation.models import Answers, Measure
from mentoring.models import Mentorship
from rooms.models import Room
from tests.evaluation.test_programme_report import figures_of
from tests.parts.made_programme import SPAN, START, people

pytestmark = pytest.mark.django_db
EVERYONE, MENTORED, ROOMS = (
    f"Satisfied with life: {group}"
    for group in ("everyone", "with a mentor", "in rooms only")
)
HELD_BACK = "not told, so that a small number does not follow from it"


@pytest.fixture
def report(client_of, cora):
    """The words and values of one section."""

    def of(section):
        found = figures_of(client_of(cora))
        return {
            words: value for (name, words), value in found.items() if name == section
        }

    return of


@pytest.fixture
def answered(cora):
    """answered("c", 30, twice=25, mentors=3): so many answered, and have these mentors."""
    actions.ensure_measures()

    def make(prefix, count, twice, mentors=0, up=1):
        made = people(prefix, count)
        pairs(cora, people(f"m{prefix}", mentors, "mentor"), made)
        rows = [("before", n) for n in range(count)]
        rows += [("six_weeks", n) for n in range(twice)]
        Answers.objects.bulk_create(
            Answers(
                person=made[n],
                measure=Measure.objects.get(key="ons4"),
                occasion=occasion,
                given={"satisfied": 3 + n % 3 + up * (n % 2) * (occasion != "before")},
                began_at=START,
            )
            for occasion, n in rows
        )

    return make


def pairs(cora, mentors, mentees, ended_at=None):
    for n, mentee in enumerate(mentees if mentors else []):
        Mentorship.objects.create(
            mentor=mentors[n % len(mentors)],
            mentee=mentee,
            room=Room.objects.create(name=f"t-{mentee}", kind=Room.Kind.THREAD),
            paired_by=cora,
            started_at=START,
            ended_at=ended_at if n < 3 else None,
        )


@pytest.mark.parametrize(("count", "twice"), [(4, 4), (15, 4), (15, 11), (14, 7)])
def test_a_small_half_takes_the_other_half_with_it(count, twice, answered, report):
    answered("c", 40, twice=30, mentors=20)
    answered("r", count, twice=twice)

    assert report(MENTORED) == report(ROOMS) == {"This group": HELD_BACK}
    assert "Mean change" in report(EVERYONE)


def test_two_large_halves_are_both_told(answered, report):
    answered("c", 40, twice=30, mentors=20, up=2)
    answered("r", 24, twice=12)

    told = [report(one) for one in (EVERYONE, MENTORED, ROOMS)]

    assert [one["Answered again"] for one in told] == ["42", "30", "12"]
    # Every other one rose: of 30 by two, of 12 by one.
    means = [f"{(15 * 2 + 6) / 42:+.2f}", "+1.00", "+0.50"]
    assert [one["Mean change"] for one in told] == means
    assert [one["At the start, on average"] for one in told] == ["4.00"] * 3
    assert [one["Later, on average"] for one in told] == ["4.86", "5.00", "4.50"]


def test_a_half_held_back_has_no_picture(answered, client_of, cora):
    answered("c", 40, twice=30, mentors=20)
    answered("r", 4, twice=4)

    page = client_of(cora).get(f"/evaluation/report/{SPAN}").text

    assert '<h3 id="bar-1">Satisfied with life: everyone</h3>' in page
    assert "bar-2" not in page


@pytest.mark.parametrize(
    ("count", "twice", "told"),
    [
        (30, 25, [HELD_BACK, "25", "fewer than 10"]),
        (30, 5, ["30", "fewer than 10", None]),
        (15, 8, [HELD_BACK, "fewer than 10", None]),
        (4, 0, ["fewer than 10", "0", "fewer than 10"]),
        (30, 30, ["30", "30", "0"]),
    ],
)
def test_of_two_numbers_and_their_sum_two_are_told(
    count, twice, told, answered, report
):
    answered("r", count, twice=twice)

    found = report(EVERYONE)

    names = ("Answered at the start", "Answered again", "Did not answer again")
    assert [found.get(name) for name in names] == told


@pytest.mark.parametrize(("mentors", "ratio"), [(9, None), (10, "3.0")])
def test_people_for_each_mentor_tells_no_small_number_of_mentors(
    mentors, ratio, answered, report
):
    answered("c", 30, twice=0, mentors=mentors)

    found = report("People")

    assert found["Supported online"] == "30"
    assert found.get("People online for each mentor") == ratio
    assert found.get("Most people of one mentor") in (None, "fewer than 10")


def test_few_who_left_early_do_not_follow_from_a_share(cora, report):
    ended_at = START + timedelta(weeks=2)
    pairs(cora, people("m", 12, "mentor"), people("c", 12), ended_at)

    assert report("Staying")["Mentorships that lasted 6 weeks"] == HELD_BACK
