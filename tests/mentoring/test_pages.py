"""The pages of threads and sessions as their readers meet them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring import actions
from mentoring.models import Mentorship
from rooms.models import Message

pytestmark = pytest.mark.django_db


def words_of(answer):
    return " ".join(answer.content.decode().split())


def days_ago(message, days):
    at = timezone.now() - timedelta(days=days)
    Message.objects.filter(pk=message.pk).update(at=at)


# --- Threads


def test_a_mentor_finds_first_who_waits_longest(
    client_of, mentorship, mia, ana, ben, cora, say
):
    second = actions.pair(mia, ben, by=cora)
    days_ago(say(second.room, ben, "hello"), 3)
    days_ago(say(mentorship.room, ana, "hello"), 2)

    page = words_of(client_of(mia).get("/threads/"))

    assert page.index("ben wrote") < page.index("ana wrote")
    assert "and waits for you" in page


def test_whoever_has_been_answered_no_longer_waits(
    client_of, mentorship, mia, ana, say
):
    say(mentorship.room, ana, "hello")
    say(mentorship.room, mia, "hello ana")

    page = words_of(client_of(mia).get("/threads/"))

    assert "You wrote last to ana" in page
    assert "waits for you" not in page


def test_the_first_unanswered_words_say_how_long_one_waits(
    client_of, mentorship, mia, ana, say
):
    days_ago(say(mentorship.room, ana, "hello"), 20)
    say(mentorship.room, ana, "are you there")

    shown = timezone.localtime() - timedelta(days=20)
    page = words_of(client_of(mia).get("/threads/"))
    assert f"ana wrote on {shown.day} {shown:%B}" in page


def test_a_mentee_is_not_hurried(client_of, mentorship, mia, ana, say):
    say(mentorship.room, mia, "hello")

    page = words_of(client_of(ana).get("/threads/"))

    assert "mia wrote" in page
    assert "waits" not in page


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("ben", "You have no mentor yet."),
        ("mia", "You have no mentee yet."),
        ("max_", "You have no thread, and need none."),
        ("cora", "Pair a mentor with a mentee"),
    ],
)
def test_whoever_has_no_thread_is_told_why(who, words, client_of, request):
    answer = client_of(request.getfixturevalue(who)).get("/threads/")

    assert words in words_of(answer)


def test_a_thread_says_who_reads_it(client_of, mentorship, ana):
    page = words_of(client_of(ana).get(f"/threads/{mentorship.room_id}/"))

    assert "The two of you read this. A moderator can look only if" in page
    assert "<title>Thread</title>" in page


def test_a_thread_that_has_ended_can_be_read(
    client_of, mentorship, ana, mia, cora, say
):
    say(mentorship.room, mia, "see you then")
    actions.end_mentorship(mentorship, by=cora)

    page = words_of(client_of(ana).get(f"/threads/{mentorship.room_id}/"))

    assert "see you then" in page
    assert "This mentorship has ended" in page


# --- Pairs


def test_a_coordinator_pairs_by_form(client_of, mia, ana, cora):
    answer = client_of(cora).post("/threads/pair/", {"mentor": mia.pk, "mentee": "Ana"})

    assert answer.status_code == 302
    assert Mentorship.objects.get().pair == (mia, ana)


@pytest.mark.parametrize(
    ("mentee", "words"),
    [("nobody-here", "Nobody here has that alias."), ("mia", "two different people")],
)
def test_a_wrong_pair_is_explained(mentee, words, client_of, mia, cora):
    answer = client_of(cora).post(
        "/threads/pair/", {"mentor": mia.pk, "mentee": mentee}
    )

    assert answer.status_code == 422
    assert words in words_of(answer)


def test_a_coordinator_sees_how_sessions_stand_and_no_words(
    client_of, agree, mentorship, ana, cora, say
):
    say(mentorship.room, ana, "private words")
    agree(days=2, agenda="secret words")

    page = words_of(client_of(cora).get("/threads/pair/"))

    assert "mia and ana" in page
    assert ": agreed" in page
    assert "secret words" not in page
    assert "private words" not in page


def test_a_coordinator_ends_a_mentorship_by_form(client_of, mentorship, cora):
    client_of(cora).post(f"/threads/pair/{mentorship.pk}/end/")

    mentorship.refresh_from_db()
    assert not mentorship.is_current()
