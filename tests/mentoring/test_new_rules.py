"""A place changes the rules of its clock: what was agreed keeps the hour that was said."""

import zoneinfo
from datetime import timedelta
from struct import pack

import pytest

from mentoring import session_clock as clockwork
from mentoring.actions import grouping, planning_groups
from mentoring.models import Group, Session
from people.models import Notice
from tests.conftest import make_person
from tests.mentoring.test_calendar import events, feed_of
from tests.mentoring.test_pages import words_of
from tests.mentoring.test_session_pages import form, in_days, sessions_of

pytestmark = pytest.mark.django_db
THERE = "America/Sao_Paulo"  # three hours behind, until its new rules come
HOUR = timedelta(hours=1)


@pytest.fixture
def new_rules(tmp_path):
    """new_rules() puts their clocks forward for good, as a new zone file does."""

    def come():
        # The least that a zone file holds (RFC 9636): one offset, then the rule as text.
        counts = pack(">6l", 0, 0, 0, 0, 1, 4)
        block = b"TZif2" + bytes(15) + counts + pack(">lbb", 0, 0, 0) + b"UTC\0"
        file = tmp_path / THERE
        file.parent.mkdir()
        file.write_bytes(block * 2 + b"\n<-02>2\n")
        zoneinfo.reset_tzpath([str(tmp_path), *zoneinfo.TZPATH])
        zoneinfo.ZoneInfo.clear_cache()

    yield come
    zoneinfo.reset_tzpath()
    zoneinfo.ZoneInfo.clear_cache()


@pytest.fixture
def far(mia):
    """mia, on the clock of that place."""
    mia.time_zone = THERE
    mia.save()
    return mia


@pytest.fixture
def session(client_of, mentorship, far, ana):
    """One that far suggests for her own 7pm and ana takes."""
    client_of(far).post(sessions_of(mentorship), form(in_days(5, THERE)))
    made = Session.objects.get()
    client_of(ana).post(f"/threads/sessions/{made.pk}/accept/")
    return made


@pytest.fixture
def group(client_of, far, ana):
    """One that far plans for her own 7pm, with ana in it."""
    wish = form(in_days(5, THERE), topic="Rest", about="", places="8")
    client_of(far).post("/threads/groups/new/", wish)
    made = Group.objects.get()
    client_of(ana).post(f"/threads/groups/{made.pk}/do/", {"do": "take"})
    return made


def told(person):
    return list(Notice.objects.filter(person=person).values_list("words", flat=True))


def by_the_new_rules():
    """Two machines, or the same job twice: it is done once."""
    Notice.objects.all().delete()
    for _ in range(2):
        clockwork.keep_hours_said()


def test_a_session_still_reads_the_hour_that_was_said(
    client_of, session, new_rules, far, ana
):
    new_rules()
    by_the_new_rules()

    path = sessions_of(session.mentorship)
    found = Session.objects.get()
    assert "7pm to 7.45pm" in words_of(client_of(far).get(path))
    assert "For mia it is 7pm." in words_of(client_of(ana).get(path))
    assert (found.starts_at, found.moves) == (session.starts_at - HOUR, 1)


def test_both_are_told_of_it_once_each_in_their_language(
    client_of, session, new_rules, far, ana
):
    ana.language = "cy"
    ana.save()
    new_rules()
    by_the_new_rules()

    words = "The clocks of Sao Paulo have new rules. Please look at your session."
    assert told(far) == told(ana) == [words]
    assert "Mae gan glociau Sao Paulo reolau newydd. Edrychwch" in words_of(
        client_of(ana).get("/notices/")
    )


def test_a_group_session_still_reads_the_hour_that_was_said(
    client_of, group, new_rules, far, ana
):
    new_rules()
    by_the_new_rules()

    found = Group.objects.get()
    page = words_of(client_of(far).get(f"/threads/groups/{group.pk}/"))
    assert "7pm to 7.45pm</time>, Sao Paulo time." in page
    assert (found.starts_at, found.moves) == (group.starts_at - HOUR, 1)
    page = words_of(client_of(ana).get(f"/threads/groups/{group.pk}/"))
    assert f'datetime="{found.starts_at:%Y-%m-%d}' in page
    assert "You have a place" in page


def test_everybody_in_a_group_and_who_watches_it_is_told_once(
    group, new_rules, far, ana, max_, zed
):
    new_rules()
    by_the_new_rules()

    words = "Clocks have new rules where a group session was planned. Please look."
    assert told(far) == told(ana) == [words]
    assert told(max_) == [
        "A group session has a new time. Somebody must watch over its room."
    ]
    assert told(zed) == []


def test_who_has_another_session_then_is_told_and_keeps_the_choice(
    group, new_rules, ana
):
    other = make_person("nora", role="mentor")
    hour = group.starts_at - HOUR
    wish = {"starts_at": hour, "minutes": 30, "zone": "Europe/London", "places": 3}
    clash = planning_groups.plan_group(by=other, topic="Tea", about="", **wish)
    grouping.take_place(clash, by=ana)
    new_rules()
    by_the_new_rules()

    assert [words for words in told(ana) if "You have another session then" in words]
    assert group.taken.get(person=ana).state == "taken"
    assert Group.objects.get(pk=clash.pk).moves == 0


def test_calendars_hear_of_a_group_that_kept_its_hour(
    client, group, new_rules, far, ana
):
    feed = feed_of(ana)
    (before,) = events(client.get(feed))
    new_rules()
    by_the_new_rules()

    (after,) = events(client.get(feed))
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert before.decoded("dtstart") - after.decoded("dtstart") == HOUR


def test_groups_that_are_cancelled_or_open_keep_the_time_they_have(
    group, new_rules, far
):
    planning_groups.cancel_group(group, by=far)
    new_rules()
    by_the_new_rules()

    assert Group.objects.get().starts_at == group.starts_at
    assert told(far) == []
