"""A private address for one's calendar: made, shown once, ended."""

import hashlib
import secrets

from mentoring.models import CalendarFeed
from people.models import Person
from realtime.writer import change


def make_feed(*, by: Person) -> str:
    """A new secret; the address before it works no longer."""
    token = secrets.token_urlsafe(32)
    _keep(by, token_hash(token))
    return token


@change
def _keep(person: Person, kept: str) -> None:
    CalendarFeed.objects.update_or_create(person=person, defaults={"token_hash": kept})


@change
def end_feed(*, by: Person) -> None:
    CalendarFeed.objects.filter(person=by).delete()


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
