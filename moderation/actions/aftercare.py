"""Aftercare as tasks: made when a red flag is closed, done by people."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.utils import timezone

from moderation import aftercare
from moderation.actions import check_ins, duty
from moderation.aftercare_models import Care, Witness
from moderation.models import Flag
from people import inbox
from people.actions import Refused
from people.models import Person
from realtime.writer import change

NO_NOTE = "Please write a short note. They read it, with your alias."
NOT_SENT = "You have written a note. Send it, or empty it if it is not needed."
DONE = "{alias} has done this already."
NOT_YOURS = "This is for a colleague."
SOON = timedelta(hours=1)


def begin_aftercare(flag: Flag) -> None:
    """In the change that closes a red flag."""
    now = timezone.now()
    _make(flag, Care.Kind.AUTHOR, aftercare.next_morning(now))
    if flag.witnesses.exists():
        _make(flag, Care.Kind.PRESENT, now + SOON)
    for person in aftercare.moderators_of(flag):
        _make(flag, Care.Kind.MODERATOR, now, person)


def _make(flag: Flag, kind: str, due_at: datetime, owner: Person | None = None) -> None:
    Care.objects.get_or_create(
        flag=flag, kind=kind, owner=owner, defaults={"due_at": due_at}
    )


@change
def keep_witnesses(flag: Flag, person_ids: Collection[int]) -> None:
    """Who is there now, beside who was seen before."""
    Witness.objects.bulk_create(
        [Witness(flag=flag, person_id=person) for person in person_ids],
        ignore_conflicts=True,
    )


@change
def do_care(care: Care, *, by: Person, note: str = "", is_needed: bool = True) -> Care:
    """Writes to each in private, or says that it was not needed; once."""
    by = duty.check(by)
    fresh = Care.objects.select_for_update(of=("self",)).get(pk=care.pk)
    if fresh.done_at and fresh.done_by_id == by.pk:
        # A second tap.
        return fresh
    if fresh.done_at:
        alias = fresh.done_by.alias if fresh.done_by else "Somebody"
        raise Refused(DONE.format(alias=alias))
    if not Care.objects.filter(aftercare.open_to(by), pk=care.pk).exists():
        raise Refused(NOT_YOURS)
    if note.strip() and not is_needed:
        raise Refused(NOT_SENT, "note")
    if is_needed and fresh.kind != Care.Kind.MODERATOR:
        note = duty.needed(note, "note", NO_NOTE)
        fresh.written_to = _write_to(fresh, note, by)
    fresh.done_at, fresh.done_by = timezone.now(), by
    fresh.save()
    if fresh.kind == Care.Kind.PRESENT:
        Witness.objects.filter(flag=fresh.flag_id).delete()
    return fresh


def _write_to(care: Care, note: str, by: Person) -> int:
    people = _whom(care)
    for person in people:
        check_ins.open_check_in(care.flag, note, by=by, person=person)
    return len(people)


def _whom(care: Care) -> list[Person]:
    """Nobody who can't come in."""
    if care.kind == Care.Kind.AUTHOR:
        found = [care.flag.message.author]
    else:
        seen = Witness.objects.filter(flag=care.flag_id).values("person")
        found = list(Person.objects.filter(pk__in=seen))
    return inbox.in_order(person for person in found if not person.is_suspended())
