"""Sessions in the database, written like everything else through the process's writer."""

import logging
from collections.abc import Sequence

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import DatabaseError
from django.utils import timezone

from realtime.writer import NOT_WRITTEN, change

logger = logging.getLogger(__name__)


def read(keys: Sequence[str]) -> dict[str, "SessionStore"]:
    """The open sessions among these keys, read at once."""
    valid = [key for key in keys if SessionStore(key).session_key]
    now = timezone.now()
    rows = Session.objects.filter(session_key__in=valid, expire_date__gt=now)
    return {row.session_key: _opened(row) for row in rows}


def _opened(row: Session) -> "SessionStore":
    store = SessionStore(row.session_key)
    # What the store would keep itself, had it read its own row.
    store._session_cache = store.decode(row.session_data)  # type: ignore[attr-defined]
    return store


class SessionStore(db.SessionStore):
    def _validate_session_key(self, key: str | None) -> bool:
        # A cookie may hold anything, a NUL too, which PostgreSQL refuses loudly.
        return bool(key and len(key) >= 8 and key.isalnum())

    @classmethod
    def clear_expired(cls) -> None:
        change(super().clear_expired)()

    def save(self, must_create: bool = False) -> None:
        try:
            change(super().save)(must_create)
        except (UpdateError, *NOT_WRITTEN) as problem:
            if must_create or _is_gone(problem):
                raise
            # A page can be read on a full disk; what it noted is only noted again.
            logger.warning("a session was not saved: %s", type(problem).__name__)

    def delete(self, session_key: str | None = None) -> None:
        change(super().delete)(session_key)


def _is_gone(problem: BaseException) -> bool:
    """Whether the session ended meanwhile: nothing refused, and no row was there."""
    return (
        isinstance(problem, UpdateError) and type(problem.__context__) is DatabaseError
    )
