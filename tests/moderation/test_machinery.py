"""What watches over people is watched itself: canaries, the sweeper, the clock."""

from datetime import timedelta

import pytest
from django.utils import timezone

from chatserver import clock, engine
from evaluation import measures
from moderation import (
    board,
    clockwork,
    in_force,
    machinery,
    machinery_clockwork,
    streams,
)
from moderation.actions.machinery import hear_canaries, take_turn
from moderation.models import Flag, Verdict
from moderation.paging_models import Page, Pulse
from people.models import Notice, Person
from rooms.models import Message, Room
from tests.moderation.conftest import LOW, PLAIN

HOUR = timedelta(hours=1)


def make_due():
    """Five minutes have gone since the last canary."""
    at = timezone.now() - machinery.CANARY_EVERY
    Pulse.objects.update_or_create(name=machinery.CANARY, defaults={"at": at})


@pytest.fixture
def canary(db):
    """A canary just sent, that nobody has heard yet."""
    make_due()
    machinery_clockwork.fly_canary()
    return Flag.objects.get(message__room__kind=Room.Kind.CANARY)


def grow_late(flag):
    late = timezone.now() - timedelta(seconds=11)
    Message.objects.filter(pk=flag.message_id).update(at=late)


def faults():
    return list(Notice.objects.filter(kind="page").values_list("words", flat=True))


# --- Canaries


def test_a_canary_is_screened_and_flagged_like_any_message(canary):
    assert canary.level == "red"
    assert canary.message.verdict.findings


def test_a_canary_travels_to_the_board_as_no_flag(canary):
    rows = streams.changes({"flags": canary.position - 1}, 10)["flags"]

    assert [row.data for row in rows] == [
        {"kind": "canary", "id": canary.pk, "position": canary.position}
    ]


def test_people_never_see_a_canary(canary, sol, client_of):
    assert board.page(sol, board.glance(sol, {}))["cards"] == []
    assert streams.latest("flags", 50) == []
    assert "canary" not in client_of(sol).get("/people/").text
    assert "Canary" not in client_of(sol).get("/rooms/").text
    assert client_of(sol).get(f"/rooms/{canary.message.room_id}/").status_code == 404
    assert not Notice.objects.exists()


def test_a_canary_is_outside_every_figure_and_never_climbs(canary, sol):
    clockwork.climb()

    assert all(look.flags == 0 for look in measures.first_looks(canary.raised_at))
    assert not Page.objects.exists()


def test_a_canary_that_was_heard_is_done(canary, sol):
    hear_canaries([canary.pk])
    grow_late(canary)
    Flag.objects.update(first_seen_at=timezone.now() - timedelta(seconds=10))
    machinery_clockwork.fly_canary()

    canary.refresh_from_db()
    assert canary.state == "resolved"
    assert faults() == []


def test_a_late_canary_is_told_to_the_lead_once(canary, sol):
    grow_late(canary)

    machinery_clockwork.fly_canary()
    machinery_clockwork.fly_canary()

    assert faults() == [machinery_clockwork.CANARY_LATE]


def test_a_canary_that_cannot_be_stored_is_told(db, sol, monkeypatch):
    make_due()

    def fail(*args, **kwargs):
        raise OSError

    monkeypatch.setattr(machinery_clockwork.rooms, "post", fail)
    machinery_clockwork.fly_canary()

    assert faults() == [machinery_clockwork.CANARY_LOST]


def test_a_canary_with_no_rule_for_it_is_told(db, sol, monkeypatch):
    """Rules that no longer see a plain danger are a fault too."""
    make_due()
    monkeypatch.setattr(machinery, "CANARY_SAYS", PLAIN)
    machinery_clockwork.fly_canary()
    Message.objects.update(at=timezone.now() - timedelta(seconds=11))

    machinery_clockwork.fly_canary()

    assert faults() == [machinery_clockwork.CANARY_LATE]


def test_two_clocks_send_one_canary(canary):
    machinery_clockwork.fly_canary()

    assert Message.objects.count() == 1


def test_a_hearing_of_somebody_elses_flag_changes_nothing(flag):
    hear_canaries([flag.pk])

    flag.refresh_from_db()
    assert (flag.state, flag.first_seen_at) == ("open", None)


def test_old_canaries_are_forgotten(canary):
    Message.objects.update(at=timezone.now() - timedelta(days=2))
    make_due()

    machinery_clockwork.fly_canary()

    assert not Flag.objects.filter(pk=canary.pk).exists()
    assert Message.objects.count() == 1
    assert Person.objects.filter(is_canary=True).count() == 1


def test_a_clock_set_back_does_not_stop_the_canaries(canary):
    Pulse.objects.update(at=timezone.now() + timedelta(days=1))

    assert take_turn(machinery.CANARY, machinery.CANARY_EVERY)
    assert not take_turn(machinery.CANARY, machinery.CANARY_EVERY)


# --- The sweeper


def test_a_message_without_a_verdict_is_screened_and_flagged(room, ana, sol, say):
    message = say(room, ana, LOW)
    Flag.objects.all().delete()
    Verdict.objects.all().delete()
    Message.objects.update(is_heavy=False)

    machinery_clockwork.sweep()

    assert Message.objects.get().is_heavy
    assert Flag.objects.get(message=message).level == "red"
    assert Verdict.objects.get(message=message).severity == "red"
    assert machinery_clockwork.NO_VERDICT in faults()


def test_with_nothing_missing_the_sweeper_says_nothing(room, ana, sol, say):
    say(room, ana, PLAIN)

    machinery_clockwork.sweep()

    assert Verdict.objects.count() == 1
    assert faults() == []


def test_a_failed_screening_is_flagged_and_told_to_the_lead_once(
    room, ana, sol, say, monkeypatch
):
    def fail():
        raise RuntimeError

    monkeypatch.setattr(in_force, "screener", fail)
    for number in range(3):
        say(room, ana, f"{PLAIN} {number}")
        machinery_clockwork.tell_of_failed_screening()

    assert Flag.objects.filter(concern="unscanned").count() == 3
    assert faults() == [machinery_clockwork.SCREENING_FAILED]


# --- The clock


def test_a_stopped_clock_is_told_to_the_lead_once(sol):
    machinery_clockwork.beat()
    beat = machinery.last_beat()

    for _ in range(3):
        machinery_clockwork.tell_of_stopped_clock(beat)

    assert faults() == [machinery_clockwork.CLOCK_STOPPED]


@pytest.mark.parametrize(("seconds", "is_late"), [(59, False), (61, True)])
def test_a_clock_is_late_by_this_processs_own_time(monkeypatch, seconds, is_late):
    now = [1000.0]
    monkeypatch.setattr(clock.time, "monotonic", lambda: now[0])
    pulse = clock.Pulse()
    beat = timezone.now()
    assert not pulse.is_late(beat)

    now[0] += seconds
    assert pulse.is_late(beat) is is_late


@pytest.mark.parametrize("jump", [-HOUR, HOUR])
def test_an_hour_that_jumps_is_no_stopped_clock(monkeypatch, jump):
    now = [1000.0]
    monkeypatch.setattr(clock.time, "monotonic", lambda: now[0])
    pulse = clock.Pulse()
    pulse.is_late(timezone.now())

    now[0] += 70
    assert not pulse.is_late(timezone.now() + jump)


def test_a_process_that_sees_no_clock_is_degraded(monkeypatch):
    class Calm:
        def is_blind(self):
            return False

        is_degraded = is_blind

    monkeypatch.setattr(engine, "_hub", Calm())
    monkeypatch.setattr(engine.writer, "is_well", lambda: True)
    assert engine.state() == "ready"

    monkeypatch.setattr(engine, "_is_clock_late", True)
    assert engine.state() == "degraded"


def test_the_flag_of_a_canary_is_no_page_for_anybody(canary, max_, client_of):
    path = f"/moderation/flags/{canary.pk}/"

    assert client_of(max_).get(path).status_code == 404
    assert client_of(max_).post(f"{path}claim/").status_code == 404
