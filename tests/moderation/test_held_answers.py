"""What waits for a coordinator is no answer yet: to promises, and to whose turn it is."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from mentoring import clockwork, thread_clock
from mentoring.actions import promising
from mentoring.models import ReplyPromise
from mentoring.promise_models import PromisedAnswer
from people.models import Notice
from rooms import actions
from rooms.models import Message
from rooms.posting import Held
from tests.moderation.test_held_in_threads import HELD, held, post

__all__ = ["held"]  # a fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def promise(thread, mia):
    made = promising.make_promise(thread.mentorship, by=mia, weekday=3, until=time(19))
    ReplyPromise.objects.update(made_at=timezone.now() - timedelta(days=30))
    return made


def written(message, **ago):
    Message.objects.filter(pk=message.pk).update(at=timezone.now() - timedelta(**ago))


def told(person, words):
    return Notice.objects.filter(person=person, words__contains=words).exists()


def test_a_mentor_is_not_reminded_of_words_that_they_can_not_read(
    thread, promise, held, mia, cora
):
    written(held, days=9)

    clockwork.keep_promises()
    thread_clock.count_answers()

    assert not told(mia, "waits for your answer")
    assert not told(cora, "has not answered")
    assert not PromisedAnswer.objects.exists()


def test_the_hour_begins_when_they_are_released(thread, promise, held, mia, cora):
    written(held, days=9)
    actions.release_message(held)

    clockwork.keep_promises()
    thread_clock.count_answers()

    assert not told(cora, "has not answered")
    assert PromisedAnswer.objects.get().due > timezone.now()


def test_a_held_answer_waits_for_coordinators_and_not_for_its_mentor(
    thread, promise, ana, mia, cora, say
):
    written(say(thread, ana, "Are you there?"), days=9)
    assert isinstance(post(thread, mia), Held)

    clockwork.keep_promises()

    told_cora = Notice.objects.get(person=cora, words__contains="has answered ana")
    assert told_cora.link == HELD
    assert not told(cora, "has not answered")
    assert not told(mia, "waits for your answer")


@pytest.fixture
def talked(thread, ana, mia, say):
    """ana wrote three days ago, and mia answered a day later."""
    written(say(thread, ana, "Hello"), days=3)
    written(say(thread, mia, "Hello ana"), days=2)


def test_whose_answer_is_held_is_told_so_and_is_not_asked_again(
    client_of, talked, thread, ana, mia, say
):
    say(thread, ana, "Are you there?")
    post(thread, mia)

    hers = client_of(mia).get("/threads/").text
    assert "What you wrote to ana waits for a coordinator." in hers
    assert "Your turn" not in hers
    assert "You wrote last to mia" in client_of(ana).get("/threads/").text


def line_of(client):
    page = client.get("/threads/").text
    return page.partition('<ul class="lines">')[2].partition("</ul>")[0]


def test_held_and_refused_words_move_nothing(client_of, talked, thread, ana, mia):
    anas, mias = line_of(client_of(ana)), line_of(client_of(mia))

    message = Message.objects.get(pk=post(thread, mia).id)
    assert line_of(client_of(ana)) == anas
    actions.refuse_message(message, "late")

    assert line_of(client_of(ana)) == anas
    assert line_of(client_of(mia)) == mias
    assert "You wrote last to ana" in mias


def test_held_words_of_a_mentee_wait_for_nobody_else(client_of, thread, held, mia):
    page = client_of(mia).get("/threads/").text

    assert "have not written yet" in page
    assert "Your turn" not in page
