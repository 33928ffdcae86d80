"""Has Django use a SQLite without the WAL-reset bug, where a wheel brings one."""

import sys

# Before this version two connections could corrupt a database in WAL mode.
SOUND = (3, 51, 3)


def use_sound_sqlite() -> None:
    """Must run before anything imports Django's SQLite backend."""
    try:
        import pysqlite3
    except ImportError:
        return
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
