"""Sessions in the database, written like everything else through the process's writer."""

from django.contrib.sessions.backends import db

from realtime.writer import change


class SessionStore(db.SessionStore):
    def _validate_session_key(self, key: str | None) -> bool:
        # A cookie may hold anything, a NUL too, which PostgreSQL refuses loudly.
        return bool(key and len(key) >= 8 and key.isalnum())

    @classmethod
    def clear_expired(cls) -> None:
        change(super().clear_expired)()

    def save(self, must_create: bool = False) -> None:
        change(super().save)(must_create)

    def delete(self, session_key: str | None = None) -> None:
        change(super().delete)(session_key)
