"""Breaks, quiet hours and a day without heavy topics: kind, private, easily undone."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from moderation import alarms, shifts
from people import actions, inbox, rest
from people.models import Notice, Person
from realtime.models import Revocation

NIGHT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def take_break(client, length="day"):
    return client.post("/break/", {"length": length})


def sign_in(client, alias="ana"):
    data = {"alias": alias, "passphrase": "alongside demo"}
    return client.post("/sign-in/", data, follow=True)


def test_a_break_signs_out_everywhere(client_of, ana):
    here, there = client_of(ana), client_of(ana)

    answer = take_break(here)

    assert answer.headers["Location"] == "/break/begun/"
    assert "Rest well" in here.get("/break/begun/").text
    assert there.get("/settings/").status_code == 302
    assert Revocation.objects.filter(person=ana.pk, session="").exists()


def form_of(client, path):
    return re.search(r'name="form" value="([^"]+)"', client.get(path).text)[1]


def signed_out(client):
    """As after a first tap whose answer never came."""
    del client.cookies[settings.SESSION_COOKIE_NAME]
    return client


def test_a_break_tapped_twice_has_begun(client_of, ana):
    client = client_of(ana)
    sent = {"length": "day", "form": form_of(client, "/break/")}
    first = client.post("/break/", sent)

    second = signed_out(client).post("/break/", sent)

    assert (
        (second.status_code, second.url) == (302, first.url) == (302, "/break/begun/")
    )
    assert second.headers["Clear-Site-Data"] == first.headers["Clear-Site-Data"]


def test_who_was_signed_out_before_a_break_is_not_told_that_it_began(client_of, ana):
    client = client_of(ana)
    form = form_of(client, "/break/")
    client = signed_out(client)

    for sent in (form, "", "made-up", form_of(client_of(ana), "/leave/")):
        answer = client.post("/break/", {"length": "day", "form": sent})
        assert "That was not sent" in answer.text


def test_leaving_tapped_twice_has_begun(client_of, ana):
    client = client_of(ana)
    form = form_of(client, "/leave/")
    sent = {"old_passphrase": "alongside demo", "form": form}
    first = client.post("/leave/", sent)

    second = signed_out(client).post("/leave/", sent)

    assert (second.status_code, second.url) == (302, first.url)


def test_signing_in_ends_a_break_gently(client_of, client, ana):
    there = client_of(ana)
    take_break(client_of(ana), "month")

    page = sign_in(client).text

    ana.refresh_from_db()
    assert "Welcome back" in page
    assert ana.away_until is None
    assert there.get("/settings/").status_code == 302


@pytest.mark.parametrize("length", ["", "year", "\0", "9" * 40])
def test_a_break_needs_a_length_that_there_is(client_of, ana, length):
    page = take_break(client_of(ana), length).text

    assert "Please choose for how long." in page
    assert not Person.objects.get(pk=ana.pk).is_away()


def test_what_comes_during_a_break_waits_in_silence(ana):
    actions.take_break(ana, "hour", by=ana)
    ana.refresh_from_db()

    notice = actions.notify(ana, kind="session", words="Your session starts.")

    assert notice.is_quiet
    assert inbox.row(notice).data["quiet"] is True


def test_a_moderator_on_a_break_covers_nothing_and_is_not_called(max_):
    from moderation.actions import start_shift

    start_shift([], by=max_)
    actions.take_break(max_, "hour", by=max_)

    assert not shifts.current().exists()


def test_a_lead_on_a_break_is_called_only_if_no_other_is_there(sol):
    from tests.conftest import make_person

    actions.take_break(sol, "day", by=sol)
    assert [alarm.call.person for alarm in alarms.of_fault("x", "A fault.")] == [sol.pk]

    other = make_person("robin", "lead")
    assert [a.call.person for a in alarms.of_fault("x", "A fault.")] == [other.pk]


@pytest.mark.parametrize(
    ("hours", "community", "now", "is_quiet"),
    [
        ("", "22-08", NIGHT, True),
        ("", "22-08", NOON, False),
        ("", "never", NIGHT, False),
        ("never", "22-08", NIGHT, False),
        ("12-14", "never", NOON, True),
        ("12-14", "22-08", NIGHT, False),
        ("99-99", "never", NIGHT, False),
    ],
)
def test_quiet_hours_are_the_communitys_or_ones_own(
    ana, settings, hours, community, now, is_quiet
):
    settings.QUIET_HOURS = community
    ana.quiet_hours = hours

    assert rest.is_quiet_hour(ana, now) is is_quiet


@pytest.mark.parametrize(
    ("hours", "zone", "ends"),
    [
        ("22-08", "", 8),
        ("22-08", "Asia/Tokyo", 23),
        ("12-23", "", 23),
        ("never", "", 0),
    ],
)
def test_quiet_hours_end_on_the_clock_where_one_lives(ana, settings, hours, zone, ends):
    settings.TIME_ZONE, ana.time_zone, ana.quiet_hours = "UTC", zone, hours

    over = rest.quiet_ends(ana, NIGHT)

    assert over >= NIGHT
    assert over - NIGHT < timedelta(days=1)
    assert hours == "never" or over.astimezone(UTC).hour == ends


def test_quiet_hours_are_on_the_clock_where_one_lives(ana, settings):
    settings.QUIET_HOURS = "22-08"
    ana.time_zone = "Asia/Tokyo"

    assert not rest.is_quiet_hour(ana, NIGHT)


def test_help_never_waits(ana):
    ana.quiet_hours = "22-08"

    assert not rest.is_left_alone(ana, "help", NIGHT)
    assert not rest.is_left_alone(ana, "check_in", NIGHT)
    assert rest.is_left_alone(ana, "session", NIGHT)


def test_quiet_hours_and_first_week_are_kept(client_of, ana):
    data = {"time_zone": "", "quiet_hours": "21-07", "shows_first_week": "on"}
    client_of(ana).post("/settings/", data)
    ana.refresh_from_db()

    assert (ana.quiet_hours, ana.shows_first_week) == ("21-07", True)


def test_hours_that_are_not_offered_are_refused(client_of, ana):
    page = client_of(ana).post("/settings/", {"quiet_hours": "25-99"}).text

    assert "Please choose hours from the list." in page


def test_heavy_topics_are_covered_until_ones_own_midnight(client_of, ana):
    client_of(ana).post("/settings/heavy/", {"hide": "on"})
    ana.refresh_from_db()

    assert ana.hides_heavy()
    assert ana.heavy_hidden_until <= timezone.now() + timedelta(days=1, hours=1)

    client_of(ana).post("/settings/heavy/", {"hide": "off"})
    ana.refresh_from_db()
    assert not ana.hides_heavy()


def test_midnight_is_where_somebody_lives(ana):
    ana.time_zone = "Asia/Tokyo"

    assert rest.end_of_day(ana, NIGHT) == datetime(2026, 11, 22, 15, 0, tzinfo=UTC)


def test_nobody_is_made_the_house(client_of, sol, ana):
    data = {"role": "host", "reason": "To try"}
    client_of(sol).post(f"/people/{ana.pk}/", data)

    assert Person.objects.get(pk=ana.pk).role == "peer"
    assert not Notice.objects.filter(person=ana).exists()
