"""Who waits for whom in PostgreSQL."""

from django.db import connection


def is_waited_for() -> bool:
    """Whether some connection waits for a lock that another has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])
