"""A check-in: a private talk between a member and the moderator who wrote."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from moderation import access, flags, helplines, shifts
from moderation.models import CheckIn
from moderation.note_models import StaffNote
from people.access import me
from realtime.later import later as _
from rooms import views as rooms


@require_safe
def check_in(request: HttpRequest, room_id: int) -> HttpResponse:
    person = me(request)
    found = access.check_in_for(person, room_id)
    shown = rooms.conversation(request, found.room) | {
        "check_in": found,
        "is_note": StaffNote.objects.filter(message__room=found.room).exists(),
        "claim": found.flag_id and flags.in_hand_of(person, found.flag_id),
        "is_member": found.person_id == person.pk,
        "when_read": when_read(found),
        "helplines": helplines.open_now(),
    }
    return render(request, "moderation/check_in.html", shown)


def when_read(found: CheckIn) -> str:
    """When a reply will be read: only what is true at this moment."""
    alias = found.by.alias
    here = shifts.watching()
    if here.filter(moderator=found.by).exists():
        return gettext(
            "%(alias)s is on watch now, and is told at once when you write."
        ) % {"alias": alias}
    if here.exists():
        return gettext(
            "%(alias)s is not on watch now. The moderators who are see your reply."
        ) % {"alias": alias}
    return _(
        "No moderator is on watch now. Your reply waits for the next one who comes. "
        "If you can’t wait, help is open now."
    )
