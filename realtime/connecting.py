"""How the threads of a process are connected to the database, and get over losing it."""

from django.db import Error, connection

# What the writer looks for has a key. PostgreSQL keeps the plans of its statements, and
# those of foreign keys; made while a table was empty they would read the whole of it,
# each time, as it grows. (Such plans count as dear, and would be compiled for that.)
BY_KEYS = " -c enable_seqscan=off -c jit=off"


def leave_the_pool() -> None:
    """Gives this thread a connection of its own: the writer waits for no reader, and
    for no pool that has not yet noticed that the database is back."""
    kept = connection.settings_dict
    options = {name: v for name, v in kept["OPTIONS"].items() if name != "pool"}
    if connection.vendor == "postgresql":
        options["options"] = options.get("options", "") + BY_KEYS
    connection.settings_dict = kept | {"OPTIONS": options}


def can_ask() -> bool:
    """Whether the database answers; a connection that broke is made anew."""
    try:
        if not connection.is_usable():
            connection.close()
        connection.ensure_connection()
    except Error:
        return False
    return True


def forget_broken() -> None:
    """After one connection broke, others that lie idle in the pool did so too."""
    found, pool = connection.connection, getattr(connection, "pool", None)
    if pool is not None and found is not None and found.broken:
        pool.drain()
