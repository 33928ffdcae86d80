"""Takes reading away: written with the change that causes it, obeyed by every hub."""

import hashlib
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now

from realtime import streams
from realtime.models import Revocation

# Hubs read revocations this far back, so that one that commits late is not missed;
# by the database's clock, as those of the processes may differ.
LOOK_BACK = timedelta(seconds=30)


def session_mark(session_key: str) -> str:
    """Names a session without being able to open it."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:32]


def revoke(person: int, *, stream: str = "", session: str = "") -> None:
    """Ends a person's reading from this commit: of a stream, of a session, or of all."""
    Revocation.objects.create(person=person, stream=stream, session=session, at=Now())
    transaction.on_commit(streams.announce_revocation)


def recent() -> list[Revocation]:
    return list(Revocation.objects.filter(at__gt=Now() - LOOK_BACK))
