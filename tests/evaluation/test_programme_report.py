"""A made-up programme of the size of Carers Together, with a known difference.

64 volunteers, 53 people face to face, 238 online. Every figure is worked out again here,
by other means than the report's.
"""

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from math import sqrt

import numpy as np
import pytest

from evaluation import actions
from evaluation.models import Answers, Measure, Quote
from mentoring.models import (
    Attendance,
    FaceMeeting,
    FacePair,
    Group,
    Mentorship,
    Request,
    Session,
    Volunteer,
)
from people.models import Person
from rooms.models import Message, Room

pytestmark = pytest.mark.django_db

# A Thursday in winter: London's clock is UTC.
START = datetime(2026, 1, 8, 20, tzinfo=UTC)
SPAN = "?since=2026-01-01&until=2026-06-30"
MENTORS, FACE, ONLINE, TWICE = 64, 53, 238, 150
# Student's t for 149 degrees of freedom, two-sided 95 %, from a printed table.
T_149 = 1.97601


def people(prefix, count, role="peer"):
    made = [
        Person(alias=f"{prefix}{n}", alias_key=f"{prefix}{n}", role=role, password="!")
        for n in range(count)
    ]
    return Person.objects.bulk_create(made)


@pytest.fixture
def programme(cora):
    actions.ensure_measures()
    mentors, mentees = people("m", MENTORS, "mentor"), people("c", ONLINE)
    Volunteer.objects.bulk_create(
        Volunteer(person=one, state="approved", decided_at=START, why="", few_words="")
        for one in mentors
    )
    pairs = online_pairs(cora, mentors, mentees)
    requests(mentees)
    face_to_face(cora, mentors)
    sessions(cora, pairs)
    groups(mentors)
    write(pairs)
    answers(mentees)
    return mentees


def online_pairs(cora, mentors, mentees):
    rooms = Room.objects.bulk_create(
        Room(name=f"t{n}", kind=Room.Kind.THREAD) for n in range(ONLINE)
    )
    return Mentorship.objects.bulk_create(
        Mentorship(
            mentor=mentors[n % 40],
            mentee=mentees[n],
            room=rooms[n],
            paired_by=cora,
            started_at=START,
            # Every fourth ended after five weeks.
            ended_at=START + timedelta(weeks=5) if n % 4 == 0 else None,
        )
        for n in range(ONLINE)
    )


def requests(mentees):
    Request.objects.bulk_create(
        Request(
            person=one,
            state="matched",
            asked_at=START - timedelta(days=n % 21),
            closed_at=START,
        )
        for n, one in enumerate(mentees)
    )


def face_to_face(cora, mentors):
    made = FacePair.objects.bulk_create(
        FacePair(
            mentor=mentors[n],
            mentee_label=f"C{n}",
            started_on=START.date(),
            noted_by=cora,
        )
        for n in range(FACE)
    )
    FaceMeeting.objects.bulk_create(
        FaceMeeting(pair=pair, met_on=START.date(), minutes=60, noted_by=cora)
        for pair in made
        for _ in range(2)
    )


def sessions(cora, pairs):
    """Of 60: 40 held, 12 missed, 8 cancelled."""
    made = Session.objects.bulk_create(
        Session(
            mentorship=pairs[n],
            proposed_by=cora,
            starts_at=START + timedelta(days=1),
            state="cancelled" if n >= 52 else "ended",
        )
        for n in range(60)
    )
    Attendance.objects.bulk_create(
        Attendance(session=made[n], person=person, came_at=START)
        for n in range(52)
        for person in ([made[n].mentorship.mentor] if n >= 40 else pairs[n].pair)
    )


def groups(mentors):
    """Of 20 with eight places: 15 held, 2 not, 3 cancelled; 2 to 6 came to each held."""
    rooms = Room.objects.bulk_create(Room(name=f"g{n}") for n in range(21))
    Group.objects.bulk_create(
        Group(
            host=mentors[n],
            room=rooms[n],
            topic="Sleep",
            places=8,
            # The last is held more than a year too late to count.
            starts_at=START + timedelta(days=400 if n == 20 else n),
            state="cancelled" if 17 <= n < 20 else "ended",
            live_at=START if n < 15 or n == 20 else None,
            came=came_to(n) if n < 17 or n == 20 else None,
        )
        for n in range(21)
    )


def came_to(n):
    return 0 if n in (15, 16) else 2 + n % 5


def write(pairs):
    """Each pair writes once on Thursday at 8pm; every other one on Monday at 10am too."""
    monday = START + timedelta(days=3, hours=14)
    Message.objects.bulk_create(
        Message(
            room=pair.room,
            author=pair.mentee,
            body="x",
            at=at,
            seq=seq,
            position=seq,
            cid=f"00000000-0000-0000-0000-{n:08d}{seq:04d}",
        )
        for n, pair in enumerate(pairs)
        for seq, at in ((1, START), (2, monday))
        if seq == 1 or n % 2 == 0
    )


def before_of(n):
    return 3 + n % 4


def change_of(n):
    return (0, 1, 2, 3, -1)[n % 5]


def answers(mentees):
    measure = Measure.objects.get(key="ons4")
    rows = [("before", n, before_of(n)) for n in range(200)]
    rows += [("six_weeks", n, before_of(n) + change_of(n)) for n in range(TWICE)]
    Answers.objects.bulk_create(
        Answers(
            person=mentees[n],
            measure=measure,
            occasion=occasion,
            given={"satisfied": value},
            began_at=START,
            finished_at=START,
        )
        for occasion, n, value in rows
    )


def figures_of(client):
    answer = client.get(f"/evaluation/report.csv{SPAN}")
    lines = csv.DictReader(io.StringIO(answer.content.decode()))
    return {(line["section"], line["figure"]): line["value"] for line in lines}


def test_every_figure_is_what_the_programme_was(client_of, programme, cora):
    found = figures_of(client_of(cora))

    expected = {
        ("People", "Volunteers"): "64",
        ("People", "Supported online"): "238",
        ("People", "Supported face to face"): "53",
        ("People", "Mentors who supported people online"): "40",
        ("People", "People online for each mentor"): "6.0",  # 238 / 40 = 5.95
        ("People", "Most people of one mentor"): "6",
        ("Time to a mentor", "Matched"): "238",
        ("Time to a mentor", "Half were matched within"): f"{half_waited():.0f} days",
        ("Time to a mentor", "Still waiting at the end"): "0",
        ("Messages in threads", "Messages"): "357",
        # 238 of 357 on Thursday at eight in the evening.
        ("Messages in threads", OUTSIDE): "67% of 357",
        ("Sessions", "Held, both came"): "40",
        ("Sessions", "Missed"): "12",
        ("Sessions", "Cancelled ahead"): "8",
        ("Sessions", "Meetings face to face"): "106",
        ("Group sessions", "Held"): "15",
        ("Group sessions", "Places in those held"): "120",
        # Three rounds of 2, 3, 4, 5 and 6.
        ("Group sessions", "Places taken, by whoever came"): "60",
        ("Group sessions", "Not held"): "2",
        ("Group sessions", "Cancelled ahead"): "3",
        # 60 of 238 ended after five weeks.
        ("Staying", "Mentorships that lasted 6 weeks"): "75% of 238",
        ("Staying", "Mentorships that lasted 12 weeks"): "75% of 238",
        ("Staying", "Mentorships that lasted 26 weeks"): "not enough to say",
    }
    assert {key: found.get(key) for key in expected} == expected


OUTSIDE = "Outside office hours (Monday to Friday, 9 to 5)"


def half_waited():
    return np.median([n % 21 for n in range(ONLINE)])


def test_the_change_is_what_another_calculation_finds(client_of, programme, cora):
    found = figures_of(client_of(cora))
    section = "Satisfied with life: everyone"
    befores = np.array([before_of(n) for n in range(TWICE)], float)
    changes = np.array([change_of(n) for n in range(TWICE)], float)
    reach = T_149 * changes.std(ddof=1) / sqrt(TWICE)
    spread = (befores.std(ddof=1) + (befores + changes).std(ddof=1)) / 2

    expected = {
        "Answered at the start": "200",
        "Answered again": "150",
        "Did not answer again": "50",
        "Mean change": f"{changes.mean():+.2f}",
        "95% interval of the change": f"{1 - reach:+.2f} to {1 + reach:+.2f}",
        "Effect size (Cohen’s d, average spread)": f"{1 / spread:+.2f}",
        "p (paired t test)": "under 0.001",
    }
    assert changes.mean() == pytest.approx(1.0)
    assert {key: found.get((section, key)) for key in expected} == expected


def test_a_group_under_ten_is_not_told(client_of, programme, cora):
    found = figures_of(client_of(cora))
    rooms = {words: value for (name, words), value in found.items() if "rooms" in name}
    assert set(rooms.values()) <= {"0", "fewer than 10"}


def test_the_page_has_plots_tables_and_only_ticked_words(client_of, programme, cora):
    for tick in (True, False):
        Quote.objects.create(
            person=programme[0],
            words=f"Words {tick}",
            may_be_shown=tick,
            at=START,
        )
    page = client_of(cora).get(f"/evaluation/report/{SPAN}").content.decode()

    assert "<svg" in page
    assert "Words True" in page
    assert "Words False" not in page
    assert not re.search(r"\bc\d+\b", re.sub(r"<[^>]*>", " ", page))


def test_an_empty_programme_has_an_empty_report(client_of, cora):
    actions.ensure_measures()
    found = figures_of(client_of(cora))
    assert found["People", "Volunteers"] == "0"
    assert found["Messages in threads", OUTSIDE] == "not enough to say"


@pytest.mark.parametrize(
    "span", ["?since=x", "?since=2026-02-01&until=2026-01-01", "?until=9999-12-31"]
)
def test_a_time_that_makes_no_sense_is_said_so(span, client_of, cora):
    assert client_of(cora).get(f"/evaluation/report/{span}").status_code == 422
    assert client_of(cora).get(f"/evaluation/report.csv{span}").status_code == 302
