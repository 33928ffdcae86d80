"""Holds people's standing still while a transaction relies on it."""

from collections.abc import Collection

from django.db import connection

from people.models import Person


def hold(person_ids: Collection[int]) -> None:
    """Makes a suspension of these people wait until this transaction has ended.

    So a post that was let through commits before the suspension, never after it. The
    lock is the one that a message's foreign key takes anyway, only earlier. SQLite has
    one writer and needs none.
    """
    if connection.vendor != "postgresql" or not person_ids:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM people_person WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE",
            [sorted(person_ids)],
        )


def change(person: Person) -> None:
    """Waits for every transaction that holds this person's standing; in a change."""
    Person.objects.select_for_update().get(pk=person.pk)
