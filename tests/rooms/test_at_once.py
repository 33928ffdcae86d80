"""Two in one room, or at its hours, at the same moment."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from people import actions as people
from people import inbox
from people.models import Person
from realtime import streams
from rooms import actions
from rooms.actions import Reading
from rooms.hours_models import OpenHours
from rooms.models import Message, Reaction, Room
from tests.parts.waiting import overlapping

pytestmark = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="it has one writer"
)


def test_hours_taken_away_are_not_put_back_by_the_clock(at_once, room):
    actions.add_hours(room, range(7), time(9), time(17))
    past = timezone.now() - timedelta(days=2)
    Room.objects.filter(pk=room.pk).update(open_from=past, open_until=past)
    ids = OpenHours.objects.values_list("pk", flat=True)
    OpenHours.objects.exclude(pk=ids[0]).delete()

    overlapping(
        at_once,
        lambda: actions.remove_hours(room, ids[0]),
        actions.keep_hours,
    )

    room.refresh_from_db()
    assert (room.has_hours, room.open_until) == (False, None)


def test_who_reads_and_who_is_told_never_wait_in_a_ring(at_once, room, ana, say):
    """The order of names is not that of numbers: me:1000000 comes before me:999999."""
    message = say(room, ana, "Hello")
    nine, ten = (named(number) for number in (999_999, 1_000_000))
    for person in (nine, ten):
        actions.join_room(room, by=person)
        link = f"/rooms/{room.pk}/#m{message.pk}"
        people.notify(person, kind="mention", words="You were called.", link=link)
    readings = [Reading(room.pk, person.pk, message.seq) for person in (nine, ten)]

    overlapping(
        at_once,
        lambda: people.notify(ten, kind="note", words="One"),
        lambda: actions.mark_readings(readings),
        then=lambda: people.notify(nine, kind="note", words="Another"),
    )

    unread = nine.notices.filter(kind="mention", seen_at=None)
    assert not unread.exists()


def named(number):
    alias = f"Number {number}"
    person = Person.objects.create(pk=number, alias=alias, alias_key=alias)
    streams.begin(inbox.stream_of(number))
    return person


@pytest.mark.parametrize("what", ["react", "take_back", "set_warning"])
def test_what_was_let_through_commits_before_a_suspension(
    what, at_once, room, ana, max_, say
):
    message = say(room, ana, "Hello")
    other = {"react": ("hear", True), "take_back": (), "set_warning": ("food",)}[what]

    def suspend():
        people.suspend_person(ana, until=None, by=max_, reason="Threats.")
        found = Message.objects.get()
        is_changed = found.state != "shown" or found.warning != ""
        return is_changed or Reaction.objects.exists()

    _, is_done = overlapping(
        at_once,
        lambda: getattr(actions, what)(message, *other, by=ana),
        suspend,
    )

    assert is_done
