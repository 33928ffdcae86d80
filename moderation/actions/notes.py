"""Writing to a member in private, without a flag: kept, and open to colleagues."""

from django.urls import reverse
from django.utils.translation import gettext_noop

from moderation.actions import audit, check_ins, duty
from moderation.models import CheckIn
from moderation.note_models import StaffNote
from people import actions as people
from people.actions import Refused
from people.models import Person
from people.said import said
from realtime.writer import change
from rooms.models import Message

WROTE = gettext_noop("%(alias)s, a moderator, has written you a private note.")
NOT_ONESELF = "You can’t write a note to yourself."


@change
def write_note(person: Person, note: str, *, by: Person, about: Message) -> CheckIn:
    """Into the talk that goes on between the two, or a new one; the member can answer."""
    moderator = duty.check(by)
    if person.pk == moderator.pk:
        raise Refused(NOT_ONESELF, "note")
    talk = _going_on(person, moderator) or check_ins.begin(person, moderator)
    written = check_ins.write(talk, note, moderator)
    StaffNote.objects.create(
        message_id=written.id, by=moderator, person=person, about=about
    )
    people.notify(
        person,
        kind="note",
        words=said(WROTE, alias=moderator.alias),
        link=reverse("check_in", args=[talk.room_id]),
    )
    facts = {"message": written.id, "about": about.pk}
    audit.write_down("note", by=moderator, about=f"person:{person.pk}", facts=facts)
    return talk


def _going_on(person: Person, by: Person) -> CheckIn | None:
    talks = CheckIn.objects.filter(person=person, by=by, flag=None)
    return talks.filter(room__closed_at=None).order_by("-pk").first()
