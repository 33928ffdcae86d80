"""Seals what the database may keep and must not show; the key stands outside it."""

import base64
import hashlib
import json

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unsealable(Exception):
    """Sealed with a key that is gone."""


def seal(values: dict[str, str]) -> str:
    return _keys().encrypt(json.dumps(values).encode()).decode()


def unseal(sealed: str) -> dict[str, str]:
    try:
        values: dict[str, str] = json.loads(_keys().decrypt(sealed.encode()))
    except InvalidToken:
        raise Unsealable from None
    return values


def _keys() -> MultiFernet:
    """The newest key seals; older ones still open, as they do for sessions."""
    return MultiFernet(
        [
            _key(secret)
            for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
        ]
    )


def _key(secret: str) -> Fernet:
    digest = hashlib.sha256(b"alongside on-call " + secret.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
