"""Coming back: what was said meanwhile, told kindly and to nobody else."""

import uuid

import pytest

from realtime.sources import BadFrame, Visitor
from rooms import actions
from rooms.models import Membership, Message
from rooms.source import RoomSource

MARK = 'id="new" tabindex="-1">New since you were last here</p>'


def page(client, room):
    return client.get(f"/rooms/{room.pk}/").content.decode()


def last_read(room, person):
    return Membership.objects.get(room=room, person=person).last_read


@pytest.fixture
def away(room, ana, say):
    """ana has read one message and then gone."""
    first = say(room, ana, "Is anybody up?")
    actions.mark_read(room, first.seq, by=ana)
    return first


def test_a_first_visit_is_not_told_what_it_missed(client_of, ana, ben, room, say):
    say(room, ben, "Kettle is on")
    html = page(client_of(ana), room)
    assert "While you were away" not in html
    assert MARK not in html.split("<template")[0]


def test_who_comes_back_is_told_and_led_to_the_first(
    client_of, ana, ben, room, say, away
):
    first = say(room, ben, "I am.")
    answer = {"body": "Me too", "cid": uuid.uuid4(), "reply_to": away.pk}
    actions.post(room.pk, by=ben, **answer)
    actions.cover_message(say(room, ben, "You should not read this"))
    html = page(client_of(ana), room)
    assert "While you were away: 3 messages, 1 to you, 1 covered." in html
    assert f'id="m{first.pk}"' in html.split(MARK)[1].split("</article>")[0]
    assert 'href="#new">Go to the first</a>' in html


def test_ones_own_words_and_what_was_taken_back_are_not_news(
    client_of, ana, ben, room, say, away
):
    say(room, ana, "From my other phone")
    actions.take_back(say(room, ben, "Oh"), by=ben)
    assert "While you were away" not in page(client_of(ana), room)


def test_what_is_muted_is_not_news(client_of, ana, ben, zed, room, say, away):
    actions.join_room(room, by=zed)
    say(room, ben, "@ana are you there?")
    say(room, zed, "My diet")
    actions.hide_person(ben, by=ana)
    actions.hide_word("diet", by=ana)
    assert "While you were away" not in page(client_of(ana), room)


def test_muting_somebody_who_is_answering_you(client_of, ana, ben, room, away):
    form = {"cid": "6f0e8f2c7d3b4a539e5e1f4b8f0f6c11", "reply_to": away.pk}
    actions.hide_person(ben, by=ana)
    words = {"body": "I am, @ana. Talk to me."}
    answer = client_of(ben).post(f"/rooms/{room.pk}/messages/", form | words)
    html = page(client_of(ana), room)
    assert answer.status_code == 302
    assert "1 message hidden: you muted this person" in html
    assert "While you were away" not in html
    assert not ana.notices.exists()
    assert "Talk to me." in page(client_of(ben), room)


def test_a_long_absence_leads_to_a_page_that_begins_there(
    client_of, ana, ben, room, away
):
    new = [
        Message(
            room=room, author=ben, cid=f"{n:032x}", seq=n, position=n, body=f"No {n}."
        )
        for n in range(100, 700)
    ]
    Message.objects.bulk_create(new)
    client = client_of(ana)
    html = page(client, room)
    assert "While you were away: more than 500 messages." in html
    assert f"/rooms/{room.pk}/messages/?from=100#new" in html
    found = client.get(f"/rooms/{room.pk}/messages/?from=100").content.decode()
    assert MARK in found
    assert "No 149." in found
    assert f"/rooms/{room.pk}/messages/?from=150" in found


def test_a_page_from_a_place_is_for_members(client_of, zed, room, away):
    path = f"/rooms/{room.pk}/messages/?from=1"
    assert client_of(zed).get(path).status_code == 404


def test_without_scripts_one_says_that_one_is_up_to_date(
    client_of, ana, ben, room, say, away
):
    latest = say(room, ben, "I am.")
    answer = client_of(ana).post(f"/rooms/{room.pk}/read/", {"seq": latest.seq})
    assert answer.headers["Location"] == f"/rooms/{room.pk}/"
    assert "While you were away" not in page(client_of(ana), room)


def test_a_place_is_kept_by_socket_and_never_goes_back(ana, ben, room, say):
    seqs = [say(room, ben, "Hello").seq for _ in range(3)]
    visitor = Visitor(ana.pk, "ana", "", is_verified=True, shows_typing=False)
    frames = [{"type": "read", "stream": room.stream, "seq": s} for s in seqs[::-1]]
    works = [RoomSource().act(visitor, frame) for frame in frames]
    assert actions.mark_readings([work.item for work in works]) == [None] * 3
    assert last_read(room, ana) == seqs[-1]
    assert last_read(room, ben) is None


@pytest.mark.parametrize("seq", [None, "1", True, 0, -1, 2**63, 1.5])
def test_a_place_that_is_none_is_refused(ana, room, seq):
    visitor = Visitor(ana.pk, "ana", "", is_verified=True, shows_typing=False)
    with pytest.raises(BadFrame):
        RoomSource().act(visitor, {"type": "read", "stream": room.stream, "seq": seq})


@pytest.mark.parametrize("seq", ["", "x", "0", "-1", str(2**63), "9" * 40])
def test_a_form_with_no_place_changes_nothing(client_of, ana, room, say, away, seq):
    client_of(ana).post(f"/rooms/{room.pk}/read/", {"seq": seq})
    assert last_read(room, ana) == away.seq


def test_nobody_reads_ahead_of_the_room(client_of, ana, ben, room, say, away):
    client_of(ana).post(f"/rooms/{room.pk}/read/", {"seq": "999999999999999999"})
    say(room, ben, "New")
    assert "While you were away: 1 message." in page(client_of(ana), room)


def test_a_stranger_keeps_no_place(client_of, zed, room, away):
    answer = client_of(zed).post(f"/rooms/{room.pk}/read/", {"seq": 1})
    assert answer.status_code == 404


def test_nobody_else_learns_how_far_somebody_has_read(client_of, ana, ben, room, away):
    def frames():
        answer = client_of(ben).get(f"/rooms/{room.pk}/changes/?after=0")
        return answer.json()["frames"]

    before = frames()
    actions.mark_read(room, 1, by=ana)
    assert frames() == before
