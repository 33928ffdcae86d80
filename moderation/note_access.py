"""The door to private notes: open to moderators, and to nobody else."""

from django.http import Http404

from moderation.note_models import StaffNote
from people.models import Person

MOST_NOTES = 50


def staff_notes(person: Person) -> list[StaffNote]:
    """What moderators wrote to members in private, for moderators; the newest first."""
    if not person.is_moderator:
        raise Http404
    notes = StaffNote.objects.select_related("message", "by", "person", "about__room")
    return list(notes.order_by("-pk")[:MOST_NOTES])


def notes_to(person: Person, member: Person) -> list[StaffNote]:
    """What colleagues have written to one member before."""
    if not person.is_moderator:
        raise Http404
    notes = StaffNote.objects.filter(person=member).select_related("message", "by")
    return list(notes.order_by("-pk")[:MOST_NOTES])
