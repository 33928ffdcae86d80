"""Looking into a thread: recorded before anything is shown, and told to the two."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop

from moderation import access, flags, looking
from moderation.actions import audit, claims, duty
from moderation.models import Flag, ThreadView
from people import actions as people
from people import inbox
from people.actions import Refused
from people.models import Person
from realtime.writer import change

LOOKED = gettext_noop("A moderator has looked at part of your thread.")
NO_REASON = "Please say why you need to look. The two of them will read this."
NO_DELAY_REASON = "Please say why telling them must wait."
NO_REVIEW = "Please choose a day after today to look at this again."
ALREADY_TOLD = "The two have been told already."


@dataclass(frozen=True)
class Delay:
    """Why the two of a thread are told later, and when that is looked at again."""

    reason: str
    review_on: date


@change
def open_thread_view(
    flag: Flag, *, by: Person, reason: str, delay: Delay | None = None
) -> ThreadView:
    """Records a look, and tells the two at once; only a lead may have that wait."""
    by = duty.check_lead(by) if delay else duty.check(by)
    flag = flags.for_rows().get(pk=flag.pk)
    if flag.message.author_id == by.pk or not access.is_private(flag):
        raise Refused(claims.YOUR_OWN)
    if not looking.may_look(by, flag):
        claims.check_yours(flag, by)
    view = ThreadView(flag=flag, by=by, reason=duty.needed(reason, "reason", NO_REASON))
    if delay:
        _put_off(view, delay, by)
    view.save()
    if delay:
        _keep_delay(view)
    else:
        _tell(view, by)
    return view


@change
def delay_telling(
    view: ThreadView, *, by: Person, reason: str, review_on: date
) -> ThreadView:
    """A lead has the telling wait longer."""
    by = duty.check_lead(by)
    view = _not_told(view)
    _put_off(view, Delay(reason, review_on), by)
    view.save()
    _keep_delay(view)
    return view


@change
def tell_pair(view: ThreadView, *, by: Person) -> ThreadView:
    """Ends a delay."""
    duty.check_lead(by)
    view = _not_told(view)
    _tell(view, by)
    return view


def _not_told(view: ThreadView) -> ThreadView:
    fresh = ThreadView.objects.select_for_update().get(pk=view.pk)
    if fresh.told_at is not None:
        raise Refused(ALREADY_TOLD)
    return fresh


def _put_off(view: ThreadView, delay: Delay, by: Person) -> None:
    view.delay_reason = duty.needed(delay.reason, "delay_reason", NO_DELAY_REASON)
    if delay.review_on <= timezone.localdate():
        raise Refused(NO_REVIEW, "review_on")
    view.delay_review_on = delay.review_on
    view.delayed_by = by


def _keep_delay(view: ThreadView) -> None:
    audit.write_down(
        "look_delayed",
        by=view.delayed_by,
        about=f"look:{view.pk}",
        facts={"until": str(view.delay_review_on)},
        words={"delay_reason": view.delay_reason},
    )


def _tell(view: ThreadView, by: Person) -> None:
    view.told_at = timezone.now()
    view.save(update_fields=["told_at"])
    audit.write_down("look_told", by=by, about=f"look:{view.pk}")
    room = view.flag.message.room_id
    for person in inbox.in_order(Person.objects.filter(memberships__room=room)):
        people.notify(
            person,
            kind="thread_viewed",
            words=LOOKED,
            link=reverse("views_of_thread", args=[room]),
        )
