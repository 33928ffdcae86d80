"""Resting: breaks, and a day without heavy topics."""

from django.db.models import F
from django.utils import timezone

from people import rest, standing
from people.actions.refusal import Refused
from people.models import Person
from realtime import revocations
from realtime.later import later as _
from realtime.writer import change

CHOOSE = _("Please choose for how long.")


@change
def take_break(person: Person, length: str, *, by: Person) -> None:
    """Signed out everywhere from this commit; sockets end within a second."""
    if length not in rest.BREAKS:
        raise Refused(CHOOSE, "length")
    _, lasts = rest.BREAKS[length]
    standing.change(person)
    Person.objects.filter(pk=person.pk).update(
        away_until=timezone.now() + lasts, session_round=F("session_round") + 1
    )
    revocations.revoke(person.pk)


@change
def end_break(person: Person, *, by: Person) -> None:
    standing.change(person)
    person.away_until = person.leaves_at = None
    person.save(update_fields=["away_until", "leaves_at"])


@change
def hide_heavy_today(person: Person, *, by: Person) -> None:
    person.heavy_hidden_until = rest.end_of_day(person, timezone.now())
    person.save(update_fields=["heavy_hidden_until"])


@change
def show_heavy(person: Person, *, by: Person) -> None:
    person.heavy_hidden_until = None
    person.save(update_fields=["heavy_hidden_until"])
