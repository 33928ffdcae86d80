"""What is asked of mentors, and whether it is in order for one of them on a day."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from mentoring.models import Requirement, Volunteer
from people.models import Person


def asked_of_mentors() -> list[Requirement]:
    return list(Requirement.objects.filter(is_asked=True).order_by("pk"))


def missing(
    volunteer: Volunteer, on: date, asked: Iterable[Requirement] | None = None
) -> list[Requirement]:
    """What is asked of mentors and is not in order for this one on a day."""
    good = {c.requirement_id for c in volunteer.checks.all() if c.is_good(on)}
    wanted = asked_of_mentors() if asked is None else asked
    return [one for one in wanted if one.pk not in good]


def lacking(person: Person) -> list[Requirement]:
    """What a mentor of the programme must renew before they take somebody on."""
    approved = Volunteer.objects.filter(person=person, state=Volunteer.State.APPROVED)
    found = approved.prefetch_related("checks").first()
    return missing(found, timezone.localdate()) if found else []
