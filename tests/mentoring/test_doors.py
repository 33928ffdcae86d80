"""Threads and sessions are for the two of each pair; no door leads in for others."""

import uuid
from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from mentoring import access, actions, session_access
from mentoring.models import Mentorship, Session
from rooms import actions as rooms
from rooms.actions import open_room
from rooms.models import Membership, Room
from tests.mentoring.test_session_pages import form, in_days
from tests.parts.following import may_follow

pytestmark = pytest.mark.django_db
OTHERS = ["zed", "ben", "max_", "cora", "sol"]
VERBS = ["accept", "decline", "cancel", "come-in", "end", "note"]


@pytest.fixture
def session(agree):
    return agree(seconds=300)


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_opens_a_page_of_a_thread(who, client_of, session, request):
    client = client_of(request.getfixturevalue(who))
    room = session.mentorship.room_id

    for path in (f"{room}/", f"{room}/sessions/", f"{room}/session/"):
        assert client.get(f"/threads/{path}").status_code == 404, path
    answer = client.get(f"/threads/sessions/{session.pk}/note/")
    assert answer.status_code == 404


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_changes_a_session(who, client_of, session, request):
    client = client_of(request.getfixturevalue(who))

    for verb in VERBS:
        answer = client.post(f"/threads/sessions/{session.pk}/{verb}/", {"note": "x"})
        assert answer.status_code == 404, verb
    session.refresh_from_db()
    assert (session.state, session.attendances.count()) == ("accepted", 0)


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_suggests_a_session(who, client_of, mentorship, request):
    client = client_of(request.getfixturevalue(who))

    path = f"/threads/{mentorship.room_id}/sessions/"
    assert client.post(path, form(in_days(2))).status_code == 404
    assert not Session.objects.exists()


@pytest.mark.parametrize("who", ["zed", "ana", "mia", "max_"])
def test_only_coordinators_reach_the_pairs(who, client_of, mentorship, request):
    client = client_of(request.getfixturevalue(who))

    assert client.get("/threads/pair/").status_code == 404
    assert client.post(f"/threads/pair/{mentorship.pk}/end/").status_code == 404
    mentorship.refresh_from_db()
    assert mentorship.is_current()


def test_staff_show_their_second_factor_before_the_pairs(client_of, cora):
    answer = client_of(cora, verified=False).get("/threads/pair/")

    assert answer.status_code == 302
    assert "/second-factor/" in answer["Location"]


@pytest.mark.parametrize("number", [0, 999_999, 2**62, 2**64, 10**30])
def test_what_is_absent_answers_as_what_is_forbidden(number, client_of, zed, cora):
    for path in (f"{number}/", f"{number}/sessions/", f"sessions/{number}/note/"):
        assert client_of(zed).get(f"/threads/{path}").status_code == 404
    answer = client_of(cora).post(f"/threads/pair/{number}/end/")
    assert answer.status_code == 404


def test_forms_that_change_something_do_not_answer_links(client_of, session, ana):
    for verb in ("accept", "decline", "come-in", "end", "move/answer"):
        answer = client_of(ana).get(f"/threads/sessions/{session.pk}/{verb}/")
        assert answer.status_code == 405


def test_whoever_was_removed_from_a_thread_no_longer_reaches_it(mentorship, ana):
    Membership.objects.filter(person=ana).update(removed_at=timezone.now())

    with pytest.raises(Http404):
        access.mentorship_for(ana, mentorship.room_id)


def test_what_comes_next_is_for_the_two_alone(session, mentorship, mia, ana, zed, cora):
    assert (
        session_access.sessions_ahead(ana)
        == session_access.sessions_ahead(mia)
        == [session]
    )
    assert [t.mentorship for t in access.threads_of(ana)] == [mentorship]
    assert session_access.sessions_ahead(zed) == access.threads_of(zed) == []
    assert session_access.sessions_ahead(cora) == access.threads_of(cora) == []


def test_what_is_over_is_not_ahead(session, ana):
    Session.objects.update(starts_at=timezone.now() - timedelta(hours=2))

    assert session_access.sessions_ahead(ana) == []


# --- No thread exists between two peers


def threads_without_a_mentor():
    return [
        thread
        for thread in Room.objects.filter(kind="thread", closed_at=None)
        if not thread.memberships.filter(person__role="mentor").exists()
    ]


def test_two_peers_are_not_paired_by_form(client_of, ana, ben, cora):
    fields = {"mentor": ana.pk, "mentee": "ben"}

    assert client_of(cora).post("/threads/pair/", fields).status_code == 422
    assert not Mentorship.objects.exists()


def test_two_peers_are_not_paired_by_the_action(ana, ben, cora):
    with pytest.raises(actions.Refused):
        actions.pair(ana, ben, by=cora)


def test_no_form_of_rooms_makes_a_thread(client_of, cora, ana, ben):
    fields = {"name": "Us two", "purpose": "-", "kind": "thread", "members": [ana.pk]}

    client_of(cora).post("/rooms/new/", fields)

    assert not Room.objects.filter(kind="thread").exists()
    assert "kind" not in open_room.__wrapped__.__annotations__


def test_a_peer_cannot_join_a_thread(client_of, mentorship, ben):
    client = client_of(ben)

    for path in ("", "about/", "messages/", "changes/"):
        answer = client.get(f"/rooms/{mentorship.room_id}/{path}")
        assert answer.status_code == 404, path
    assert client.post(f"/rooms/{mentorship.room_id}/join/").status_code == 404
    assert mentorship.room.memberships.count() == 2


@pytest.mark.parametrize("who", ["ben", "zed", "max_", "cora", "sol"])
def test_nobody_else_follows_or_writes_in_a_thread(who, mentorship, request):
    person, room = request.getfixturevalue(who), mentorship.room_id

    answer = rooms.post(room, by=person, body="hello", cid=uuid.uuid4())

    assert answer.code == "not_found"
    assert not may_follow(person.pk, room)


@pytest.mark.parametrize("role", ["peer", "moderator", "coordinator"])
def test_no_new_role_leaves_a_thread_between_two_peers(
    role, client_of, mentorship, mia, sol
):
    fields = {"role": role, "reason": "has stopped"}
    client_of(sol).post(f"/people/{mia.pk}/", fields)

    mia.refresh_from_db()
    assert mia.role == role
    assert threads_without_a_mentor() == []
