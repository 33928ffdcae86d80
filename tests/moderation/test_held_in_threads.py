"""A way to be reached elsewhere waits for a coordinator, who reads that message alone."""

import uuid

import pytest

from mentoring.models import Undelivered
from moderation import held_clockwork
from moderation.conduct import look_again
from moderation.models import Flag, Verdict
from people.models import Notice
from realtime.sources import Refusal
from rooms import actions, streams
from rooms.models import Message
from rooms.posting import Held, Stored
from tests.moderation.test_conduct import set_terms

pytestmark = pytest.mark.django_db
NUMBER = "Ring me on 07700 900123"
HELD = "/moderation/held/threads/"


@pytest.fixture(autouse=True)
def _limits_as_they_are():
    look_again()
    yield
    look_again()


def post(room, person, body=NUMBER):
    return actions.post(room.pk, by=person, body=body, cid=uuid.uuid4())


@pytest.fixture
def held(thread, ana):
    answer = post(thread, ana)
    assert isinstance(answer, Held)
    return Message.objects.get(pk=answer.id)


def test_the_other_does_not_see_it_and_its_author_reads_why(
    client_of, thread, held, mia, ana
):
    assert "07700" not in client_of(mia).get(f"/threads/{thread.pk}/").text
    page = client_of(ana).get(f"/threads/{thread.pk}/").text
    assert "This waits for a coordinator" in page
    assert Verdict.objects.filter(message=held).exists()
    assert not Flag.objects.filter(level="green").exists()


@pytest.mark.parametrize(
    "body", ["write to lou@example.org", "shall we carry on over on whatsapp"]
)
def test_addresses_and_moves_elsewhere_are_held(thread, ana, body):
    assert isinstance(post(thread, ana, body), Held)


@pytest.mark.parametrize("body", ["see https://example.org/a", "The kettle is on"])
def test_links_and_plain_words_are_not(thread, ana, body):
    assert isinstance(post(thread, ana, body), Stored)


def test_danger_is_never_held(thread, ana):
    answer = post(thread, ana, f"I want to kill myself tonight. {NUMBER}")

    assert isinstance(answer, Stored)
    assert Flag.objects.get().level == "red"


def test_nothing_is_held_in_a_room_or_with_coordinators(room, thread, mia, ana):
    from mentoring.actions import supporting

    support = supporting.open_support(thread.mentorship, by=mia)

    assert isinstance(post(room, ana), Stored)
    assert isinstance(post(support.room, mia), Stored)


def test_a_lead_can_have_nothing_held(thread, ana, sol):
    set_terms(sol, "conduct", holds=0)

    assert isinstance(post(thread, ana), Stored)


@pytest.mark.parametrize("holds", [1, 0])
def test_a_thread_says_that_a_coordinator_may_read_only_while_it_is_so(
    holds, client_of, thread, ana, sol
):
    set_terms(sol, "conduct", holds=holds)
    client = client_of(ana)

    page = client.get(f"/threads/{thread.pk}/").text
    live = client.get(f"/rooms/{thread.pk}/changes/?after=0&me_after=0").text
    told = client.get("/threads/who-reads/").text

    for words in (page, live):
        assert "The two of you read this." in words
        assert ("A coordinator may read one with contact" in words) == bool(holds)
    assert ("They read that one message" in told) == bool(holds)


def test_it_is_not_slipped_in_by_changing_other_words(thread, ana, say):
    message = say(thread, ana, "The kettle is on")

    answer = actions.edit_message(message, NUMBER, by=ana)

    assert isinstance(answer, Refusal)
    message.refresh_from_db()
    assert message.body == "The kettle is on"


def test_coordinators_are_told_once_and_without_a_word_of_it(held, cora):
    held_clockwork.tell_of_held_in_threads()
    held_clockwork.tell_of_held_in_threads()

    told = Notice.objects.get(person=cora)
    assert "07700" not in told.words
    assert told.link == HELD


def test_a_coordinator_reads_that_message_and_nothing_else(
    client_of, thread, held, mia, cora, say
):
    say(thread, mia, "Something between us two")

    page = client_of(cora).get(HELD).text

    assert NUMBER in page
    assert "Something between us two" not in page


def test_released_it_has_a_place_and_the_other_is_told(
    client_of, thread, held, mia, ana, cora
):
    client_of(cora).post(f"{HELD}{held.pk}/", {"answer": "release"})

    assert [row.id for row in streams.latest(thread.stream, 5)] == [held.pk]
    told = Notice.objects.get(person=ana, kind="held")
    assert told.link == f"/threads/{thread.pk}/"
    assert Undelivered.objects.filter(person=mia).exists()


def test_not_shown_its_author_is_told_kindly(client_of, thread, held, mia, ana, cora):
    client_of(cora).post(f"{HELD}{held.pk}/", {"why_not": "details"})

    told = Notice.objects.get(person=ana, kind="held")
    assert "A coordinator has read this" in told.words
    assert "07700" not in client_of(mia).get(f"/threads/{thread.pk}/").text


@pytest.mark.parametrize("fields", [{}, {"why_not": "because"}, {"answer": "yes"}])
def test_no_answer_leaves_it_waiting(fields, client_of, held, cora):
    client_of(cora).post(f"{HELD}{held.pk}/", fields)

    held.refresh_from_db()
    assert held.state == "held"


def test_two_coordinators_at_once_decide_once(at_once, thread, ana, cora, sol):
    from moderation.actions.held import release_held

    message = Message.objects.get(pk=post(thread, ana).id)

    answers = at_once(*[lambda c=c: release_held(message, by=c) for c in (cora, sol)])

    assert len([a for a in answers if a]) == 1


@pytest.mark.parametrize("who", ["mia", "ana", "zed", "max_"])
def test_nobody_else_reads_or_decides(who, client_of, held, request):
    client = client_of(request.getfixturevalue(who))

    assert client.get(HELD).status_code == 404
    answer = client.post(f"{HELD}{held.pk}/", {"answer": "release"})
    assert answer.status_code == 404


def test_a_moderator_does_not_find_it_among_the_rooms(client_of, held, max_):
    assert "07700" not in client_of(max_).get("/moderation/held/").text
    answer = client_of(max_).post(f"/moderation/held/{held.pk}/release/")
    assert answer.status_code == 404


def test_a_coordinator_who_is_one_of_the_two_does_not_decide(
    client_of, thread, held, ana, sol
):
    from people.actions import change_role

    change_role(ana, "coordinator", by=sol, reason="joins the team")
    ana.refresh_from_db()

    assert "07700" not in client_of(ana).get(HELD).text
    answer = client_of(ana).post(f"{HELD}{held.pk}/", {"answer": "release"})
    assert answer.status_code == 404


def test_the_other_is_told_once_it_is_released(client_of, thread, held, mia, cora):
    assert not Undelivered.objects.filter(person=mia).exists()

    client_of(cora).post(f"{HELD}{held.pk}/", {"answer": "release"})

    assert Undelivered.objects.filter(person=mia).exists()
