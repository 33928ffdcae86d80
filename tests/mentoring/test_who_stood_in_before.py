"""Threads with a stand-in from before that was written down end by themselves too."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from mentoring import actions, away_clock
from mentoring.actions import going_away, standing_in
from mentoring.models import Away, Mentorship, StandingIn

pytestmark = pytest.mark.django_db
migration = import_module("mentoring.migrations.0022_who_stood_in_before")


def write_down():
    migration.write_down(apps, None)


@pytest.fixture
def agreed(mentorship, mia, nell, ana):
    away = going_away.pause(by=mia, stand_in=nell)
    standing_in.agree_meanwhile(mentorship, away, True, by=ana)
    return away


def test_a_thread_that_was_opened_as_agreed_is_known_for_what_it_is(agreed, mentorship):
    away_clock.keep_aways()
    StandingIn.objects.all().delete()

    write_down()
    write_down()

    kept = StandingIn.objects.get()
    assert kept.instead_of == mentorship
    assert kept.thread.mentor == agreed.stand_in


def test_one_that_has_ended_stays_as_it_is(agreed, nell, cora):
    away_clock.keep_aways()
    StandingIn.objects.all().delete()
    found = Mentorship.objects.get(mentor=nell)
    actions.end_mentorship(found, by=cora)

    write_down()

    assert not StandingIn.objects.exists()


def test_a_thread_they_had_anyway_is_not_made_a_stand_ins(agreed, nell, ana, cora):
    own = actions.pair(nell, ana, by=cora, is_second=True)
    away_clock.keep_aways()
    before = own.started_at - timedelta(days=3)
    Mentorship.objects.filter(pk=own.pk).update(started_at=before)
    assert Away.objects.get().first_day > before.date()

    write_down()

    assert not StandingIn.objects.exists()
