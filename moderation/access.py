"""The one door to flags, thread views, check-ins and who is called: through it, or 404."""

import uuid

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.utils import timezone

from moderation import aftercare, envelopes, flags, looking, outcomes, shifts
from moderation.aftercare_models import Care
from moderation.appeal_models import Appeal
from moderation.cover_models import PlannedShift
from moderation.envelope_models import Opening
from moderation.models import CheckIn, Decision, Flag, ThreadView
from moderation.paging_models import OnCall, Page
from moderation.seconding_models import Proposal
from moderation.shift_models import CheckOut
from people.models import Person
from rooms import access as rooms
from rooms import waiting
from rooms.models import Message, Room


def flag_for(person: Person, flag_id: int) -> Flag:
    """A flag, for a moderator, unless it is about their own words."""
    if not person.is_moderator:
        raise Http404
    flag = flags.for_people().filter(pk=flag_id).first()
    if flag is None or flag.message.author_id == person.pk:
        raise Http404
    return flag


def is_private(flag: Flag) -> bool:
    """Whether the message may be read only after saying why."""
    return flag.message.room.kind in {Room.Kind.THREAD, Room.Kind.SUPPORT}


def may_read(person: Person, flag: Flag) -> bool:
    """Rooms are open to moderators; a thread only while their own look lasts.

    What a mentor writes to coordinators is meant for leads, and for no moderator.
    """
    if flag.message.room.kind == Room.Kind.SUPPORT:
        return person.is_lead
    return not is_private(flag) or looking.has_look(person, flag)


def views_not_told(lead: Person) -> QuerySet[ThreadView]:
    """Looks that the two have not been told of, the nearest review first."""
    if not lead.is_lead:
        raise Http404
    waiting = ThreadView.objects.filter(told_at=None)
    return waiting.select_related("by", "delayed_by").order_by("delay_review_on")


def views_to_look_at_again() -> QuerySet[ThreadView]:
    """Not told yet, although the day has come to look at that again."""
    today = timezone.localdate()
    return ThreadView.objects.filter(told_at=None, delay_review_on__lte=today)


def view_for(lead: Person, view_id: int) -> ThreadView:
    view = views_not_told(lead).filter(pk=view_id).first()
    if view is None:
        raise Http404
    return view


def thread_for(person: Person, room_id: int) -> Room:
    """A thread, for one of its two."""
    room = rooms.room_for(person, room_id)
    if room.kind != Room.Kind.THREAD:
        raise Http404
    return room


def views_of(thread: Room) -> QuerySet[ThreadView]:
    """What the two of a thread may know of who looked in."""
    told = ThreadView.objects.filter(flag__message__room=thread)
    return told.exclude(told_at=None).select_related("by").order_by("-at")


def colleague_for(person: Person, person_id: int) -> Person:
    """Somebody at the desk, for somebody at the desk."""
    found = Person.objects.filter(pk=person_id, is_active=True).first()
    if not person.is_moderator or found is None or not found.is_moderator:
        raise Http404
    return found


def check_outs_for(lead: Person) -> QuerySet[CheckOut]:
    """Who asked to be spoken with after a shift, and has not been."""
    if not lead.is_lead:
        raise Http404
    answers = [CheckOut.Answer.TALK, CheckOut.Answer.CALL]
    asked = CheckOut.objects.filter(answer__in=answers, spoken_at=None)
    return asked.select_related("shift__moderator").order_by("at")


def check_in_for(person: Person, room_id: int) -> CheckIn:
    """A check-in, for whoever is in it."""
    room = rooms.room_for(person, room_id)
    check_in = CheckIn.objects.filter(room=room).select_related("room", "by", "person")
    found = check_in.first()
    if found is None:
        raise Http404
    return found


def held_messages(moderator: Person) -> QuerySet[Message]:
    """What waits in quiet rooms, each with the number of its open flag."""
    if not moderator.is_moderator:
        raise Http404
    open_flag = flags.unresolved().filter(message=OuterRef("pk")).values("pk")[:1]
    return waiting.for_moderators().annotate(open_flag=Subquery(open_flag))


def held_message_for(moderator: Person, message_id: int) -> Message:
    """Also one just decided about, so that who comes second is told."""
    if not moderator.is_moderator:
        raise Http404
    was_held = Q(seq=None) | Q(held_decision__isnull=False)
    message = Message.objects.filter(was_held, pk=message_id)
    message = message.exclude(room__kind=Room.Kind.THREAD)
    found = message.select_related("room", "author").first()
    if found is None:
        raise Http404
    return found


def proposal_for(flag: Flag, proposal_id: int) -> Proposal:
    """What waits for a second person; the flag has been through its own door."""
    found = flag.proposals.filter(pk=proposal_id).select_related("by", "flag").first()
    if found is None:
        raise Http404
    return found


def appeal_for(flag: Flag, appeal_id: int) -> Appeal:
    found = flag.appeals.filter(pk=appeal_id).select_related(
        "decision__flag__message__room", "decision__flag__message__author"
    )
    appeal = found.first()
    if appeal is None:
        raise Http404
    return appeal


def care_for(person: Person, care_id: int) -> Care:
    """A task of aftercare: the shift's, or one's own; also one just done."""
    if not person.is_moderator:
        raise Http404
    found = Care.objects.filter(aftercare.open_to(person), pk=care_id)
    found = found.exclude(flag__message__author=person)
    care = found.select_related("flag__message__author", "flag__message__room").first()
    if care is None:
        raise Http404
    return care


def opening_for(lead: Person, opening_id: int) -> Opening:
    """One that its owner has not been told of."""
    if not lead.is_lead:
        raise Http404
    found = envelopes.not_told().filter(pk=opening_id).first()
    if found is None:
        raise Http404
    return found


def decision_for(author: Person, decision_id: int) -> Decision:
    """What was decided about somebody's own words, of what they may know."""
    told = Decision.objects.filter(
        pk=decision_id, flag__message__author=author, outcome__in=outcomes.TOLD_OF
    )
    found = told.select_related("flag__message__room", "by").first()
    if found is None:
        raise Http404
    return found


def planned_shift_for(person: Person, planned_id: int) -> PlannedShift:
    """What somebody may take out of the plan: their own, or anybody's who coordinates."""
    planned = PlannedShift.objects.filter(pk=planned_id).select_related("moderator")
    found = planned.first()
    may = found and (person.is_coordinator or found.moderator_id == person.pk)
    if found is None or not may:
        raise Http404
    return found


def room_to_watch(moderator: Person, room_id: int) -> Room:
    room = shifts.rooms_to_cover().filter(pk=room_id).first()
    if room is None or not moderator.is_moderator:
        raise Http404
    return room


def room_to_waive(lead: Person, room_id: int) -> Room:
    room = shifts.rooms_to_cover().filter(pk=room_id).first()
    if room is None or not lead.is_lead:
        raise Http404
    return room


def page_for(person: Person, token: uuid.UUID) -> Page:
    """What somebody was called for; only for whoever was."""
    page = Page.objects.filter(token=token, person=person).select_related("flag")
    found = page.first()
    if found is None:
        raise Http404
    return found


def on_call_for(coordinator: Person) -> list[OnCall]:
    """The list in its order, each with how the last message to them went."""
    if not coordinator.is_coordinator:
        raise Http404
    entries = list(OnCall.objects.select_related("person"))
    for entry in entries:
        sent = Page.objects.filter(person=entry.person_id, tries__gt=0)
        entry.last_page = sent.order_by("-pk").first()  # type: ignore[attr-defined]
    return entries


def on_call_entry_for(coordinator: Person, entry_id: int) -> OnCall:
    if not coordinator.is_coordinator:
        raise Http404
    entry = OnCall.objects.filter(pk=entry_id).select_related("person").first()
    if entry is None:
        raise Http404
    return entry
