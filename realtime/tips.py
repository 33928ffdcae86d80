"""Where streams stand in the database."""

from collections.abc import Collection

from realtime.models import Stream


def of(names: Collection[str]) -> dict[str, Stream]:
    """Every named stream; one that nothing has moved yet stands at 0."""
    found = Stream.objects.in_bulk(list(names))
    return {name: found.get(name) or Stream(name=name, epoch="") for name in names}
