"""A mentor and the coordinators: their talk beside a mentorship, and a mentor's worry."""

import uuid
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mentoring.actions.saying import say_at_once
from mentoring.models import Mentorship, Support, Worry
from mentoring.signals import worry_raised
from people import inbox, standing
from people.actions import Refused, notify
from people.models import Person, Role
from people.said import said
from realtime import streams
from realtime.writer import change
from rooms import actions as rooms
from rooms.models import Room

IS_WORRIED = gettext_noop("%(who)s is worried about somebody.")
HAS_IT = gettext_noop("%(who)s has read your worry, and has it now.")
COORDINATING = [Role.COORDINATOR, Role.LEAD]


def coordinators() -> Iterable[Person]:
    found = Person.objects.filter(role__in=COORDINATING, is_active=True)
    return found.exclude(is_canary=True).order_by("pk")


@change
def open_support(mentorship: Mentorship, *, by: Person) -> Support:
    """The thread of its mentor and the coordinators; the mentee is never in it."""
    if by.pk != mentorship.mentor_id and not by.is_coordinator:
        raise Refused(_("Only the mentor and coordinators write there."))
    if by.pk == mentorship.mentee_id:
        raise Refused(_("Only the mentor and coordinators write there."))
    with streams.moving([f"room:{mentorship.room_id}"]):
        found = Support.objects.filter(mentorship=mentorship).first()
        if found is None:
            found = _new(mentorship)
        rooms.join_room(found.room, by=by)
    return found


def _new(mentorship: Mentorship) -> Support:
    team = [one for one in coordinators() if one.pk not in _pair(mentorship)]
    room = rooms.open_private_room(
        Room.Kind.SUPPORT, "Mentor and coordinators", [mentorship.mentor, *team]
    )
    return Support.objects.create(mentorship=mentorship, room=room)


def _pair(mentorship: Mentorship) -> set[int]:
    return {mentorship.mentor_id, mentorship.mentee_id}


@change
def raise_worry(
    mentorship: Mentorship, words: str, *, by: Person, is_danger: bool = False
) -> Worry:
    """Tells every coordinator at once, and puts a flag for the leads on the board."""
    if by.pk != mentorship.mentor_id:
        raise Refused(_("Only their mentor can say this here."))
    support = open_support(mentorship, by=by)
    told = [one for one in coordinators() if one.pk not in _pair(mentorship)]
    ids = [by.pk, *(one.pk for one in told)]
    with streams.moving([support.room.stream, *map(inbox.stream_of, ids)]):
        standing.hold(ids)
        # A worry waits for nothing.
        message = say_at_once(support.room, words, by=by, field="words")
        worry = Worry.objects.create(
            support=support, by=by, said=message, is_danger=is_danger
        )
        for person in told:
            _tell(person, worry, IS_WORRIED, by)
        # The board is locked last.
        worry_raised.send(sender=Worry, message=message, is_danger=is_danger)
    return worry


def _tell(person: Person, worry: Worry, words: str, who: Person) -> None:
    link = reverse("support", args=[worry.support.room_id])
    key = uuid.uuid5(uuid.NAMESPACE_URL, f"worry:{worry.pk}:{person.pk}:{words}")
    told = said(words, who=who)
    notify(person, kind="worry", words=told, link=link, key=key)


@change
def take_worry(worry: Worry, *, by: Person) -> Worry:
    """One coordinator has it from now on, and the mentor reads who."""
    with streams.moving([inbox.stream_of(worry.by_id)]):
        found = _fresh(worry, by)
        if found.taken_by_id is None:
            found.taken_by, found.taken_at = by, timezone.now()
            found.save(update_fields=["taken_by", "taken_at"])
            _tell(found.by, found, HAS_IT, by)
    return found


@change
def close_worry(worry: Worry, *, by: Person) -> None:
    """What there was to do is done; what was said stays in the thread."""
    with streams.moving([inbox.stream_of(worry.by_id)]):
        found = _fresh(worry, by)
        if found.closed_at is None:
            if found.taken_by_id is None:
                raise Refused(_("Say first that you have it."))
            found.closed_at = timezone.now()
            found.save(update_fields=["closed_at"])


def _fresh(worry: Worry, by: Person) -> Worry:
    if not by.is_coordinator:
        raise Refused(_("Only a coordinator can do that."))
    found = Worry.objects.select_for_update().get(pk=worry.pk)
    if found.support.mentorship.mentee_id == by.pk:
        raise Refused(_("This is about you. A colleague will look."))
    return found


@change
def settle_supports(person: Person, role: str) -> None:
    """A new role: whoever coordinates joins; who no longer may read this leaves."""
    about_others = Support.objects.exclude(mentorship__mentee=person)
    if role in COORDINATING:
        for support in about_others.select_related("room"):
            rooms.join_room(support.room, by=person)
        return
    theirs = Support.objects.filter(
        room__memberships__person=person, room__memberships__left_at=None
    )
    if role == Role.MENTOR:
        theirs = theirs.exclude(mentorship__mentor=person)
    for support in theirs.select_related("room"):
        rooms.leave_room(support.room, by=person)
