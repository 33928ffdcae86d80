"""Holds people's standing still while a transaction relies on it."""

from collections.abc import Collection

from django.db import connection

from people.models import Person
from realtime import plain_sql

# What is asked of whoever writes, and of whom a private word goes to.
ASKED = (
    *("id", "alias", "role", "joined_at", "is_active", "suspended_until"),
    *("shows_first_week", "is_canary", "time_zone", "quiet_hours", "away_until"),
    "language",
)


def hold(person_ids: Collection[int]) -> dict[int, Person]:
    """Makes a suspension of these people wait until this transaction has ended.

    So a post that was let through commits before the suspension, never after it. The
    lock is the one that a message's foreign key takes anyway, only earlier: after the
    streams of rooms, before those of inboxes. SQLite has one writer and needs none.
    """
    wanted = plain_sql.one_of("id")
    if connection.vendor == "postgresql":
        wanted += " ORDER BY id FOR KEY SHARE"
    ids = plain_sql.listed(person_ids)
    found = plain_sql.rows_of(Person, ASKED, wanted, ids)
    return {person.pk: person for person in found}


def change(person: Person) -> None:
    """Waits for every transaction that holds this person's standing; in a change."""
    Person.objects.select_for_update().get(pk=person.pk)
