"""The report's file as a spreadsheet and an evaluator take it: numbers that are numbers."""

import csv
import io
import re
from math import sqrt

import pytest
from scipy import stats

from rooms.models import Message
from tests.parts import made_programme
from tests.parts.made_programme import SPAN

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?%?")
SCORE = "Satisfied with life: everyone"


@pytest.fixture
def programme(cora):
    return made_programme.make(cora)


@pytest.fixture
def lines(client_of, programme, cora):
    answer = client_of(cora).get(f"/evaluation/report.csv{SPAN}")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_spreadsheet_is_told_that_it_is_utf8(client_of, programme, cora):
    answer = client_of(cora).get(f"/evaluation/report.csv{SPAN}")

    assert answer.content.startswith(b"\xef\xbb\xbfsection,")
    assert "Cohen’s d" in answer.content.decode()


def test_no_cell_is_taken_for_a_formula(lines):
    cells = [cell for line in lines for cell in line.values()]
    begin = [cell for cell in cells if cell[:1] in {"=", "+", "-", "@"}]

    assert begin
    assert [cell for cell in begin if not NUMBER.fullmatch(cell)] == []


def test_a_share_and_what_it_is_of_are_two_numbers(lines):
    share = next(one for one in lines if one["figure"] == "Kept")

    assert (share["value"], share["of"]) == ("75%", "40")


def test_a_large_number_has_a_comma_on_the_page_and_none_in_the_file(
    client_of, programme, cora
):
    first = Message.objects.filter(room__kind="thread").first()
    Message.objects.bulk_create(
        Message(
            room=first.room,
            author=first.author,
            body="x",
            at=first.at,
            seq=seq,
            position=seq,
            cid=f"00000000-0000-0000-0001-{seq:012d}",
        )
        for seq in range(10, 1010)
    )
    client = client_of(cora)

    assert "Messages,1357," in client.get(f"/evaluation/report.csv{SPAN}").text
    assert "<td>1,357</td>" in client.get(f"/evaluation/report/{SPAN}").text


def test_interval_effect_and_p_follow_from_the_file_alone(lines):
    found = {one["figure"]: one["value"] for one in lines if one["section"] == SCORE}
    n, mean, before, later, spread = (
        float(found[name])
        for name in (
            "Answered again",
            "Mean change",
            "Standard deviation at the start",
            "Standard deviation later",
            "Standard deviation of the change",
        )
    )
    error = spread / sqrt(n)
    reach = stats.t.ppf(0.975, n - 1) * error

    ends = [
        float(found[f"95% interval of the change, {end}"]) for end in ("from", "to")
    ]
    assert ends == pytest.approx([mean - reach, mean + reach], abs=0.015)
    effect = float(found["Effect size (Cohen’s d, average spread)"])
    assert effect == pytest.approx(mean / ((before + later) / 2), abs=0.015)
    assert found["p (paired t test)"] == "under 0.001"
    assert 2 * stats.t.sf(mean / error, n - 1) < 0.001


def test_a_score_that_nobody_answered_is_left_out(lines):
    told = {one["section"].partition(":")[0] for one in lines if ":" in one["section"]}

    assert told == {"Satisfied with life"}
