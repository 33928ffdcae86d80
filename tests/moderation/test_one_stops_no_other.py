"""What fails for one keeps nobody from being told of another, and is told of itself."""

import pytest
from django.utils import timezone

from chatserver import clock
from moderation import actions, alarms, care_clockwork, clockwork
from moderation.actions import claims, paging
from moderation.machinery_clockwork import JOB_FAILS
from moderation.models import Flag
from people.models import Notice
from realtime.one_by_one import SomeFailed
from tests.conftest import make_person
from tests.moderation.conftest import LOW


@pytest.fixture
def lou(db):
    return make_person("lou", "lead")


def boom(*args, **kwargs):
    raise ValueError("ana's secret")


def told(person):
    found = Notice.objects.filter(person=person, kind="page")
    return list(found.values_list("words", flat=True))


def test_who_cannot_be_told_keeps_nobody_else_from_being_told(
    flag, sol, lou, monkeypatch, caplog
):
    notify = paging.people.notify

    def fail_for_lou(person, **words):
        return boom() if person == lou else notify(person, **words)

    monkeypatch.setattr(paging.people, "notify", fail_for_lou)

    with pytest.raises(SomeFailed):
        clockwork.climb()

    assert told(lou) == []
    assert told(sol) == [alarms.NOT_TAKEN]
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text


def test_what_fails_of_flags_keeps_no_emergency_from_climbing(
    flag, max_, sol, monkeypatch
):
    actions.start_emergency(flag, by=max_)
    monkeypatch.setattr(alarms.flags, "for_people", boom)

    with pytest.raises(SomeFailed):
        clockwork.climb()

    assert told(sol) == [alarms.EMERGENCY]


def test_one_flag_whose_witnesses_cannot_be_kept_stops_no_other(
    room, ana, ben, say, monkeypatch
):
    first, second = say(room, ana, LOW), say(room, ana, LOW)
    present = care_clockwork.aftercare.present

    def fail_for_the_first(flag):
        return boom() if flag.message_id == first.pk else present(flag) | {ben.pk}

    monkeypatch.setattr(care_clockwork.aftercare, "present", fail_for_the_first)

    with pytest.raises(SomeFailed):
        care_clockwork.remember_witnesses()

    assert Flag.objects.get(message=second).witnesses.filter(person=ben).exists()


def test_one_claim_that_cannot_be_returned_keeps_no_other_flag(
    room, ana, max_, say, monkeypatch
):
    first, second = (Flag.objects.get(message=say(room, ana, LOW)) for _ in range(2))
    for flag in (first, second):
        actions.claim_flag(flag, by=max_)
    Flag.objects.update(claimed_until=timezone.now())
    give_back = claims.put_back

    def fail_for_the_first(flag):
        return boom() if flag.pk == first.pk else give_back(flag)

    monkeypatch.setattr(claims, "put_back", fail_for_the_first)

    with pytest.raises(SomeFailed):
        clockwork.return_lapsed_claims()

    second.refresh_from_db()
    assert second.state == "open"


# --- A job that fails


@pytest.fixture
def climb_fails(monkeypatch):
    monkeypatch.setattr(alarms.flags, "for_people", boom)


def test_a_job_that_fails_again_and_again_is_told_to_the_leads_once(
    climb_fails, sol, monkeypatch
):
    monkeypatch.setattr(clock, "FAILS_FOR", 0.0)

    clock.run(clockwork.climb)
    clock.run(clockwork.climb)

    assert told(sol) == [JOB_FAILS]


def test_a_job_that_fails_for_a_moment_wakes_nobody(climb_fails, sol):
    clock.run(clockwork.climb)
    clock.run(clockwork.climb)

    assert told(sol) == []


def test_what_may_wait_an_hour_wakes_nobody_where_it_fails(sol, monkeypatch):
    monkeypatch.setattr(clock, "FAILS_FOR", 0.0)
    monkeypatch.setattr(clockwork.retention, "without_concern", boom)

    clock.run(clockwork.erase_old_words)

    assert told(sol) == []


def test_a_job_that_works_again_starts_anew(climb_fails, sol, monkeypatch):
    clock.run(clockwork.climb)
    monkeypatch.undo()

    clock.run(clockwork.climb)

    assert clockwork.climb not in clock._failing
