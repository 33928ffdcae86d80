"""The community's own key, by which push services know it: PUSH_KEY, or a file.

Browsers are tied to it: when it is lost, everybody must ask to be told again.
"""

import os
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from people.push import base64url, encryption


class BadKey(ValueError):
    """What was given is not 32 bytes in base64url."""


def ours() -> ec.EllipticCurvePrivateKey | None:
    """None where none was made: then nobody is told on a device."""
    text = settings.PUSH_KEY or _kept()
    return _read(text) if text else None


def public() -> str:
    """What browsers are given; empty where there is no key."""
    key = ours()
    return base64url.encode(encryption.public_bytes(key)) if key else ""


def ensure() -> None:
    """Makes a key where there is none; for `manage.py prepare`."""
    if settings.PUSH_KEY or _file().exists():
        return
    number = ec.generate_private_key(encryption.CURVE).private_numbers().private_value
    handle = os.open(_file(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(base64url.encode(number.to_bytes(32, "big")))


def _file() -> Path:
    return Path(settings.VAR_DIR) / "push.key"


def _kept() -> str:
    try:
        return _file().read_text().strip()
    except FileNotFoundError:
        return ""


@lru_cache(maxsize=4)
def _read(text: str) -> ec.EllipticCurvePrivateKey:
    try:
        raw = base64url.decode(text)
        if len(raw) != 32:
            raise BadKey
        return ec.derive_private_key(int.from_bytes(raw, "big"), encryption.CURVE)
    except ValueError as problem:
        raise BadKey from problem
