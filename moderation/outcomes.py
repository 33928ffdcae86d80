"""Which outcomes are offered for a flag, the least restrictive first."""

from collections.abc import Callable

from django.utils import timezone

from moderation import flags
from moderation.models import Flag, Outcome
from people.models import Person
from realtime.later import later as _
from rooms.models import Message, Room

# How long writing can be paused: minutes and their words.
MINUTES = {10: _("10 minutes"), 60: _("1 hour"), 60 * 24: _("24 hours")}
# The author reads why, and may appeal.
TOLD = frozenset([Outcome.COVER, Outcome.MUTE, Outcome.REMOVE, Outcome.SUSPEND])
TOLD_OF = TOLD | {Outcome.WARN}
# The flag stays open, for a lead.
FOR_A_LEAD = frozenset([Outcome.REFER, Outcome.SUSPEND])


def offered(flag: Flag, by: Person) -> list[Outcome]:
    return [
        outcome
        for outcome in Outcome
        if ONLY_IF.get(outcome, _always)(flag.message, by)
    ]


def _always(message: Message, by: Person) -> bool:
    return True


def _may_be_reached(message: Message, by: Person) -> bool:
    return not message.author.is_suspended()


def _is_shown(message: Message, by: Person) -> bool:
    return message.state == Message.State.SHOWN


def _has_no_warning(message: Message, by: Person) -> bool:
    return _is_shown(message, by) and not message.warning


def _is_open(message: Message, by: Person) -> bool:
    return message.room.closed_at is None


def _is_live(message: Message, by: Person) -> bool:
    return _is_in_a_room(message, by) and message.room.takes_messages(timezone.now())


def _can_go_quiet(message: Message, by: Person) -> bool:
    """Only rooms that need cover do; the others would go on as before."""
    return message.room.needs_cover and _is_live(message, by)


def _is_in_a_room(message: Message, by: Person) -> bool:
    """Who leaves a thread or a check-in is no moderator's decision."""
    return message.room.kind == Room.Kind.ROOM


def _may_be_kept_out(message: Message, by: Person) -> bool:
    return not message.author.is_suspended() and not message.author.is_staff_member


def _is_kept_out(message: Message, by: Person) -> bool:
    return by.is_lead and message.author.is_suspended()


def _may_be_handed_to_a_lead(message: Message, by: Person) -> bool:
    return not by.is_lead and flags.leads_besides(message.author_id).exists()


def _by_a_button_of_its_own(message: Message, by: Person) -> bool:
    return False


ONLY_IF: dict[Outcome, Callable[[Message, Person], bool]] = {
    Outcome.RETURN: _is_kept_out,
    Outcome.CHECK_IN: _may_be_reached,
    Outcome.WARN: _has_no_warning,
    Outcome.COVER: _is_shown,
    Outcome.SLOW: _is_live,
    Outcome.CLOSING: _can_go_quiet,
    Outcome.MUTE: _is_open,
    Outcome.REMOVE: _is_in_a_room,
    Outcome.SUSPEND: _may_be_kept_out,
    Outcome.REFER: _may_be_handed_to_a_lead,
    Outcome.EMERGENCY: _by_a_button_of_its_own,
}
