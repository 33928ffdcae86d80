"""Volunteers: they offer, a coordinator checks and decides, and what runs out is told."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from mentoring import in_order
from mentoring.models import Check, Requirement, Topic, Volunteer
from mentoring.week import later_by
from people import actions as people
from people import inbox
from people.actions import Refused, notify
from people.models import Person, Role
from realtime import streams
from realtime.later import later as _
from realtime.writer import change

State = Volunteer.State


@change
def offer_to_mentor(*, by: Person, topics: Sequence[Topic], **words: Any) -> Volunteer:
    """An offer, or one's own profile changed; a decision that was made stands."""
    with streams.moving([inbox.stream_of(by.pk)]):
        person = Person.objects.get(pk=by.pk)
        if person.role not in {Role.PEER, Role.MENTOR} or person.is_suspended():
            raise Refused(_("You have another part here. Ask your coordinator."))
        volunteer, _made = Volunteer.objects.update_or_create(
            person=person, defaults=words
        )
        if volunteer.state in {State.DECLINED, State.STOPPED}:
            volunteer.state, volunteer.offered_at = State.OFFERED, timezone.now()
            volunteer.save(update_fields=["state", "offered_at"])
        volunteer.topics.set(topics)
    return volunteer


@change
def note_check(
    volunteer: Volunteer,
    requirement: Requirement,
    *,
    by: Person,
    done_on: date,
    good_until: date | None,
) -> Check:
    """The newest entry of a requirement holds; the older ones stay as they were."""
    _refuse_others(by)
    if good_until is not None and good_until < done_on:
        raise Refused(_("It cannot run out before it was done."), "good_until")
    if good_until is None and requirement.months:
        good_until = later_by(done_on, requirement.months)
    return Check.objects.create(
        volunteer=volunteer,
        requirement=requirement,
        done_on=done_on,
        good_until=good_until,
        noted_by=by,
    )


@change
def approve_volunteer(volunteer: Volunteer, *, by: Person) -> None:
    """Makes a mentor, once everything that is asked is in order."""
    with _settling(volunteer, by) as found:
        if found.state == State.APPROVED:
            return
        lacking = in_order.missing(found, timezone.localdate())
        if lacking:
            names = ", ".join(one.name for one in lacking)
            raise Refused(f"Not yet in order: {names}.")
        _decide(found, State.APPROVED, by, "")
        if found.person.role == Role.PEER:
            reason = "Approved as a mentor."
            people.change_role(found.person, Role.MENTOR, by=by, reason=reason)
        words = (
            "You are a mentor now. Thank you. Your hours and holidays are yours to set."
        )
        _tell(found, words)


@change
def decline_volunteer(volunteer: Volunteer, *, by: Person, reason: str) -> None:
    with _settling(volunteer, by) as found:
        if not reason.strip():
            raise Refused(_("Please say why. Only coordinators read it."), "reason")
        _decide(found, State.DECLINED, by, reason.strip())
        _tell(found, _("Thank you for offering. We will not go on with it this time."))


@change
def stop_volunteering(volunteer: Volunteer, *, by: Person) -> None:
    """Takes no new mentees; those one has are the coordinator's to end well."""
    with _settling(volunteer, by, may_be_own=True) as found:
        _decide(found, State.STOPPED, by, "")


@contextmanager
def _settling(
    volunteer: Volunteer, by: Person, may_be_own: bool = False
) -> Iterator[Volunteer]:
    if not (may_be_own and by.pk == volunteer.person_id):
        _refuse_others(by)
    with streams.moving([inbox.stream_of(volunteer.person_id)]):
        yield Volunteer.objects.select_related("person").get(pk=volunteer.pk)


def _decide(volunteer: Volunteer, state: str, by: Person, reason: str) -> None:
    volunteer.state, volunteer.reason = state, reason
    volunteer.decided_by, volunteer.decided_at = by, timezone.now()
    volunteer.save(update_fields=["state", "reason", "decided_by", "decided_at"])


def _tell(volunteer: Volunteer, words: str) -> None:
    link = reverse("volunteer")
    notify(volunteer.person, kind="volunteer", words=words, link=link)


def _refuse_others(by: Person) -> None:
    if not by.is_coordinator:
        raise Refused(_("Only a coordinator can do that."))
