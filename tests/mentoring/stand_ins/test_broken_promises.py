"""A promise that breaks opens a stand-in's thread; the mentor's silence keeps it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring import clockwork
from mentoring.actions import pairing
from mentoring.models import Mentorship, ReplyPromise, StandingIn
from rooms.models import Message
from tests.mentoring.stand_ins.conftest import a_week_later, is_open, tick
from tests.mentoring.test_taking_on import promise_with, wait_long

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken(mentorship, nell, say):
    promise_with(mentorship, nell)
    wait_long(say, mentorship)
    clockwork.keep_promises()
    return StandingIn.objects.get().thread


def test_a_thread_that_somebody_ended_is_not_opened_again_for_the_same_words(
    broken, cora
):
    pairing.end_mentorship(broken, by=cora)

    clockwork.keep_promises()

    assert StandingIn.objects.count() == 1


def test_it_opens_again_when_other_words_wait_too_long(
    mentorship, broken, say, mia, ana, nell
):
    say(mentorship.room, mia, "Here I am.")
    tick()
    assert not is_open(broken)

    wait_long(say, mentorship)
    Mentorship.objects.filter(pk=broken.pk).update(
        started_at=timezone.now() - timedelta(days=30)
    )
    Message.objects.filter(author=mia).update(at=timezone.now() - timedelta(days=20))
    clockwork.keep_promises()

    assert Mentorship.objects.filter(mentor=nell, mentee=ana, ended_at=None).exists()


def test_a_mentor_who_stays_silent_is_not_back(broken):
    tick()
    a_week_later()
    tick()

    assert is_open(broken)


def test_a_promise_with_no_stand_in_opens_nothing(mentorship, say):
    promise_with(mentorship, None)
    wait_long(say, mentorship)

    clockwork.keep_promises()

    assert ReplyPromise.objects.exists()
    assert not StandingIn.objects.exists()
