"""Seals what the database may keep and must not show; the key stands outside it."""

import base64
import hashlib
import json

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unsealable(Exception):
    """Sealed with a key that is gone."""


def seal(values: dict[str, str], purpose: str) -> str:
    return _keys(purpose).encrypt(json.dumps(values).encode()).decode()


def unseal(sealed: str, purpose: str) -> dict[str, str]:
    try:
        values: dict[str, str] = json.loads(_keys(purpose).decrypt(sealed.encode()))
    except InvalidToken:
        raise Unsealable from None
    return values


def _keys(purpose: str) -> MultiFernet:
    """For one purpose each: what is sealed for one is closed to the other.

    The newest key seals; older ones still open, as they do for sessions.
    """
    return MultiFernet(
        [
            _key(secret, purpose)
            for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
        ]
    )


def _key(secret: str, purpose: str) -> Fernet:
    digest = hashlib.sha256(f"alongside {purpose} {secret}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
