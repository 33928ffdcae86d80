"""Telling people that something waits: once each, and then until they say they know."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from moderation.alarms import Alarm
from moderation.models import Flag
from moderation.paging_models import OnCall, Page
from moderation.seconding_models import Proposal
from people import actions as people
from people import inbox
from people.actions import Refused
from people.models import Person
from realtime import streams
from realtime.writer import change

MOST_TRIES = 6
FIRST_WAIT = timedelta(seconds=15)
# Many flags at once are one message to somebody who has yet to answer the first.
QUIET_FOR = timedelta(seconds=60)
# No call: whoever answers one of these has not said that they come to any other.
ASKS_NOBODY = (Page.Step.TEST, Page.Step.OVER)
ALREADY = "You have said so already. Thank you."
NOT_ON_THE_LIST = "This person is no longer on the list."
TEST = "This is a test of how you are reached. Nothing is wrong."


@change
def tell(alarms: Sequence[Alarm]) -> None:
    """Each person is told once of each thing, however many clocks there are.

    Inboxes are locked first and in one order, so that two clocks take turns.
    """
    names = {inbox.stream_of(alarm.call.person) for alarm in alarms}
    reached = set(OnCall.objects.values_list("person", flat=True))
    with streams.moving(names):
        for alarm in alarms:
            _tell_one(alarm, alarm.is_loud and alarm.call.person in reached)


def _tell_one(alarm: Alarm, goes_out: bool) -> None:
    page, is_new = Page.objects.get_or_create(
        key=alarm.key,
        step=alarm.call.step,
        round=alarm.call.round,
        person_id=alarm.call.person,
        defaults={"flag_id": alarm.flag, "proposal_id": alarm.proposal},
    )
    if not is_new and not page.was_called_off:
        return
    page.tries = 0
    if goes_out and not _was_just_called(page):
        page.send_at = timezone.now()
    page.save(update_fields=["tries", "send_at"])
    if is_new:
        people.notify(page.person, kind="page", words=alarm.words, link=_link(page))


def _was_just_called(page: Page) -> bool:
    """By a call that still says something: no test, and nothing that was settled since."""
    since, until = page.made_at - QUIET_FOR, page.made_at + QUIET_FOR
    # What was made later was made before a clock was put back.
    lately = Page.objects.filter(
        person=page.person_id, made_at__gt=since, made_at__lt=until
    )
    waiting = lately.filter(acknowledged_at=None, failed_at=None)
    waiting = waiting.exclude(step__in=ASKS_NOBODY).exclude(pk=page.pk)
    called = waiting.exclude(send_at=None, sent_at=None)
    return any(_waits_still(one) for one in called.select_related("flag", "proposal"))


def _link(page: Page) -> str:
    if page.step == Page.Step.SHIFT and page.flag_id:
        return reverse("flag", args=[page.flag_id])
    if page.step == Page.Step.SHIFT and page.proposal:
        return reverse("flag", args=[page.proposal.flag_id])
    if page.step == Page.Step.SHIFT and page.key.startswith("care:"):
        return reverse("aftercare")
    return reverse("page", args=[page.token])


@change
def test_on_call(entry: OnCall) -> Page:
    """Sends one message just like a real one, to try how somebody is reached."""
    fresh = OnCall.objects.filter(pk=entry.pk).select_related("person").first()
    if fresh is None:
        raise Refused(NOT_ON_THE_LIST)
    now = timezone.now()
    page = Page.objects.create(
        key=f"test:{now.isoformat()}",
        step=Page.Step.TEST,
        person=fresh.person,
        send_at=now,
    )
    people.notify(fresh.person, kind="page", words=TEST, link=_link(page))
    return page


@change
def acknowledge_page(page: Page, *, by: Person) -> None:
    """Whoever is called says that they are on it: for all that they were called for."""
    waiting = Page.objects.filter(person=by, acknowledged_at=None)
    if page.step in ASKS_NOBODY:
        waiting = waiting.filter(pk=page.pk)
    if not waiting.filter(pk=page.pk).exists():
        raise Refused(ALREADY)
    waiting.update(acknowledged_at=timezone.now(), send_at=None)
    people.mark_notices_seen(by, link=_link(page))


# --- The outbox


def is_due() -> Q:
    now = timezone.now()
    # A clock that was put back must not keep a call for hours.
    is_time = Q(send_at__lte=now) | Q(send_at__gt=now + FIRST_WAIT * 2**MOST_TRIES)
    return is_time & Q(sent_at=None, acknowledged_at=None)


@change
def take_pages() -> list[Page]:
    """What is due, with a time after which another may try if this process dies."""
    rows = Page.objects.filter(is_due()).select_related("flag", "proposal")
    rows = rows.order_by("pk")
    pages = list(rows.select_for_update(skip_locked=True, of=("self",))[:50])
    return [page for page in pages if _still_wanted(page)]


def _still_wanted(page: Page) -> bool:
    is_wanted = _waits_still(page)
    page.tries += 1
    wait = FIRST_WAIT * 2 ** (page.tries - 1)
    page.send_at = timezone.now() + wait if is_wanted else None
    page.save(update_fields=["tries", "send_at"])
    if not is_wanted:
        _call_with_the_next(page)
    return is_wanted


def _call_with_the_next(page: Page) -> None:
    """What was left to this call, which now is not sent, is a call of its own."""
    left = Page.objects.filter(
        person=page.person_id, made_at__gte=page.made_at, send_at=None, sent_at=None
    ).exclude(step__in=[Page.Step.SHIFT, Page.Step.OVER])
    left = left.filter(acknowledged_at=None, failed_at=None).order_by("pk")
    for other in left.select_related("flag", "proposal"):
        if other.pk != page.pk and _waits_still(other):
            other.send_at = timezone.now()
            other.save(update_fields=["send_at"])
            return
    left.update(tries=1)  # called off with it


def _waits_still(page: Page) -> bool:
    if page.step == Page.Step.OVER:
        # It says that what they were called for does not wait any more.
        return True
    if page.proposal:
        return page.proposal.state == Proposal.State.WAITING
    return page.flag is None or page.flag.state == Flag.State.OPEN


@change
def page_sent(page: Page) -> None:
    Page.objects.filter(pk=page.pk).update(sent_at=timezone.now(), send_at=None)


@change
def page_failed(page: Page) -> None:
    """The time for the next try stands already; after the last there is none."""
    if page.tries >= MOST_TRIES:
        Page.objects.filter(pk=page.pk, sent_at=None).update(
            failed_at=timezone.now(), send_at=None
        )
