"""Round a session: reminders one chose, how it was, and what nobody came to."""

from django.utils import timezone

from mentoring.actions.settling import (
    refuse_others,
    refuse_unless,
    see_notices,
    settling_session,
)
from mentoring.care_models import Missed, Reminding
from mentoring.models import Attendance, Phase, Session
from people.actions import Refused
from people.models import Person
from realtime.writer import change


@change
def choose_reminders(*, by: Person, day: bool, hour: bool, opens: bool) -> None:
    chosen = {"day": day, "hour": hour, "opens": opens}
    Reminding.objects.update_or_create(person=by, defaults=chosen)


@change
def say_how_it_was(session: Session, *, by: Person, felt: str) -> None:
    """For oneself and coordinators; the other is neither told nor shown. Can be changed."""
    if felt not in Attendance.Felt.values:
        raise Refused("Choose one of the three.")
    with settling_session(session) as found:
        refuse_others(found.mentorship, by)
        refuse_unless(found, Phase.ENDED)
        Attendance.objects.update_or_create(
            session=found, person=by, defaults={"felt": felt}
        )
        see_notices(found.mentorship, by)


@change
def see_to_missed(missed: Missed, *, by: Person) -> None:
    """A coordinator has looked; whoever was first stays."""
    if not by.is_coordinator:
        raise Refused("Only a coordinator can do that.")
    open_ones = Missed.objects.filter(pk=missed.pk, seen_at=None)
    open_ones.update(seen_by=by, seen_at=timezone.now())
