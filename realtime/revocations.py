"""Takes reading away: written with the change that causes it, obeyed by every hub."""

import hashlib
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models.functions import Now

from realtime import drift, streams
from realtime.models import Revocation
from realtime.writer import change

# Hubs look this far behind their last look, so that one that commits late is not missed;
# by the database's clock, as those of the processes may differ.
LOOK_BACK = timedelta(seconds=30)
# A socket lives twelve hours by its process's own clock, and that stands still while a
# machine sleeps. One that slept for longer than this no longer trusts what it finds: its
# sockets all come back, and are looked up anew.
KEPT_FOR = timedelta(days=7)


def session_mark(session_key: str) -> str:
    """Names a session without being able to open it."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:32]


def revoke(person: int, *, stream: str = "", session: str = "") -> None:
    """Ends a person's reading from this commit: of a stream, of a session, or of all."""
    Revocation.objects.create(person=person, stream=stream, session=session, at=Now())
    transaction.on_commit(streams.announce_revocation)


def since(moment: datetime) -> tuple[list[Revocation], datetime]:
    """What was revoked since a moment of the database's, and when this look was made.

    However long ago that moment was: a process may have been frozen, or cut off. A clock
    that was put back hides nothing.
    """
    now = drift.now()
    earliest = min(moment, now) - LOOK_BACK
    return list(Revocation.objects.filter(at__gt=earliest)), now


def may_have_missed(looked: datetime, now: datetime) -> bool:
    """Whether some revocation since a look may be forgotten by now."""
    return looked < now - KEPT_FOR + LOOK_BACK


@change
def forget_old() -> None:
    """Those that every process has obeyed, or will not trust itself to have; for the clock."""
    Revocation.objects.filter(at__lt=drift.now() - KEPT_FOR).delete()
