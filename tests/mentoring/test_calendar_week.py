"""A week of sessions: on its reader's own days, through every change of the clocks."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from mentoring import actions
from mentoring.actions import planning_groups
from mentoring.models import Session
from people.clocks import clock
from tests.mentoring.test_calendar import words_of

pytestmark = pytest.mark.django_db
WEEK = "/threads/calendar/week/"
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def at(agree):
    """at(moment) is a session of mia and ana that was agreed for then."""

    def agree_at(moment):
        session = agree(days=2)
        Session.objects.filter(pk=session.pk).update(starts_at=moment)
        return session

    return agree_at


@pytest.fixture
def shown(client_of):
    """shown(person, day) is which days of that week hold what, by name."""

    def days(person, day):
        page = client_of(person).get(f"{WEEK}?day={day}")
        week = page.context["week"].days
        return {day: [card.name for card in cards] for day, cards in week if cards}

    return days


def sunday_of_change(month):
    """The next last Sunday of March or October, when clocks change in London."""
    today = timezone.localdate()
    for year in (today.year, today.year + 1):
        last = date(year, month, 31)
        sunday = last - timedelta(days=(last.weekday() + 1) % 7)
        if sunday > today:
            return sunday
    raise AssertionError


def test_a_week_shows_what_is_agreed_on_its_day(client_of, agree, mia, ana):
    session = agree(days=2)
    starts = timezone.localtime(session.starts_at)

    page = client_of(mia).get(f"{WEEK}?day={starts.date()}")

    begins, ends = clock(starts), clock(timezone.localtime(session.ends_at))
    assert f"{begins} to {ends}</span> ana</a>" in words_of(page)


def test_it_starts_on_monday_and_this_week_has_today(client_of, mia):
    page = client_of(mia).get(WEEK)

    days = [day for day, _ in page.context["week"].days]
    assert days[0].weekday() == 0
    assert timezone.localdate() in days
    assert 'aria-current="date"' in words_of(page)
    assert "Nothing is agreed for this week." in words_of(page)


def test_groups_of_ones_own_are_in_the_week(shown, mia, ana):
    starts = timezone.now() + timedelta(days=2)
    planning_groups.plan_group(
        by=mia,
        starts_at=starts,
        minutes=60,
        zone="Europe/London",
        topic="Sleeping when you care",
        about="",
        places=3,
    )

    day = timezone.localtime(starts).date()
    assert shown(mia, day) == {day: ["Sleeping when you care"]}
    assert shown(ana, day) == {}


def test_what_was_cancelled_says_so(client_of, agree, mia, ana):
    session = agree(days=2)
    actions.cancel_session(session, by=ana)

    day = timezone.localtime(session.starts_at).date()
    assert " ana, cancelled</a>" in words_of(client_of(mia).get(f"{WEEK}?day={day}"))


@pytest.mark.parametrize("month", [3, 10])
def test_the_night_of_a_change_of_clocks_stands_on_its_own_days(month, at, shown, mia):
    sunday = sunday_of_change(month)
    monday = sunday + timedelta(days=1)
    for day, hour in ((sunday, time(0, 30)), (sunday, time(23, 30)), (monday, time(0))):
        at(datetime.combine(day, hour, LONDON))

    assert shown(mia, sunday) == {sunday: ["ana", "ana"]}
    assert shown(mia, monday) == {monday: ["ana"]}


def test_each_reads_it_on_their_own_day(at, shown, mia, ana):
    ana.time_zone = "Pacific/Auckland"
    ana.save()
    day = timezone.localdate() + timedelta(days=7 - timezone.localdate().weekday())
    sunday = day + timedelta(days=6)
    at(datetime.combine(sunday, time(20), LONDON))

    assert shown(mia, day) == {sunday: ["ana"]}
    monday = sunday + timedelta(days=1)
    assert shown(ana, monday) == {monday: ["mia"]}


@pytest.mark.parametrize("way", ["before", "after"])
def test_one_leafs_through_weeks_until_there_are_no_more(way, client_of, mia):
    client, path, seen = client_of(mia), WEEK, 0
    while path:
        week = client.get(path).context["week"]
        found = getattr(week, way)
        path = found and f"{WEEK}?day={found}"
        seen += 1

    assert seen in ((5, 6) if way == "before" else (64, 65, 66))


def test_week_and_month_lead_to_each_other(client_of, mia):
    client = client_of(mia)
    assert f'href="{WEEK}"' in words_of(client.get("/threads/calendar/"))
    assert 'href="/threads/calendar/"' in words_of(client.get(WEEK))


BAD = "x 2026-13-01 2027-02-30 20261116 2026-W47-1 0001-01-01 9999-12-31 %00 -1 ٢٠٢٦-١١-٢٢"


@pytest.mark.parametrize("day", [*BAD.split(), str(2**63), "1" * 5000])
def test_a_week_that_is_none_is_absent(day, client_of, mia):
    assert client_of(mia).get(f"{WEEK}?day={day}").status_code == 404


@pytest.mark.parametrize("who", ["zed", "ben", "cora", "sol"])
def test_nobody_else_has_it_in_their_week(who, agree, shown, request):
    day = timezone.localtime(agree(days=2).starts_at).date()
    assert shown(request.getfixturevalue(who), day) == {}


def test_who_is_not_signed_in_has_no_week(client):
    assert client.get(WEEK).status_code == 302
