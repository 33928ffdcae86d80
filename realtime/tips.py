"""Where streams stand in the database."""

from collections.abc import Collection

from realtime.models import Stream
from realtime.plain_sql import listed, one_of, rows_of
from realtime.streams import COUNTERS


def of(names: Collection[str]) -> dict[str, Stream]:
    """Every named stream; one that nothing has moved yet stands at 0."""
    wanted = (one_of("name"), listed(names))
    found = {row.name: row for row in rows_of(Stream, COUNTERS, *wanted)}
    return {name: found.get(name) or Stream(name=name, epoch="") for name in names}
