"""Who may be named to read answers about harm, while they are staff and not kept out."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from people.models import STAFF_ROLES, Person


def able() -> QuerySet[Person]:
    """Asked anew for each form: who is staff changes."""
    now = timezone.now()
    kept_in = Q(suspended_until=None) | Q(suspended_until__lte=now)
    staff = Person.objects.filter(kept_in, role__in=STAFF_ROLES, is_active=True)
    return staff.order_by("alias_key")


def can_read(person: Person) -> bool:
    return person.is_staff_member and not person.is_suspended()
