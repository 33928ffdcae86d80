"""The first visit goes on, is left, is done."""

from django.utils import timezone

from care import first_visit
from care.models import FirstVisit
from people.models import Person
from realtime.writer import change


@change
def go_on(step: str, *, by: Person, accepts_rules: bool = False) -> FirstVisit:
    """Leaves a step behind; the next one waits for however long it takes."""
    # Locked: what was accepted in another tab stays accepted.
    visits = FirstVisit.objects.select_for_update()
    visit, _ = visits.get_or_create(person=by, defaults={"step": step})
    following = first_visit.after(step)
    visit.step = following or step
    if accepts_rules and visit.accepted_rules_at is None:
        visit.accepted_rules_at = timezone.now()
    if following is None:
        visit.finished_at = timezone.now()
    visit.save()
    return visit


@change
def finish_visit(*, by: Person) -> None:
    """Whoever does not want it is not asked again; it stays there to be found."""
    FirstVisit.objects.update_or_create(
        person=by,
        defaults={"finished_at": timezone.now()},
        create_defaults={"step": first_visit.ORDER[0], "finished_at": timezone.now()},
    )
