"""Another time for a session: asked by one, agreed by the other, and nothing lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring import actions
from mentoring.actions import Refused
from mentoring.models import OtherTime, Session
from people.models import Notice
from rooms.models import Message
from tests.mentoring.test_calendar import events, feed_of
from tests.mentoring.test_pages import words_of
from tests.mentoring.test_session_pages import form, in_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def asks(agree, mia):
    """asks(days=3) has mia ask to move a session agreed for in two days."""

    def ask(session=None, **away):
        wish = {"starts_at": timezone.now() + timedelta(**away), "minutes": 30}
        session = session or agree(days=2)
        actions.ask_other_time(session, by=mia, zone="Europe/London", **wish)
        return session

    return ask


def test_the_time_that_was_agreed_stands_until_the_other_says_yes(asks, ana, mia):
    session = asks(days=3)
    before = session.starts_at
    session.refresh_from_db()
    assert (session.starts_at, session.state) == (before, "accepted")

    moved = actions.accept_other_time(session, by=ana)

    assert (moved.starts_at - before).days >= 0
    assert moved.starts_at != before
    assert (moved.minutes, moved.moves) == (30, 1)
    assert not OtherTime.objects.exists()


def test_it_is_asked_and_agreed_by_form(client_of, agree, mia, ana):
    session = agree(days=2)
    at = in_days(4)

    client_of(mia).post(f"/threads/sessions/{session.pk}/move/", form(at))
    page = words_of(client_of(ana).get(f"/threads/{session.mentorship.room_id}/"))
    assert "mia asks for another time:" in page
    client_of(ana).post(
        f"/threads/sessions/{session.pk}/move/answer/", {"answer": "yes"}
    )

    session.refresh_from_db()
    assert session.starts_at == at


def test_a_no_keeps_the_old_time_and_tells(asks, ana, mia):
    session = asks(days=3)

    actions.decline_other_time(session, by=ana)

    assert not OtherTime.objects.exists()
    assert Notice.objects.filter(person=mia, words__contains="keep the time").exists()


def test_who_asks_can_take_it_back_and_does_not_answer_themselves(asks, mia):
    session = asks(days=3)

    with pytest.raises(Refused, match="The other one answers"):
        actions.accept_other_time(session, by=mia)
    actions.decline_other_time(session, by=mia)

    assert not OtherTime.objects.exists()


def test_asking_again_replaces(asks):
    session = asks(days=3)

    asks(session, days=4)

    assert OtherTime.objects.get().starts_at > timezone.now() + timedelta(days=3.5)


def test_a_time_taken_meanwhile_is_refused_and_the_old_one_stands(
    asks, mia, ana, ben, cora
):
    session = asks(days=3)
    other = actions.pair(mia, ben, by=cora)
    wished = OtherTime.objects.get().starts_at
    busy = actions.propose_session(other, by=mia, starts_at=wished, minutes=30)
    actions.accept_session(busy, by=ben)

    with pytest.raises(Refused, match="another session then"):
        actions.accept_other_time(session, by=ana)
    session.refresh_from_db()
    assert session.state == "accepted"


def test_it_may_move_into_its_own_hour(agree, mia, ana):
    session = agree(days=2)
    later = session.starts_at + timedelta(minutes=15)
    wish = {"starts_at": later, "minutes": 45, "zone": "Europe/London"}
    actions.ask_other_time(session, by=mia, **wish)

    assert actions.accept_other_time(session, by=ana).starts_at == later


def test_two_sessions_do_not_move_to_one_hour_at_once(at_once, propose, mia, cora):
    from tests.conftest import make_person

    wish = {"starts_at": timezone.now() + timedelta(days=9), "minutes": 45}
    moved = []
    for n, name in enumerate(("Amber", "Birch", "Cedar")):
        mentee = make_person(name)
        session = propose(pair=actions.pair(mia, mentee, by=cora), days=n + 1)
        actions.accept_session(session, by=mentee)
        actions.ask_other_time(session, by=mia, zone="UTC", **wish)
        moved.append((session, mentee))

    at_once(*[lambda s=s, m=m: actions.accept_other_time(s, by=m) for s, m in moved])

    assert Session.objects.filter(starts_at=wish["starts_at"]).count() == 1


def test_calendars_move_the_same_event(client, asks, ana, mia):
    path = feed_of(mia)
    session = asks(days=3)
    (before,) = events(client.get(path))
    actions.accept_other_time(session, by=ana)

    (after,) = events(client.get(path))
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert before["DTSTART"].dt < after["DTSTART"].dt


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"day": ""}, "Choose a day."),
        ({"day": "2020-05-14"}, "That time has passed."),
        ({"minutes": "7"}, "Choose how long from the list."),
    ],
)
def test_a_wrong_time_is_explained(wrong, words, client_of, agree, mia):
    session = agree(days=2)
    path = f"/threads/sessions/{session.pk}/move/"

    answer = client_of(mia).post(path, form(in_days(4)) | wrong)

    assert answer.status_code == 422
    assert words in words_of(answer)


def test_what_is_open_or_over_is_not_moved(agree, mia):
    session = agree(seconds=300)
    wish = {"starts_at": timezone.now() + timedelta(days=2), "minutes": 45}

    with pytest.raises(Refused, match="has changed"):
        actions.ask_other_time(session, by=mia, zone="UTC", **wish)


@pytest.mark.parametrize("who", ["zed", "ben", "cora", "sol"])
def test_nobody_else_moves_or_cancels_it(who, client_of, agree, request):
    session = agree(days=2)
    client = client_of(request.getfixturevalue(who))

    for path in ("move", "move/answer", "cancel"):
        answer = client.post(f"/threads/sessions/{session.pk}/{path}/")
        assert answer.status_code == 404


# --- With a kind word


def test_asking_and_refusing_may_carry_a_kind_word(client_of, agree, mia, ana):
    session = agree(days=2)
    path = f"/threads/sessions/{session.pk}/move/"

    client_of(mia).post(path, form(in_days(4)) | {"word": "I am needed here."})
    client_of(ana).post(f"{path}answer/", {"answer": "no", "word": "I hope you rest."})

    said = Message.objects.filter(room=session.mentorship.room).order_by("seq")
    assert [one.body for one in said] == ["I am needed here.", "I hope you rest."]


def test_too_long_a_word_asks_for_nothing(client_of, agree, mia):
    path = f"/threads/sessions/{agree(days=2).pk}/move/"

    answer = client_of(mia).post(path, form(in_days(4)) | {"word": "x" * 201})

    assert "That is 1 character too many." in words_of(answer)
    assert not OtherTime.objects.exists()


def test_too_long_a_word_refuses_nothing(client_of, asks, ana):
    path = f"/threads/sessions/{asks(days=3).pk}/move/answer/"

    answer = client_of(ana).post(path, {"answer": "no", "word": "x" * 201})

    assert "That is 1 character too many." in words_of(answer)
    assert f"{'x' * 201}</textarea>" in answer.text
    assert OtherTime.objects.exists()
