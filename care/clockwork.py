"""What care does by time; each job is safe to run twice, or in two places."""

from datetime import timedelta

from django.utils import timezone

from care import access, actions, answers, wall
from care.actions import wall as keeping
from moderation import flags, shifts
from people.models import Person
from realtime.one_by_one import each
from rooms.models import Message

# By the community's clock; what comes then waits for the morning.
NIGHT_BEGINS = 3
UNANSWERED_AFTER = timedelta(minutes=10)


def show_unanswered() -> None:
    """A newcomer's first message that nobody answered reaches people who can."""
    each(answers.waiting(timezone.now() - UNANSWERED_AFTER), _show_unanswered)


def _show_unanswered(message: Message) -> None:
    actions.show_unanswered(
        message, moderators=_moderators(message), welcomers=_welcomers(message)
    )


def _moderators(message: Message) -> list[Person]:
    """Those on shift; the list waits for the next ones."""
    on = [shift.moderator for shift in shifts.current()]
    return [person for person in on if person.pk != message.author_id]


def _welcomers(message: Message) -> list[Person]:
    """Nobody is sent to what moderators have in hand."""
    if flags.is_on_board(message):
        return []
    on = {person.pk for person in _moderators(message)}
    found = access.welcomers_in(message.room)
    return [p for p in found if p.pk not in {message.author_id, *on}]


def forget_old_feelings() -> None:
    actions.forget_old_feelings()


def warn_of_checks() -> None:
    """Every night, whoever keeps the wall hears that an entry needs a check."""
    now = timezone.localtime()
    if now.hour < NIGHT_BEGINS:
        return
    today = now.date()
    if wall.overdue(today) or wall.overdue_lines(today):
        keepers = wall.not_warned_yet(today)
        if keepers:
            keeping.warn_of_checks(keepers, today)
