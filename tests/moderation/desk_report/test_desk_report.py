"""What the lead answers with: figures on screen, a table to take away, a record."""

import csv
import random
import re
import statistics
from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import actions, desk_report, workload
from moderation.models import Decision, Flag, Shift
from tests.moderation.desk_report.conftest import AGO


def level(code="red"):
    now = timezone.now()
    found = desk_report.raised(now - timedelta(days=28), now)
    return next(one for one in desk_report.levels(found) if one.code == code)


def test_first_looks_are_told_against_the_target(done):
    done(3, waited=60)
    done(1, waited=900)

    red = level()

    assert (red.flags, red.in_time.some, red.in_time.of) == (4, 3, 4)
    assert (red.looked, red.slowest, red.decided) == (60, 900, 120)


@pytest.mark.parametrize("seed", [3, 29])
def test_the_figures_are_what_an_independent_count_says(seed, room, ana, max_, say):
    chance, now = random.Random(seed), timezone.now()
    message = say(room, ana, "The kettle is on.")
    told = []
    for n in range(60):
        level, age = chance.choice(["red", "green"]), chance.randint(1, 40 * 24 * 60)
        look = chance.choice([None, 1, 4, 6, 900, 1500])
        seen = look if look and look < age else None
        raised = now - timedelta(minutes=age)
        flag = Flag.objects.create(
            message=message,
            position=1000 + n,
            level=level,
            state="resolved",
            raised_at=raised,
            first_seen_at=seen and raised + timedelta(minutes=seen),
        )
        if seen:
            Decision.objects.create(
                flag=flag, by=max_, outcome=chance.choice(["mute", "cover"]), reason="."
            )
        told.append((level, age, seen))

    until = timezone.now()
    page = desk_report.everything(now - timedelta(days=28), until)

    for code, within in (("red", 5), ("green", 24 * 60)):
        mine = [(age, seen) for c, age, seen in told if c == code and age <= 28 * 1440]
        judged = [(age, seen) for age, seen in mine if seen or age > within]
        in_time = [seen for _, seen in judged if seen and seen <= within]
        found = next(one for one in page["levels"] if one.code == code)
        assert found.flags == len(mine)
        assert found.not_looked == sum(seen is None for _, seen in mine)
        assert (found.in_time.some, found.in_time.of) == (len(in_time), len(judged))
        waits = [seen * 60 for _, seen in mine if seen]
        assert (found.looked, found.slowest) == (statistics.median(waits), max(waits))
    assert sum(page["outcomes"].values()) == sum(bool(seen) for *_, seen in told)


def test_a_shift_that_somebody_forgot_to_end_is_no_week_of_work(max_):
    long_ago = timezone.now() - timedelta(days=20)
    Shift.objects.create(
        moderator=max_, started_at=long_ago, ended_at=long_ago + timedelta(days=5)
    )

    rows = workload.by_moderator(timezone.now() - timedelta(days=28), timezone.now())

    assert [row["hours"] for row in rows] == [12.0]


def test_what_nobody_looked_at_is_late_once_its_time_is_up(flag):
    assert level().in_time.of == 0

    Flag.objects.update(raised_at=timezone.now() - AGO)

    assert (level().in_time.some, level().in_time.of, level().not_looked) == (0, 1, 1)


def test_the_slowest_are_named_and_can_be_opened(done, client_of, sol):
    slow = done(1, waited=7200)[0]
    done(2)

    page = client_of(sol).get("/moderation/report/").text

    assert f"/moderation/flags/{slow.pk}/" in page
    assert "First looked at after 2 hours" in page


def test_a_page_without_anything_says_so(client_of, sol):
    page = client_of(sol).get("/moderation/report/").text

    assert "Nothing has been read twice yet." in page
    assert "None yet" in page


def test_each_plot_has_a_table_that_says_the_same(done, client_of, sol):
    done(2)

    page = client_of(sol).get("/moderation/report/").text

    assert page.count('<svg class="plot"') == 2
    assert page.count("The table below says the same.") == 2


@pytest.mark.parametrize(("waited", "red"), [(60, None), (900, "0%")])
def test_a_level_with_nothing_to_draw_is_named_and_says_why(
    waited, red, done, client_of, sol
):
    done(2, waited=waited)

    page = client_of(sol).get("/moderation/report/").text

    plot = page[page.index('<svg class="plot"') :].partition("</svg>")[0]
    words = re.findall(r"<text[^>]*>([^<]+)</text>", plot)
    assert words[1:] == [
        *([red] if red else []),
        *["None yet"] * 3,
        *["Red", "Amber", "Yellow", "Green"],
    ]


@pytest.mark.parametrize("days", ["28", "91", "365", "", "x", "-1", str(2**70)])
def test_any_period_answers(days, done, client_of, sol):
    done(1)

    for path in ("", "table/", "record/"):
        path = f"/moderation/report/{path}?days={days}"
        assert client_of(sol).get(path).status_code == 200


@pytest.mark.parametrize("who", ["zed", "ana", "mia", "max_", "cora"])
def test_only_leads_see_it(who, client_of, request):
    client = client_of(request.getfixturevalue(who))

    for path in ("", "table/", "record/"):
        assert client.get(f"/moderation/report/{path}").status_code == 404


# --- Workload


def test_this_week_is_the_moderators_own(max_, sol, client_of):
    Shift.objects.create(moderator=max_)

    assert "No whole week yet." in client_of(sol).get("/moderation/report/").text


def test_whole_weeks_are_the_leads_too(max_, sol, client_of):
    then = timezone.now() - timedelta(days=8)
    Shift.objects.create(
        moderator=max_, started_at=then, ended_at=then + timedelta(hours=3)
    )

    page = client_of(sol).get("/moderation/report/").text

    assert "<td>3</td>" in page


# --- What leaves the team


def table(client):
    lines = client.get("/moderation/report/table/").text.splitlines()
    return {(m, g): (count, of, note) for m, g, count, of, note in csv.reader(lines)}


def test_small_numbers_do_not_leave_the_team(done, client_of, sol):
    done(6)
    done(2, "cover")

    found = table(client_of(sol))

    assert found["Flags raised", "Red: now"][0] == "8"
    assert found["Decisions", "Cover the message"][0] == ""
    # Left out too, else the other could be taken from the sum.
    assert found["Decisions", "No concern"][0] == ""
    assert "fewer than 5" in found["Decisions", "No concern"][2]


def test_the_table_names_nobody(done, client_of, sol):
    done(6)

    text = client_of(sol).get("/moderation/report/table/").text

    for alias in ("ana", "max", "sol", "kitchen"):
        assert alias not in text.lower()


def test_the_record_says_what_is_in_force_and_where_the_audit_ends(
    done, client_of, sol
):
    from moderation import audit

    done(6)
    client = client_of(sol)

    page = client.get("/moderation/report/record/").text

    assert "section 23" in page
    assert audit.head().hash in page
    assert "Not written yet." in page


def test_a_rule_that_is_rarely_right_is_marked(done, client_of, sol):
    done(20)

    assert "Rarely right" in client_of(sol).get("/moderation/report/").text


@pytest.mark.parametrize(("flags", "said"), [(20, True), (19, False)])
def test_where_a_rule_is_edited_one_sees_that_it_is_rarely_right(
    done, client_of, sol, flags, said
):
    done(flags)
    rule = Flag.objects.first().findings[0]["rule"]

    page = client_of(sol).get(f"/moderation/rules/of/{rule}/").text
    listed = client_of(sol).get("/moderation/rules/").text

    assert f"In 90 days it found {flags} flags that somebody decided. 0%" in page
    assert ("This rule is rarely right" in page) == said
    assert ("Rarely right" in listed) == said


def test_appeals_and_claims_are_not_needed_for_a_report(flag, max_, client_of, sol):
    actions.claim_flag(flag, by=max_)

    assert client_of(sol).get("/moderation/report/").status_code == 200
