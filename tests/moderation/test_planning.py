"""Shifts planned ahead, gaps pointed out, and rooms that need no cover."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import actions, clockwork, covering
from moderation.actions import planning
from moderation.cover_models import CoverWaiver, PlannedShift
from people import actions as people
from people.models import Notice
from rooms import actions as rooms
from tests.conftest import make_person

PLAN = "/moderation/plan/"
COVER = "/moderation/cover/"


def on(days):
    return timezone.localdate() + timedelta(days=days)


def plan(client, person, room, **fields):
    form = {
        "moderator": person.pk,
        "rooms": [room.pk],
        "day": on(1),
        "starts": "19:00",
        "ends": "21:00",
        "weeks": 1,
    }
    return client.post(PLAN, form | fields, follow=True)


@pytest.fixture
def evenings(quiet_room):
    """Tomorrow from seven to nine."""
    opens, closes = (
        timezone.now().replace(hour=h, minute=0, second=0, microsecond=0)
        for h in (19, 21)
    )
    rooms.add_hours(quiet_room, [on(1).weekday()], opens.time(), closes.time())
    quiet_room.refresh_from_db()
    return quiet_room


def test_a_moderator_plans_their_own_shift(client_of, max_, quiet_room):
    answer = plan(client_of(max_), max_, quiet_room)

    assert "The plan is kept." in answer.text
    planned = PlannedShift.objects.get()
    assert (planned.moderator, planned.planned_by) == (max_, max_)
    assert timezone.localtime(planned.starts_at).hour == 19


def test_a_coordinator_plans_for_others_and_every_week(
    client_of, cora, max_, quiet_room
):
    plan(client_of(cora), max_, quiet_room, weeks=3)

    starts = [p.starts_at for p in PlannedShift.objects.all()]
    assert [timezone.localtime(at).hour for at in starts] == [19] * 3
    days = [(timezone.localdate(at) - on(1)).days for at in starts]
    assert days == [0, 7, 14]


def test_planned_twice_it_stands_once(client_of, max_, quiet_room):
    for _ in range(2):
        plan(client_of(max_), max_, quiet_room)

    assert PlannedShift.objects.count() == 1


def test_a_moderator_does_not_plan_for_a_colleague(client_of, max_, sol, quiet_room):
    answer = plan(client_of(max_), sol, quiet_room)

    assert "Please choose from the list" in answer.text
    assert not PlannedShift.objects.exists()


def test_a_shift_past_midnight_ends_the_next_day(client_of, max_, quiet_room):
    plan(client_of(max_), max_, quiet_room, starts="22:00", ends="02:00")

    planned = PlannedShift.objects.get()
    assert planned.ends_at - planned.starts_at == timedelta(hours=4)


def test_a_quiet_room_says_when_somebody_is_next_planned(
    client_of, max_, ana, quiet_room
):
    plan(client_of(max_), max_, quiet_room)

    page = client_of(ana).get(f"/rooms/{quiet_room.pk}/").text
    planned = PlannedShift.objects.get()
    assert "The next watch is planned for" in page
    assert planned.starts_at.strftime("%Y-%m-%dT%H:%M:%SZ") in page


def test_a_shift_taken_out_is_no_promise(client_of, max_, ana, quiet_room):
    plan(client_of(max_), max_, quiet_room)
    planned = PlannedShift.objects.get()

    client_of(max_).post(f"{PLAN}{planned.pk}/drop/")

    page = client_of(ana).get(f"/rooms/{quiet_room.pk}/").text
    assert "The next watch" not in page


def test_who_no_longer_moderates_is_no_promise(client_of, max_, sol, ana, quiet_room):
    plan(client_of(max_), max_, quiet_room)

    people.change_role(max_, "peer", by=sol, reason="Moved on.")
    clockwork.keep_next_watches()

    page = client_of(ana).get(f"/rooms/{quiet_room.pk}/").text
    assert "The next watch" not in page


def test_a_colleagues_shift_cannot_be_taken_out(client_of, max_, quiet_room):
    plan(client_of(max_), max_, quiet_room)
    kit = make_person("kit", "moderator")

    path = f"{PLAN}{PlannedShift.objects.get().pk}/drop/"
    assert client_of(kit).post(path).status_code == 404


def test_the_plan_shows_where_nobody_is_planned(client_of, cora, max_, evenings):
    client = client_of(cora)
    assert evenings.name in client.get(PLAN).text
    assert len(covering.gaps_ahead(timezone.now(), days=3)) == 1

    plan(client, max_, evenings, weeks=3)

    assert not covering.gaps_ahead(timezone.now(), days=3)


def test_a_gap_soon_is_told_once_to_who_can_fill_it(cora, sol, max_, evenings):
    for _ in range(2):
        clockwork.tell_of_gaps()

    told = Notice.objects.filter(kind="cover_gap")
    assert {notice.person for notice in told} == {cora, sol}
    assert told.count() == 2


def test_a_gap_that_is_filled_is_told_to_nobody(client_of, cora, max_, evenings):
    plan(client_of(cora), max_, evenings)

    clockwork.tell_of_gaps()

    assert not Notice.objects.filter(kind="cover_gap").exists()


def test_the_page_of_rooms_says_which_has_no_cover(
    client_of, max_, room, quiet_room, be_here
):
    actions.start_shift([room], by=max_)
    be_here(max_)

    page = client_of(max_).get(COVER).text
    told = client_of(max_).get(COVER, headers={"accept": "application/json"}).json()

    assert "Watched by" in page
    by_id = {one["id"]: one for one in told["rooms"]}
    assert by_id[room.pk]["watchers"] == ["max"]
    assert by_id[quiet_room.pk]["lacks_cover"]
    assert not by_id[room.pk]["lacks_cover"]
    assert (
        f"No cover now: {quiet_room.name}" in client_of(max_).get("/moderation/").text
    )


def test_the_page_of_rooms_says_which_will_lose_it(client_of, max_, quiet_room):
    now = timezone.now()
    soon = now + timedelta(hours=2)
    planning.plan_shifts(
        max_, [quiet_room], [(now - timedelta(hours=1), soon)], by=max_
    )

    page = client_of(max_).get(COVER).text

    assert "</strong> to watch it from" in page
    assert soon.strftime("%Y-%m-%dT%H:%M:%SZ") in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"rooms": []}, "Please choose at least one room."),
        ({"rooms": [2**63]}, "Please choose from the list of rooms."),
        ({"moderator": ""}, "Please choose who watches."),
        ({"day": "soon"}, "Please give a day, like 2026-12-24."),
        ({"day": "2020-01-01"}, "That is over already."),
        ({"day": "9999-12-31", "weeks": 12}, "That day is too far ahead."),
        ({"starts": "25:00"}, "Please give a time, like 19:30."),
        ({"starts": "07:00", "ends": "20:00"}, "A shift is at most 12 hours long."),
        ({"weeks": 0}, "Please choose 1 or more"),
        ({"weeks": 13}, "Please choose 12 or less"),
        ({"weeks": "many"}, "Please write a whole number"),
    ],
)
def test_a_bad_plan_is_refused_in_words(client_of, max_, quiet_room, fields, words):
    answer = plan(client_of(max_), max_, quiet_room, **fields)

    assert answer.status_code == 422
    assert words in answer.text
    assert not PlannedShift.objects.exists()


@pytest.mark.parametrize("person", ["ana", "mia", "zed"])
def test_the_plan_is_for_staff(request, client_of, person):
    client = client_of(request.getfixturevalue(person))

    assert client.get(PLAN).status_code == 404
    assert client.get(COVER).status_code == 404


# --- Rooms that need no cover


def waive(client, room, **fields):
    form = {"reason": "Only for practice.", "review_on": on(30)}
    return client.post(f"{COVER}{room.pk}/", form | fields, follow=True)


def test_a_lead_lets_a_room_be_without_cover_in_writing(
    client_of, sol, ana, quiet_room
):
    waive(client_of(sol), quiet_room)

    quiet_room.refresh_from_db()
    assert not quiet_room.needs_cover
    waiver = CoverWaiver.objects.get()
    assert (waiver.by, waiver.reason) == (sol, "Only for practice.")
    page = client_of(ana).get(f"/rooms/{quiet_room.pk}/").text
    assert "No moderator is with this room now." in page


def test_a_room_can_be_asked_for_cover_again(client_of, sol, quiet_room):
    waive(client_of(sol), quiet_room)

    client_of(sol).post(f"{COVER}{quiet_room.pk}/again/")

    quiet_room.refresh_from_db()
    assert quiet_room.needs_cover
    assert CoverWaiver.objects.get().ended_at is not None


@pytest.mark.parametrize("person", ["max_", "cora", "ana", "zed"])
def test_nobody_else_lets_a_room_be_without(request, client_of, quiet_room, person):
    client = client_of(request.getfixturevalue(person))

    assert waive(client, quiet_room).status_code == 404
    assert client.post(f"{COVER}{quiet_room.pk}/again/").status_code == 404
    quiet_room.refresh_from_db()
    assert quiet_room.needs_cover


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"reason": " "}, "Please say why."),
        ({"reason": "a" * 401}, "1 character too many"),
        ({"review_on": ""}, "Please give a day."),
        ({"review_on": "2020-01-01"}, "Please choose a day ahead, within a year."),
        ({"review_on": "2999-01-01"}, "Please choose a day ahead, within a year."),
    ],
)
def test_a_room_is_not_without_cover_for_no_reason(
    client_of, sol, quiet_room, fields, words
):
    answer = waive(client_of(sol), quiet_room, **fields)

    assert words in answer.text
    assert not CoverWaiver.objects.exists()


def test_a_review_that_is_overdue_is_told_to_the_lead(client_of, sol, quiet_room):
    waive(client_of(sol), quiet_room)
    assert "overdue" not in client_of(sol).get("/moderation/").text

    CoverWaiver.objects.update(review_on=on(0))

    assert "its review is overdue" in client_of(sol).get("/moderation/").text
    assert "That review is overdue." in client_of(sol).get(COVER).text


@pytest.mark.parametrize("is_demo", [True, False])
def test_outside_the_demo_a_room_without_a_reason_is_pointed_out(
    client_of, sol, settings, is_demo
):
    settings.DEMO = is_demo
    rooms.open_room(by=None, name="Practice", needs_cover=False)

    page = client_of(sol).get(COVER).text

    assert ("nobody has said why." in page) != is_demo
