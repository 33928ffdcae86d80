"""A group session that gets another time: places kept, everybody told, calendars right."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring import actions, reminder_clock
from mentoring.actions import grouping, planning_groups
from mentoring.actions.moving_groups import move_group
from mentoring.models import Group, Place
from people.actions import Refused
from people.models import Notice
from tests.mentoring.test_calendar import events, feed_of
from tests.mentoring.test_pages import words_of
from tests.mentoring.test_session_pages import form, in_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(plan, ana, ben):
    """One that ana has a place in, as has ben."""
    made = plan(places=3)
    for one in (ana, ben):
        grouping.take_place(made, by=one)
    return made


def later(days):
    return {
        "starts_at": timezone.now() + timedelta(days=days),
        "minutes": 45,
        "zone": "Europe/London",
    }


def told(person):
    return list(Notice.objects.filter(person=person).values_list("words", flat=True))


def test_its_host_moves_it_and_everybody_keeps_their_place(client_of, group, mia, ana):
    day = in_days(5)

    page = client_of(mia).post(
        f"/threads/groups/{group.pk}/move/", form(day), follow=True
    )

    assert "Everybody keeps their place" in words_of(page)
    assert Group.objects.get(pk=group.pk).starts_at > group.starts_at
    assert set(group.taken.values_list("state", flat=True)) == {Place.State.TAKEN}
    assert any("You keep your place" in words for words in told(ana))


def test_moderators_hear_that_another_hour_needs_them(group, mia, max_):
    move_group(group, by=mia, **later(3))

    assert any("has a new time. Somebody must watch" in words for words in told(max_))


def test_who_is_busy_then_is_told_and_keeps_the_choice(
    group, mia, ana, ben, mentorship, zed, cora
):
    at = later(3)
    other = grouping_of(zed, cora, at)
    grouping.take_place(other, by=ana)

    move_group(group, by=mia, **at)

    assert any("You have another session then" in words for words in told(ana))
    assert not any("another session then" in words for words in told(ben))
    assert group.taken.get(person=ana).state == Place.State.TAKEN


def grouping_of(host, cora, at):
    from people.actions import change_role

    change_role(host, "mentor", by=cora, reason="She may.")
    host.refresh_from_db()
    return planning_groups.plan_group(by=host, topic="Rest", about="", places=3, **at)


def test_a_host_is_never_in_two_places(group, mentorship, mia, ana):
    at = later(4)
    session = actions.propose_session(mentorship, by=mia, **at)
    actions.accept_session(session, by=ana)

    with pytest.raises(Refused) as no:
        move_group(group, by=mia, **at)

    assert no.value.field == "time"


def test_it_may_meet_the_hour_that_it_had(group, mia):
    at = later(2) | {"starts_at": group.starts_at + timedelta(minutes=15)}

    assert move_group(group, by=mia, **at).moves == 1


def test_calendars_hear_of_it_once(client_of, group, mia, ana):
    feed = feed_of(ana)
    before = events(client_of(ana).get(feed))[0]

    moved = move_group(group, by=mia, **later(6))

    after = events(client_of(ana).get(feed))[0]
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["DTSTART"].dt.replace(microsecond=0) == moved.starts_at.replace(
        microsecond=0
    )


def test_people_are_reminded_of_the_new_time_and_not_of_the_old(group, mia, ana):
    move_group(group, by=mia, **later(9))
    Notice.objects.all().delete()
    Group.objects.filter(pk=group.pk).update(
        starts_at=timezone.now() + timedelta(minutes=50),
        moved_at=timezone.now() - timedelta(days=2),
    )
    group.taken.update(settled_at=timezone.now() - timedelta(days=3))

    for _ in range(2):
        reminder_clock.remind_of_sessions()

    assert len([words for words in told(ana) if "starts" in words]) == 1


def test_what_is_open_is_not_moved(group, mia):
    Group.objects.filter(pk=group.pk).update(starts_at=timezone.now())

    with pytest.raises(Refused, match="Its time stands"):
        move_group(group, by=mia, **later(3))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Choose a day."),
        ({"day": "x", "time": "19:30", "minutes": "45"}, "Write the day like"),
        ({"day": "2020-01-01", "time": "19:30", "minutes": "45"}, "has passed"),
        ({"day": "2126-01-01", "time": "19:30", "minutes": "45"}, "more than a year"),
        ({"day": "2026-12-01", "time": "19:30", "minutes": "7"}, "Choose how long"),
    ],
)
def test_a_time_that_cannot_be_is_said_so(given, words, client_of, group, mia):
    answer = client_of(mia).post(f"/threads/groups/{group.pk}/move/", given)

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert Group.objects.get(pk=group.pk).moves == 0


@pytest.mark.parametrize("who", ["zed", "ana", "max_"])
def test_nobody_else_can_move_it(who, client_of, group, request):
    client = client_of(request.getfixturevalue(who))

    assert client.get(f"/threads/groups/{group.pk}/move/").status_code == 404
    assert client.post(f"/threads/groups/{group.pk}/move/").status_code == 404
    assert client.get(f"/threads/groups/{2**64}/move/").status_code == 404


def test_ones_groups_stand_on_the_home_page(client_of, group, mia, ana, zed):
    for person, words in ((ana, "You have a place."), (mia, "You host it.")):
        page = words_of(client_of(person).get("/"))
        assert f"{group.topic}. A group session. {words}" in page
    assert group.topic not in words_of(client_of(zed).get("/"))
