"""The first measures: each with its denominator, and silent on too few."""

from datetime import timedelta

import pytest
from django.utils import timezone

from evaluation import measures
from moderation.models import Flag
from rooms.actions import react
from rooms.models import Message
from tests.moderation.conftest import LOW, PLAIN

NOW = timezone.now()
MONTH = timedelta(days=28)


@pytest.fixture
def raised(room, ana, say):
    """raised(minutes) is a flag first looked at so long after; None: not yet."""

    def make(minutes):
        flag = Flag.objects.get(message=say(room, ana, LOW))
        flag.level = "red"
        flag.first_seen_at = (
            None if minutes is None else flag.raised_at + timedelta(minutes=minutes)
        )
        flag.save()

    return make


def red():
    return measures.first_looks(NOW - MONTH)[0]


def long_ago(message, hours=2):
    Message.objects.filter(pk=message.pk).update(
        at=timezone.now() - timedelta(hours=hours)
    )


def answered():
    return measures.answered(NOW - MONTH, timezone.now())


def test_first_looks_have_their_number_their_median_and_their_slowest(raised):
    for minutes in [1, 2, 3, 4, 5, 6, 7, 8, 9, 60]:
        raised(minutes)

    look = red()

    assert (look.flags, look.is_enough) == (10, True)
    assert look.median == timedelta(minutes=5.5)
    assert look.slowest == timedelta(hours=1)


def test_flags_that_nobody_looked_at_are_counted_apart(raised):
    raised(3)
    raised(None)

    look = red()

    assert (look.flags, look.looked_at, look.not_looked_at) == (2, 1, 1)
    assert not look.is_enough


def test_levels_without_flags_say_nothing(db):
    look = red()

    assert (look.flags, look.median, look.slowest) == (0, None, None)


def test_a_reply_by_somebody_else_within_the_hour_is_an_answer(room, ana, ben, say):
    said, answer = say(room, ana, PLAIN), say(room, ben, "Me please")
    long_ago(said)
    long_ago(answer, hours=1.5)
    Message.objects.filter(pk=answer.pk).update(reply_to=said)

    assert answered() == measures.Share(1, 2)


@pytest.mark.parametrize(("by", "hours"), [("ana", 1.5), ("ben", 0.5)])
def test_a_late_reply_or_ones_own_is_none(by, hours, room, say, ana, request):
    said = say(room, ana, PLAIN)
    answer = say(room, request.getfixturevalue(by), "And milk")
    long_ago(said)
    long_ago(answer, hours=hours)
    Message.objects.filter(pk=answer.pk).update(reply_to=said)

    assert answered().some == 0


def test_a_reaction_is_an_answer_unless_it_is_ones_own(room, ana, ben, say):
    heard, alone = say(room, ana, PLAIN), say(room, ana, "Nobody?")
    react(heard, "hear", True, by=ben)
    react(alone, "hear", True, by=ana)
    long_ago(heard)
    long_ago(alone)

    assert answered() == measures.Share(1, 2)


def test_what_was_just_written_still_has_time(room, ana, say):
    say(room, ana, PLAIN)

    assert answered().of == 0


def test_threads_are_nobodys_figures(thread, ana, say):
    long_ago(say(thread, ana, PLAIN))

    assert answered().of == 0


def test_a_lead_sees_not_enough_under_ten(client_of, sol, raised):
    raised(3)

    page = client_of(sol).get("/evaluation/").text

    assert "Not enough yet: 1 looked at" in page
    assert "Not enough yet: 0 messages" in page


def test_a_lead_sees_figures_from_ten_on(client_of, sol, raised, room, ana):
    for _ in range(10):
        raised(3)
    Message.objects.update(at=timezone.now() - timedelta(hours=2))

    page = client_of(sol).get("/evaluation/").text

    assert "3 minutes" in page
    assert "0 of 10 messages in rooms (0%)" in page
