"""What every new time of a session must be: ahead, near enough, and free for both."""

from collections.abc import Collection

from django.utils import timezone

from mentoring import busy, scheduling
from mentoring.models import Group, Session
from mentoring.timing_models import OnAClock
from people.actions import Refused
from people.models import Person
from realtime.later import later as _

FURTHEST = scheduling.YEAR
TAKEN = _("One of you has another session then. Choose another time.")


def check_time(wish: OnAClock) -> None:
    now = timezone.now()
    if wish.starts_at <= now:
        raise Refused(_("That time has passed. Please choose a later one."), "time")
    if wish.starts_at > now + FURTHEST:
        raise Refused(_("That is more than a year away. Choose a nearer day."), "day")
    if not scheduling.SHORTEST <= wish.minutes <= scheduling.LONGEST:
        raise Refused(_("A session lasts between 15 minutes and two hours."), "minutes")


def check_free(
    wish: OnAClock, pair: Collection[Person], but: Session | None = None
) -> None:
    """Whose hour it is that is taken stays between them."""
    if not is_free(wish, pair, but):
        raise Refused(TAKEN, "time")


def is_free(
    wish: OnAClock, pair: Collection[Person], but: Session | Group | None = None
) -> bool:
    span = (wish.starts_at, wish.ends_at)
    ids = [person.pk for person in pair]
    taken = busy.times_of(ids, *span, but=but)
    return not any(scheduling.overlaps(span, other) for other in taken)
