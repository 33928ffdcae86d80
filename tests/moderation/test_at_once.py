"""Two at one flag, or two reports of one message, at the same moment."""

import uuid
from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from moderation import actions, clockwork, machinery_clockwork
from moderation.actions import on_call, paging
from moderation.models import Decision, Flag, Report
from moderation.paging_models import Page
from people import actions as people
from people import standing
from people.models import Notice
from realtime import streams
from rooms import actions as rooms
from tests.conftest import make_person
from tests.moderation.conftest import LOW, PLAIN
from tests.parts.waiting import overlapping


def test_one_of_two_claims_wins_and_the_other_hears_whose_it_is(at_once, flag, max_):
    kit = make_person("kit", "moderator")

    answers = at_once(
        *[lambda by=by: actions.claim_flag(flag, by=by) for by in (max_, kit)]
    )

    owner = Flag.objects.get().claimed_by.alias
    refused = [answer for answer in answers if isinstance(answer, str)]
    assert refused == [f"{owner} has taken this flag."]


def test_one_of_two_decisions_is_kept(at_once, mine, max_):
    def decide(outcome):
        return actions.resolve_flag(
            mine,
            by=max_,
            outcome=outcome,
            reason="Now.",
            said="It is hard to read.",
            version=mine.version,
        )

    at_once(lambda: decide("cover"), lambda: decide("no_concern"))

    assert Decision.objects.count() == 1


def test_reports_by_many_are_one_flag(at_once, room, ana, say):
    message = say(room, ana, PLAIN)
    readers = [make_person(f"reader {name}") for name in ("Ash", "Elm", "Fir", "Oak")]
    for reader in readers:
        room.memberships.create(person=reader)

    at_once(
        *[
            lambda by=by: actions.report_message(message, by=by, door="worried")
            for by in readers
        ]
    )

    assert Flag.objects.count() == 1
    assert Report.objects.filter(flag=Flag.objects.get()).count() == 4


def test_posting_reporting_and_deciding_never_wait_in_a_ring(
    at_once, room, mine, ana, ben, max_, say
):
    calls = [lambda n=n: say(room, ana, f"{LOW} {n}") for n in range(4)]
    calls += [lambda: actions.report_message(mine.message, by=ben, door="worried")]
    calls += [
        lambda: actions.resolve_flag(
            mine,
            by=max_,
            outcome="check_in",
            reason="Now.",
            note="Hello, it is Max.",
            version=mine.version,
        )
    ]
    calls += [clockwork.return_lapsed_claims, actions.renew_cover]

    at_once(*calls)

    assert Flag.objects.count() >= 5
    assert Decision.objects.count() == 1


def test_two_clocks_tell_each_person_once_and_send_each_call_once(
    at_once, flag, max_, sol
):
    for person in (max_, sol):
        reach = {"address": f"{person.alias}@test.example"}
        on_call.put_on_call(person, channel="email", reach=reach)
    Flag.objects.update(raised_at=timezone.now() - timedelta(minutes=4))

    at_once(*[clockwork.climb] * 4)
    taken = at_once(*[paging.take_pages] * 4)

    assert Page.objects.count() == Notice.objects.filter(kind="page").count() == 3
    sent = [page.pk for pages in taken for page in pages]
    assert len(sent) == len(set(sent)) == 2


def test_climbing_never_waits_in_a_ring_with_claims_and_answers(
    at_once, flag, room, ana, ben, max_, sol
):
    def post(number):
        rooms.post(room.pk, by=ana, body=f"{LOW} {number}", cid=uuid.uuid4())

    message = flag.message
    calls = [lambda n=n: post(n) for n in range(4)]
    calls += [clockwork.climb] * 3
    calls += [lambda: actions.claim_flag(flag, by=max_)]
    calls += [lambda: actions.report_message(message, by=ben, door="rules")]
    calls += [machinery_clockwork.sweep, machinery_clockwork.beat]

    at_once(*calls)
    clockwork.climb()

    flag.refresh_from_db()
    assert flag.claimed_by == max_
    keys = list(Page.objects.filter(person=sol).values_list("key", flat=True))
    assert len(keys) == len(set(keys)) >= 4


@pytest.mark.skipif(connection.vendor == "sqlite", reason="it has one writer")
def test_who_is_kept_out_as_they_write_elsewhere_waits_in_no_ring(
    at_once, mine, ana, max_, quiet_room
):
    """What is posted holds its room, its author's standing and then their inbox."""
    writing = ExitStack()

    def write():
        writing.enter_context(streams.moving([quiet_room.stream]))
        standing.hold([ana.pk])

    def keep_out():
        kept = {"outcome": "suspend", "reason": "Now.", "said": "For now."}
        return actions.resolve_flag(mine, by=max_, version=mine.version, **kept)

    def end():
        people.notify(ana, kind="help", words="Help is open.")
        writing.close()

    answers = overlapping(at_once, write, keep_out, then=end)

    assert not [answer for answer in answers if isinstance(answer, str)]
    ana.refresh_from_db()
    assert ana.is_suspended()
