"""Keeping the wall: suggesting, checking, declining, taking down, pointing, warning."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from care import wall
from care.wall_models import Service
from people import actions as people
from people import inbox
from people.actions.refusal import Refused, TooOften
from people.models import Person
from people.said import Said, said
from realtime import streams
from realtime.later import later as _
from realtime.writer import change
from rooms import actions as rooms
from rooms import pace
from rooms.models import Message
from rooms.posting import Held, Stored

MOST_A_DAY = 5
# Of a reason, so that a notice holds it.
MOST_SAID = 340
TOO_OFTEN = _("Thank you. That is a lot for one day. Please go on tomorrow.")
NO_SUGGESTION = "Somebody has answered this suggestion. Please look at it again."
WHY = "Please say why. Whoever suggested it reads this."
SUGGESTED = "Somebody suggested help for the wall."
ON_THE_WALL = _("What you suggested is on the wall of help. Thank you.")
NOT_ON_IT = _("We did not put what you suggested on the wall. %(why)s")
NEEDS_CHECK = "Something on the wall of help needs a check."


def suggest_service(*, by: Person, words: dict[str, Any]) -> Service:
    """Waits for staff; nobody else sees it until then. A second tap suggests it once."""
    mine = Service.objects.filter(suggested_by=by, state=Service.State.SUGGESTED)
    earlier = mine.filter(**words).first()
    if earlier:
        return earlier
    limits = {f"person:{by.pk}": MOST_A_DAY}
    until = people.take_attempt("suggestion", limits, within=timedelta(days=1))
    if until:
        raise TooOften(TOO_OFTEN, until)
    return _suggest(by, words)


@change
def _suggest(by: Person, words: dict[str, Any]) -> Service:
    service = Service.objects.create(suggested_by=by, **words)
    keepers = list(wall.who_is_warned())
    with streams.moving({inbox.stream_of(person.pk) for person in keepers}):
        for person in keepers:
            link = reverse("wall_desk")
            people.notify(person, kind="suggestion", words=SUGGESTED, link=link)
    return service


@change
def keep_service(
    service: Service, *, by: Person, words: dict[str, Any], checked_on: date
) -> Service:
    """Puts an entry on the wall as staff have just checked it."""
    was_suggested = _state_now(service) == Service.State.SUGGESTED
    chosen = words.pop("rooms")
    for name, value in words.items():
        setattr(service, name, value)
    service.state = Service.State.LISTED
    service.checked_on, service.checked_by = checked_on, by
    service.save()
    service.rooms.set(chosen)
    if was_suggested and service.suggested_by:
        link = reverse("service", args=[service.pk])
        _answer(service.suggested_by, ON_THE_WALL, link)
    return service


@change
def decline_service(service: Service, *, by: Person, why: str) -> None:
    """Whoever suggested it is told why."""
    if not why.strip():
        raise Refused(WHY, "why")
    state = _state_now(service)
    if state == Service.State.DECLINED:
        return  # sent twice
    if state != Service.State.SUGGESTED:
        raise Refused(NO_SUGGESTION)
    service.state = Service.State.DECLINED
    service.save(update_fields=["state"])
    if service.suggested_by:
        told = said(NOT_ON_IT, why=why.strip()[:MOST_SAID])
        _answer(service.suggested_by, told, "")


def _state_now(service: Service) -> str | None:
    """Locked, so that a suggestion has one answer; None for a new entry."""
    kept = Service.objects.select_for_update().filter(pk=service.pk)
    return kept.values_list("state", flat=True).first()


def _answer(person: Person, words: str | Said, link: str) -> None:
    people.notify(person, kind="suggestion", words=words, link=link)


@change
def take_down_service(service: Service, *, by: Person) -> None:
    listed = Service.objects.filter(pk=service.pk, state=Service.State.LISTED)
    listed.update(state=Service.State.TAKEN_DOWN)


def point_to(message: Message, words: str, cid: str, *, by: Person) -> Stored | Held:
    """Answers a message with the name of help, as oneself, for all there to read."""
    refusal = pace.take_turn(by.pk)
    answer = refusal or rooms.post_ours(
        message.room_id, by=by, body=words, cid=cid, reply_to=message.pk
    )
    if not isinstance(answer, Stored | Held):
        raise Refused(answer.reason)
    return answer


@change
def warn_of_checks(keepers: Sequence[Person], night: date) -> None:
    """Each keeper once a night, however many clocks there are."""
    with streams.moving({inbox.stream_of(person.pk) for person in keepers}):
        for person in keepers:
            key, link = wall.night_key(night, person), reverse("wall_desk")
            people.notify(person, kind="checks", words=NEEDS_CHECK, link=link, key=key)
