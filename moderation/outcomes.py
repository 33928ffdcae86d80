"""Which outcomes are offered for a flag, the least restrictive first."""

from moderation.models import Flag, Outcome
from people.models import Person
from rooms.models import Message, Room

# How long writing can be paused: minutes and their words.
MINUTES = {10: "10 minutes", 60: "1 hour", 60 * 24: "24 hours"}


def offered(flag: Flag, by: Person) -> list[Outcome]:
    return [outcome for outcome in Outcome if _makes_sense(outcome, flag, by)]


def _makes_sense(outcome: Outcome, flag: Flag, by: Person) -> bool:
    message = flag.message
    match outcome:
        case Outcome.WARN:
            return message.state == Message.State.SHOWN and not message.warning
        case Outcome.COVER:
            return message.state == Message.State.SHOWN
        case Outcome.REMOVE:
            # Who leaves a thread or a check-in is no moderator's decision.
            return message.room.kind == Room.Kind.ROOM
        case Outcome.REFER:
            return not by.is_lead
    return True
