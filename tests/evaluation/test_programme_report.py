"""Each figure of a made-up programme is worked out again, by other means than the report's."""

import csv
import io
import re
from math import sqrt

import numpy as np
import pytest

from evaluation import actions
from evaluation.models import Quote
from tests.parts import made_programme
from tests.parts.made_programme import (
    BEFORE_IN_ROOMS,
    ONLINE,
    ROOMS,
    SPAN,
    START,
    TWICE,
    before_of,
    change_of,
)

pytestmark = pytest.mark.django_db

# Student's t, two-sided 95 %, by degrees of freedom, from a printed table.
T = {29: 2.04523, 149: 1.97601, 179: 1.97331}
# By group: who answered at the start, and before and change of who answered twice.
MENTORED = ([before_of(n) for n in range(TWICE)], [change_of(n) for n in range(TWICE)])
IN_ROOMS = ([BEFORE_IN_ROOMS] * ROOMS, [n % 2 for n in range(ROOMS)])
GROUPS = ("everyone", "with a mentor", "in rooms only")
EVERYONE = tuple(one + other for one, other in zip(MENTORED, IN_ROOMS, strict=True))


@pytest.fixture
def programme(cora):
    return made_programme.make(cora)


def figures_of(client):
    answer = client.get(f"/evaluation/report.csv{SPAN}")
    lines = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    return {(line["section"], line["figure"]): told(line) for line in lines}


def told(line):
    """The value as a number, and what it is a share of."""
    return f"{line['value']} of {line['of']}" if line["of"] else line["value"]


def test_every_figure_is_what_the_programme_was(client_of, programme, cora):
    found = figures_of(client_of(cora))

    assert {key: found.get(key) for key in figures_made()} == figures_made()


OUTSIDE = "Outside office hours (Monday to Friday, 9 to 5)"


def figures_made():
    """Each figure but those of change, worked out from how the programme was made."""
    return {
        ("People", "Volunteers"): "64",
        ("People", "Supported online"): "238",
        ("People", "Supported face to face"): "53",
        ("People", "Mentors who supported people online"): "40",
        ("People", "People online for each mentor"): "6.0",  # 238 / 40 = 5.95
        ("People", "Most people of one mentor"): "fewer than 10",
        ("Time to a mentor", "Matched"): "238",
        ("Time to a mentor", "Half were matched within"): f"{half_waited():.0f} days",
        ("Time to a mentor", "Still waiting at the end"): "0",
        ("Messages in threads", "Messages"): "357",
        # 238 of 357 on Thursday at eight in the evening.
        ("Messages in threads", OUTSIDE): "67% of 357",
        # 30 in time, 6 late, 4 never; 4 ended before their hour and count as neither.
        ("Promises of an answer", "Kept"): "75% of 40",
        # Of 40 where both came and 12 where not, 3 and 2 were called away.
        ("Sessions", "Held, both came"): "37",
        ("Sessions", "Missed"): "10",
        ("Sessions", "Called away"): "5",
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


def half_waited():
    return np.median([n % 21 for n in range(ONLINE)])


@pytest.mark.parametrize(
    ("group", "asked", "answers"),
    [
        ("everyone", 200 + ROOMS, EVERYONE),
        ("with a mentor", 200, MENTORED),
        ("in rooms only", ROOMS, IN_ROOMS),
    ],
)
def test_the_change_is_what_another_calculation_finds(
    group, asked, answers, client_of, programme, cora
):
    found = figures_of(client_of(cora))
    section = f"Satisfied with life: {group}"
    befores, changes = (np.array(one, float) for one in answers)
    twice, mean = len(changes), changes.mean()
    reach = T[twice - 1] * changes.std(ddof=1) / sqrt(twice)
    spread = (befores.std(ddof=1) + (befores + changes).std(ddof=1)) / 2

    expected = {
        "Answered at the start": str(asked),
        "Answered again": str(twice),
        "Did not answer again": str(asked - twice),
        "At the start, on average": f"{befores.mean():.2f}",
        "Later, on average": f"{(befores + changes).mean():.2f}",
        "Mean change": f"{mean:+.2f}",
        "95% interval of the change, from": f"{mean - reach:+.2f}",
        "95% interval of the change, to": f"{mean + reach:+.2f}",
        "Standard deviation at the start": f"{befores.std(ddof=1):.2f}",
        "Standard deviation later": f"{(befores + changes).std(ddof=1):.2f}",
        "Standard deviation of the change": f"{changes.std(ddof=1):.2f}",
        "Effect size (Cohen’s d, average spread)": f"{mean / spread:+.2f}",
        "p (paired t test)": "under 0.001",
        "Better is": "higher",
    }
    assert {key: found.get((section, key)) for key in expected} == expected


def test_the_hours_of_the_week_are_those_of_the_messages(client_of, programme, cora):
    found = figures_of(client_of(cora))
    hours = {words: int(n) for (name, words), n in found.items() if "by hour" in name}

    assert len(hours) == 7 * 24
    assert {words: n for words, n in hours.items() if n} == {
        "Thu, 8pm to 9pm": ONLINE,
        "Mon, 10am to 11am": ONLINE // 2,
    }
    page = " ".join(client_of(cora).get(f"/evaluation/report/{SPAN}").text.split())
    assert row("8pm to 9pm", 0, 0, 0, ONLINE, 0, 0, 0) in page
    assert row("12am to 1am", 0, 0, 0, 0, 0, 0, 0) in page


def row(name, *counts):
    cells = "".join(f"<td>{count}</td>" for count in counts)
    return f'<tr><th scope="row">{name}</th>{cells}</tr>'


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


def test_every_figure_has_an_independent_calculation(client_of, programme, cora):
    # A figure that is new in the report is missed here, until it is worked out again.
    told = {
        (section, words)
        for section, words in figures_of(client_of(cora))
        if not section.endswith(GROUPS) and "by hour" not in section
    }
    assert told == set(figures_made())


def test_an_empty_programme_has_an_empty_report(client_of, cora):
    actions.ensure_measures()
    found = figures_of(client_of(cora))
    assert found["People", "Volunteers"] == "0"
    assert found["Messages in threads", OUTSIDE] == "not enough to say"
    assert found["Promises of an answer", "Kept"] == "not enough to say"


@pytest.mark.parametrize(
    "span", ["?since=x", "?since=2026-02-01&until=2026-01-01", "?until=9999-12-31"]
)
def test_a_time_that_makes_no_sense_is_said_so(span, client_of, cora):
    assert client_of(cora).get(f"/evaluation/report/{span}").status_code == 422
    assert client_of(cora).get(f"/evaluation/report.csv{span}").status_code == 302
