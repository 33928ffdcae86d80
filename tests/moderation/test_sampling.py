"""Each week some unflagged messages are read by a person: it shows what rules miss."""

import pytest

from moderation.actions.sampling import draw_if_due
from moderation.models import Flag
from moderation.sample_models import Sampled


@pytest.fixture
def drawn(room, thread, ana, say):
    say(room, ana, "i feel like a parcel nobody ordered")
    say(room, ana, "i want to kill myself")
    say(thread, ana, "only for us two")
    draw_if_due()


def read(client, thought, **fields):
    form = {"answer": thought, "sampled": getattr(Sampled.objects.first(), "pk", 1)}
    return client.post("/moderation/sample/", form | fields, follow=True)


def test_only_what_stands_unflagged_in_a_room_is_drawn_and_once_a_week(drawn):
    draw_if_due()

    assert [s.message.body[:6] for s in Sampled.objects.all()] == ["i feel"]


def test_what_was_missed_goes_to_the_board_and_who_read_it_is_kept(
    drawn, client_of, max_
):
    page = read(client_of(max_), "missed").text

    sampled = Sampled.objects.get()
    assert (sampled.answer, sampled.by) == ("missed", max_)
    assert Flag.objects.filter(message=sampled.message, concern="missed").exists()
    assert "1 were read. 1 should have been seen" in page


def test_what_is_nothing_raises_no_flag(drawn, client_of, max_):
    read(client_of(max_), "nothing")

    assert not Flag.objects.filter(concern="missed").exists()


def test_a_second_reader_is_told_and_changes_nothing(drawn, client_of, max_, sol):
    read(client_of(max_), "nothing")
    read(client_of(sol), "missed")

    assert Sampled.objects.get().by == max_


@pytest.mark.parametrize(
    "fields",
    [{"answer": ""}, {"answer": "maybe"}, {"sampled": "x"}, {"sampled": str(2**63)}],
)
def test_bad_answers_keep_nothing(drawn, client_of, max_, fields):
    assert read(client_of(max_), "nothing", **fields).status_code == 200
    assert Sampled.objects.get().answer == ""


def test_a_covered_message_is_not_shown(drawn, client_of, max_, room):
    room.messages.update(state="covered")

    assert "parcel" not in client_of(max_).get("/moderation/sample/").text


@pytest.mark.parametrize("who", ["zed", "ana", "cora"])
def test_only_moderators_read_the_sample(drawn, request, client_of, who):
    client = client_of(request.getfixturevalue(who))

    assert client.get("/moderation/sample/").status_code == 404
