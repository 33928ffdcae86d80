"""The first measures: each with its denominator, and silent on too few."""

from datetime import timedelta

import pytest
from django.utils import timezone

from evaluation import measures
from moderation.models import Flag
from people.models import Person
from rooms.actions import cover_message, describe_room, react
from rooms.models import Message, Reaction
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


def wrote(room, say, person, minutes_ago, words=PLAIN, reply_to=None):
    """Something said so long ago."""
    message = say(room, person, words)
    at = timezone.now() - timedelta(minutes=minutes_ago)
    Message.objects.filter(pk=message.pk).update(at=at, reply_to=reply_to)
    return message


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


@pytest.mark.parametrize(("after", "soon", "hour"), [(5, 1, 1), (30, 0, 1), (90, 0, 0)])
def test_a_reply_by_somebody_else_is_an_answer_in_its_time(
    room, ana, ben, say, after, soon, hour
):
    said = wrote(room, say, ana, 120)
    wrote(room, say, ana, 119, "And milk")
    wrote(room, say, ben, 120 - after, "Me please", reply_to=said)

    found = answered()

    assert (found.soon.some, found.hour.some) == (soon, hour)


def test_the_next_message_soon_after_is_an_answer(room, ana, ben, say):
    wrote(room, say, ana, 120)
    wrote(room, say, ben, 115, "Me please")
    wrote(room, say, ana, 60)

    # ana's first by ben, ben's by nobody in time, and ana's last by nobody at all.
    assert answered().soon == measures.Share(1, 3)


@pytest.mark.parametrize("by", ["ana", "ben"])
def test_ones_own_words_or_words_to_another_are_no_answer(room, say, ana, by, request):
    earlier = wrote(room, say, request.getfixturevalue("ben"), 200)
    wrote(room, say, ana, 120)
    other = request.getfixturevalue(by)
    wrote(room, say, other, 118, "To you", reply_to=earlier)

    assert answered().hour.some == 0


def test_a_covered_message_answers_nobody(room, ana, ben, say):
    wrote(room, say, ana, 120)
    cover_message(wrote(room, say, ben, 118, "Go away"))

    assert answered().hour.some == 0


def test_a_reaction_is_an_answer_by_its_own_time_unless_it_is_ones_own(
    room, ana, ben, say
):
    heard, alone = wrote(room, say, ana, 120), wrote(room, say, ana, 120, "Nobody?")
    react(heard, "hear", True, by=ben)
    react(alone, "hear", True, by=ana)
    assert answered().hour == measures.Share(0, 2)

    Reaction.objects.update(at=timezone.now() - timedelta(minutes=90))
    assert answered().soon == measures.Share(0, 2)
    assert answered().hour == measures.Share(1, 2)


def test_a_reaction_whose_time_was_not_kept_is_told_apart(room, ana, ben, say):
    react(wrote(room, say, ana, 120), "hear", True, by=ben)
    Reaction.objects.update(at=None)

    assert answered().hour == measures.Share(0, 1)
    assert answered().unknown == 1


def test_practice_is_left_out(room, ana, say):
    describe_room(room, by=ana, is_practice=True)
    wrote(room, say, ana, 120)

    assert answered().hour.of == 0


def test_first_messages_are_those_of_newcomers_alone(room, ana, ben, say):
    wrote(room, say, ana, 120)
    wrote(room, say, ana, 119)
    Person.objects.filter(pk=ben.pk).update(joined_at=NOW - timedelta(days=9))
    wrote(room, say, ben, 118)

    found = measures.first_answered(NOW - MONTH, timezone.now())

    assert found.hour == measures.Share(1, 1)


def test_what_was_just_written_still_has_time(room, ana, say):
    say(room, ana, PLAIN)

    assert answered().hour.of == 0


def test_threads_are_nobodys_figures(thread, ana, say):
    wrote(thread, say, ana, 120)

    assert answered().hour.of == 0


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
