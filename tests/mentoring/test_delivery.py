"""Written at any hour, told at the times the reader chose; danger waits for nothing."""

import threading
import uuid
from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.utils import timezone

from mentoring import thread_clock
from mentoring.actions.delivering import choose_times
from mentoring.models import Away, Undelivered, WeeklyHours
from moderation.models import Flag
from people.models import Notice
from rooms import actions as rooms
from rooms.actions import mark_read
from tests.mentoring.test_promises import words_of
from tests.parts.waiting import is_waited_for

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


def later():
    """The minute of grace is over."""
    Undelivered.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    thread_clock.deliver()


def told(person):
    return Notice.objects.filter(person=person, kind="wrote")


def test_somebody_written_to_is_told_after_a_minute(mentorship, mia, ana, say):
    say(mentorship.room, mia, "How was Sunday?")
    thread_clock.deliver()
    assert not told(ana).exists()

    later()

    assert told(ana).get().words == "mia has written to you."
    assert not told(mia).exists()


def test_who_has_read_it_is_told_nothing(mentorship, mia, ana, say):
    message = say(mentorship.room, mia, "How was Sunday?")
    mark_read(mentorship.room, message.seq, by=ana)

    later()

    assert not told(ana).exists()


def test_who_suggests_a_goal_is_still_told_what_waits_there(
    client_of, mentorship, mia, ana, say
):
    say(mentorship.room, ana, "I can't sleep.")

    path = f"/threads/{mentorship.room_id}/goals/"
    client_of(mia).post(path, {"words": "A walk each day"})
    later()

    assert told(mia).exists()


def test_who_answers_is_told_nothing(mentorship, mia, ana, say):
    say(mentorship.room, mia, "How was Sunday?")
    say(mentorship.room, ana, "Long.")

    later()

    assert not told(ana).exists()
    assert told(mia).count() == 1


def test_reading_it_ends_the_notice(mentorship, mia, ana, say):
    message = say(mentorship.room, mia, "How was Sunday?")
    later()

    mark_read(mentorship.room, message.seq, by=ana)

    assert told(ana).get().seen_at is not None


def test_one_who_does_not_look_is_not_told_each_minute(mentorship, mia, ana, say):
    for words in ("How was Sunday?", "No hurry."):
        say(mentorship.room, mia, words)
        later()

    assert told(ana).count() == 1


def test_two_clocks_tell_once(at_once, mentorship, mia, ana, say):
    say(mentorship.room, mia, "How was Sunday?")
    Undelivered.objects.update(due_at=timezone.now() - timedelta(seconds=1))

    at_once(thread_clock.deliver, thread_clock.deliver)

    assert told(ana).count() == 1


@pytest.mark.skipif(connection.vendor == "sqlite", reason="it has one writer")
def test_what_is_said_as_a_clock_delivers_is_told_too(at_once, mentorship, mia, ana):
    """The first has been read when the clock comes by, and the second not yet stored."""
    room, said, came = mentorship.room, threading.Event(), threading.Event()
    first = rooms.post(room.pk, by=mia, body="How was Sunday?", cid=uuid.uuid4())
    mark_read(room, first.seq, by=ana)
    Undelivered.objects.update(due_at=timezone.now() - timedelta(seconds=1))

    def write_slowly():
        with transaction.atomic():
            rooms.post(room.pk, by=mia, body="No hurry.", cid=uuid.uuid4())
            said.set()
            while not came.is_set() and not is_waited_for():
                """The clock has come by, or waits for this to be stored."""

    def come_by():
        said.wait()
        thread_clock.deliver()
        came.set()

    at_once(write_slowly, come_by)

    later()
    assert told(ana).count() == 1


def test_a_chosen_time_is_waited_for_and_the_thread_is_not(
    client_of, mentorship, mia, ana, say
):
    choose_times([0], [7], by=ana)
    say(mentorship.room, mia, "How was Sunday?")

    thread_clock.deliver()

    due = Undelivered.objects.get(person=ana).due_at.astimezone(LONDON)
    assert (due.weekday(), due.hour) == (0, 7)
    assert not told(ana).exists()
    path = f"/threads/{mentorship.room_id}/"
    assert "How was Sunday?" in client_of(ana).get(path).text


def test_new_times_hold_for_what_waits_already(mentorship, mia, ana, say):
    choose_times([0], [7], by=ana)
    say(mentorship.room, mia, "How was Sunday?")

    choose_times([], [], by=ana)

    soon = timezone.now() + timedelta(minutes=2)
    assert Undelivered.objects.get(person=ana).due_at < soon


def test_danger_waits_for_no_time_of_anybody(mentorship, mia, ana, say):
    choose_times([0], [7], by=mia)

    say(mentorship.room, ana, "I want to kill myself tonight")

    assert Flag.objects.get().level == "red"
    assert Notice.objects.filter(person=ana, kind="help").exists()


def test_quiet_hours_and_days_away_put_it_off(mentorship, mia, ana, say):
    today = timezone.localdate()
    away = Away.objects.create(person=ana, first_day=today, last_day=today)
    say(mentorship.room, mia, "How was Sunday?")
    later()
    assert not told(ana).exists()

    away.delete()
    later()

    assert told(ana).count() == 1


def test_who_was_removed_or_kept_out_is_told_nothing(mentorship, mia, ana, sol, say):
    from people.actions import suspend_person

    say(mentorship.room, mia, "How was Sunday?")
    suspend_person(ana, until=None, by=sol, reason="rest")

    later()

    assert not told(ana).exists()
    assert not Undelivered.objects.exists()


def test_nothing_in_a_room_is_told_this_way(room, ana, say):
    say(room, ana, "Hello, all")

    assert not Undelivered.objects.exists()


def test_coordinators_are_told_that_a_mentor_wrote(mentorship, mia, cora, say):
    from mentoring.actions import supporting

    support = supporting.open_support(mentorship, by=mia)
    say(support.room, mia, "May I ask something?")

    later()

    assert told(cora).get().words == "mia has written about a mentorship."


# --- The page


def test_a_mentee_reads_when_their_mentor_writes_and_is_away(
    client_of, mentorship, mia, ana
):
    starts, ends = time(18), time(21)
    WeeklyHours.objects.create(person=mia, weekday=3, starts=starts, ends=ends)
    Away.objects.create(
        person=mia,
        first_day=timezone.localdate(),
        last_day=timezone.localdate() + timedelta(days=2),
    )
    choose_times(range(5), [18], by=mia)

    page = words_of(client_of(ana).get(f"/threads/{mentorship.room_id}/"))

    assert "mia can usually write: Thursday evening." in page
    assert "mia is away from" in page
    assert "They are told of messages on weekdays at 6pm." in page
    assert "help that is open now" in page


def test_what_a_mentee_chose_is_told_to_nobody(client_of, mentorship, mia, ana):
    choose_times([0], [7], by=ana)

    page = words_of(client_of(mia).get(f"/threads/{mentorship.room_id}/"))

    assert "Monday at 7am" not in page
