"""Sessions in the database, written like everything else through the process's writer."""

import logging

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError

from realtime.writer import NOT_WRITTEN, change

logger = logging.getLogger(__name__)


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
