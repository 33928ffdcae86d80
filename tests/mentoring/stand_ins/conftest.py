"""mia goes away, and nell stands in with ana."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring import away_clock
from mentoring.actions import going_away
from mentoring.models import Mentorship, StandingIn


def tick(times=3):
    for _time in range(times):
        away_clock.keep_aways()
        away_clock.keep_stand_ins()


@pytest.fixture
def pause(mentorship, mia, nell):
    return going_away.pause(by=mia, stand_in=nell)


@pytest.fixture
def agree(client_of, mentorship, ana):
    def agree(pause, answer="yes"):
        path = f"/threads/{mentorship.room_id}/away/{pause.pk}/"
        return client_of(ana).post(path, {"answer": answer}, follow=True)

    return agree


@pytest.fixture
def thread(pause, agree):
    """nell stands in for mia with ana."""
    agree(pause)
    tick()
    return StandingIn.objects.get().thread


def is_open(thread):
    return Mentorship.objects.get(pk=thread.pk).is_current()


def a_week_later():
    StandingIn.objects.update(back_at=timezone.now() - timedelta(days=8))
