"""Who may decide, asked inside the transaction that relies on it."""

from django.db import connection

from people import standing
from people.actions import Refused
from people.models import Person

NOT_NOW = "You can't moderate now. Your role or your account has changed."
ONLY_LEADS = "Only a safeguarding lead can do this."


def check(person: Person) -> Person:
    """The moderator as they stand now; a suspension waits until this has committed."""
    standing.hold([person.pk])
    fresh = Person.objects.get(pk=person.pk)
    if not fresh.is_moderator or fresh.is_suspended():
        raise Refused(NOT_NOW)
    return fresh


def check_coordinator(person: Person) -> Person:
    standing.hold([person.pk])
    fresh = Person.objects.get(pk=person.pk)
    if not fresh.is_coordinator or fresh.is_suspended():
        raise Refused(NOT_NOW)
    return fresh


def check_lead(person: Person) -> Person:
    fresh = check(person)
    if not fresh.is_lead:
        raise Refused(ONLY_LEADS)
    return fresh


def wait_for(name: str) -> None:
    """Has changes of one kind take turns, in every process; SQLite has one writer."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [name])


def needed(words: str, field: str, problem: str) -> str:
    """What somebody typed, without blanks around it; refused if nothing is left."""
    if not words.strip():
        raise Refused(problem, field)
    return words.strip()
