"""After a red flag: the author, those who were there, and whoever helped."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import actions, care_clockwork, clockwork
from moderation.aftercare_models import Care, Witness
from moderation.models import CheckIn, Flag
from moderation.paging_models import Page
from people.actions import change_role, suspend_person
from realtime.models import Roster
from tests.conftest import make_person

NOTE = "Last night was hard to read. How are you today?"


@pytest.fixture
def open_room():
    """open_room(room, ben) has exactly these people on the room's page."""

    def come(room, *people):
        here = {str(person.pk): person.alias for person in people}
        ids = [person.pk for person in people]
        now = {"persons": ids, "streams": {room.stream: here}}
        Roster.objects.update_or_create(
            process="a test", defaults={"at": timezone.now(), "here": now}
        )

    return come


@pytest.fixture
def closed(red, room, ben, ana, zed, max_, sol, open_room, decide):
    """A red that ben saw stand, closed by max and sol."""
    open_room(room, ana, ben, max_)
    care_clockwork.remember_witnesses()
    decide(max_, red, "cover")
    open_room(room, zed)
    care_clockwork.remember_witnesses()
    version = Flag.objects.get(pk=red.pk).version
    actions.agree(red.proposals.get(), by=sol, version=version)
    return red


def care(kind):
    return Care.objects.get(kind=kind)


def do(client, task, **fields):
    return client.post(f"/moderation/aftercare/{task.pk}/done/", fields, follow=True)


def test_who_was_there_while_it_stood_is_remembered(closed, ben):
    assert [witness.person for witness in closed.witnesses.all()] == [ben]


def test_a_closed_red_leaves_tasks_for_all_three(closed, max_, sol):
    assert set(Care.objects.values_list("kind", "owner__alias")) == {
        ("author", None),
        ("present", None),
        ("moderator", "max"),
        ("moderator", "sol"),
    }
    assert care("author").due_at.date() > timezone.now().date()


def test_an_amber_leaves_none(mine, max_, decide):
    decide(max_, mine, "cover")

    assert not Care.objects.exists()


def test_those_who_were_there_are_written_to_in_private(
    client_of, closed, ben, ana, sol
):
    do(client_of(sol), care("present"), note=NOTE)

    check_in = CheckIn.objects.get()
    assert (check_in.person, check_in.by) == (ben, sol)
    assert NOTE in client_of(ben).get(f"/check-ins/{check_in.room_id}/").text
    assert client_of(ana).get(f"/check-ins/{check_in.room_id}/").status_code == 404
    assert not Witness.objects.exists()
    assert care("present").written_to == 1


def test_the_author_is_asked_the_next_day(client_of, closed, ana, max_):
    do(client_of(max_), care("author"), note=NOTE)

    assert CheckIn.objects.get().person == ana
    assert "Ask the author" not in client_of(max_).get("/moderation/aftercare/").text


def test_it_is_done_once(client_of, closed, max_, sol):
    do(client_of(max_), care("author"), note=NOTE)

    page = do(client_of(sol), care("author"), note=NOTE)

    assert "max has done this already." in page.text
    assert CheckIn.objects.count() == 1


def test_an_empty_note_is_said_and_not_needed_needs_none(client_of, closed, max_):
    client = client_of(max_)
    assert "Please write a short note." in do(client, care("author"), note=" ").text

    do(client, care("author"), needed="no")

    assert care("author").done_by == max_
    assert not CheckIn.objects.exists()


def test_a_note_that_was_written_is_not_thrown_away_by_a_slip(client_of, closed, max_):
    page = do(client_of(max_), care("author"), note=NOTE, needed="no")

    assert NOTE in page.text
    assert "Send it, or empty it" in page.text
    assert care("author").done_at is None


def test_who_cannot_come_in_is_left_alone(client_of, closed, ben, sol, max_):
    suspend_person(ben, until=None, by=sol, reason="Left.")

    do(client_of(max_), care("present"), note=NOTE)

    assert care("present").written_to == 0
    assert not CheckIn.objects.exists()


def test_a_moderators_own_task_is_theirs(client_of, closed, max_, sol):
    task = Care.objects.get(kind="moderator", owner=max_)

    assert do(client_of(sol), task).status_code == 404
    assert "Look after yourself" in client_of(max_).get("/moderation/aftercare/").text
    do(client_of(max_), task)

    task.refresh_from_db()
    assert task.done_by == max_


def test_the_task_of_who_moderates_no_more_is_the_shifts(
    client_of, closed, max_, sol, be_here
):
    kit = make_person("kit", "moderator")
    actions.start_shift([], by=kit)
    be_here(kit)
    task = Care.objects.get(kind="moderator", owner=max_)
    change_role(max_, role="peer", by=sol, reason="She moves away.")

    clockwork.climb()

    called = Page.objects.filter(key=f"care:{task.pk}")
    assert [page.person for page in called] == [kit]
    page = client_of(kit).get("/moderation/aftercare/").text
    assert "Look after max" in page
    assert "Look after sol" not in page
    do(client_of(kit), task)
    task.refresh_from_db()
    assert task.done_by == kit


def test_a_task_done_by_two_taps_is_done_and_written_once(client_of, closed, max_):
    client = client_of(max_)
    pages = [do(client, care("author"), note=NOTE) for _ in range(2)]

    assert all("Thank you. That is done." in page.text for page in pages)
    assert CheckIn.objects.get().room.messages.count() == 1


@pytest.mark.parametrize("who", ["zed", "ana", "cora"])
def test_aftercare_is_for_moderators(who, client_of, closed, request):
    client = client_of(request.getfixturevalue(who))

    assert client.get("/moderation/aftercare/").status_code == 404
    assert do(client, care("author"), note=NOTE).status_code == 404


def test_what_is_due_is_told_to_its_owner_and_after_a_day_to_the_leads(closed, sol):
    kim = make_person("kim", "lead")
    clockwork.climb()
    told = Page.objects.filter(key__startswith="care:")
    assert {page.person.alias for page in told} == {"max", "sol"}

    Care.objects.update(due_at=timezone.now() - timedelta(days=2))
    clockwork.climb()
    clockwork.climb()

    tasks = [f"care:{care(kind).pk}" for kind in ("author", "present")]
    assert told.filter(person=kim, key__in=tasks).count() == 2
