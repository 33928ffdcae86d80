"""Pairing opens a thread, for a mentor and a peer and for nobody else."""

import pytest

from mentoring.actions import Refused, end_mentorship, pair
from mentoring.models import Mentorship
from people.actions import change_role, suspend_person
from people.models import Notice
from rooms.models import Room
from tests.parts.following import may_follow

pytestmark = pytest.mark.django_db


def test_a_pair_has_a_thread_for_the_two_of_them(mia, ana, cora):
    room = pair(mia, ana, by=cora).room

    assert (room.kind, room.is_open_to_all, room.needs_cover) == (
        "thread",
        False,
        False,
    )
    assert {m.person for m in room.memberships.all()} == {mia, ana}


def test_both_are_told_where_their_thread_is(mia, ana, cora):
    room = pair(mia, ana, by=cora).room

    told = Notice.objects.filter(kind="thread").values_list("person", "link")
    assert set(told) == {
        (mia.pk, f"/threads/{room.pk}/"),
        (ana.pk, f"/threads/{room.pk}/"),
    }


@pytest.mark.parametrize("role", ["peer", "moderator", "coordinator", "lead"])
def test_only_a_mentor_can_be_given_a_mentee(role, ben, ana, cora):
    ben.role = role
    ben.save()

    with pytest.raises(Refused) as no:
        pair(ben, ana, by=cora)

    assert no.value.words == "ben is not a mentor. A lead can change that."
    assert not Room.objects.filter(kind="thread").exists()


@pytest.mark.parametrize("role", ["mentor", "moderator", "coordinator", "lead"])
def test_only_a_peer_can_be_a_mentee(role, mia, ana, cora):
    ana.role = role
    ana.save()

    with pytest.raises(Refused, match="Choose a peer"):
        pair(mia, ana, by=cora)


def test_nobody_is_paired_with_themselves(mia, cora):
    with pytest.raises(Refused, match="two different people"):
        pair(mia, mia, by=cora)


def test_a_current_pair_is_not_paired_again(mentorship, mia, ana, sol):
    with pytest.raises(Refused, match="already have a thread"):
        pair(mia, ana, by=sol)

    assert Mentorship.objects.count() == 1


def test_a_pair_that_has_ended_can_begin_anew_in_a_new_thread(
    mentorship, mia, ana, cora
):
    end_mentorship(mentorship, by=cora)

    assert pair(mia, ana, by=cora).room != mentorship.room


@pytest.mark.parametrize("who", ["mia", "ana"])
def test_somebody_suspended_is_not_paired(who, mia, ana, cora, sol):
    suspend_person({"mia": mia, "ana": ana}[who], until=None, by=sol, reason="away")

    with pytest.raises(Refused, match="cannot come in"):
        pair(mia, ana, by=cora)


@pytest.mark.parametrize("who", ["ana", "mia", "max_", "zed"])
def test_only_a_coordinator_pairs(who, mia, ana, request):
    with pytest.raises(Refused, match="Only a coordinator"):
        pair(mia, ana, by=request.getfixturevalue(who))


@pytest.mark.parametrize("who", ["ana", "mia", "max_", "zed"])
def test_only_a_coordinator_ends_a_mentorship(who, mentorship, request):
    with pytest.raises(Refused, match="Only a coordinator"):
        end_mentorship(mentorship, by=request.getfixturevalue(who))


def test_an_ended_thread_stays_readable_and_takes_no_words(mentorship, ana, cora):
    end_mentorship(mentorship, by=cora)

    room = Room.objects.get(pk=mentorship.room_id)
    assert room.closed_at is not None
    assert may_follow(ana.pk, room.pk)


def test_ending_twice_tells_once(mentorship, cora):
    end_mentorship(mentorship, by=cora)
    end_mentorship(mentorship, by=cora)

    assert Notice.objects.filter(words__contains="has ended").count() == 2


def test_what_was_agreed_is_cancelled_with_the_mentorship(mentorship, agree, cora):
    session = agree(hours=5)

    end_mentorship(mentorship, by=cora)

    session.refresh_from_db()
    assert session.state == "cancelled"


def test_a_mentor_who_becomes_a_peer_keeps_no_open_thread(mentorship, mia, sol):
    change_role(mia, "peer", by=sol, reason="stopped")

    mentorship.refresh_from_db()
    assert mentorship.ended_at is not None
    assert Room.objects.get(pk=mentorship.room_id).closed_at is not None


def test_a_new_role_of_the_mentee_ends_nothing(mentorship, ana, sol):
    change_role(ana, "mentor", by=sol, reason="trained")

    mentorship.refresh_from_db()
    assert mentorship.is_current()


# --- A second mentor


def wish(**others):
    return others | {"mentee": "ana"}


def test_who_has_a_mentor_gets_a_second_only_where_that_is_meant(
    client_of, mentorship, ben, ana, sol
):
    ben.role = "mentor"
    ben.save()
    client = client_of(sol)
    assert "second mentor" not in client.get("/threads/pair/").text

    page = client.post("/threads/pair/", wish(mentor=ben.pk))

    assert page.status_code == 422
    assert "ana has a mentor: mia, paired by cora. Tick the box" in page.text
    assert f'value="{ben.pk}" selected' in page.text
    assert "They should have a second mentor" in page.text
    assert Mentorship.objects.count() == 1

    client.post("/threads/pair/", wish(mentor=ben.pk, is_second="on"))
    assert {one.mentor for one in Mentorship.objects.all()} == {mentorship.mentor, ben}
