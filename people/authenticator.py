"""What an authenticator app is given: an address to scan, and the same key to type."""

from base64 import b32encode
from urllib.parse import quote, urlencode


def key_in_letters(key: str) -> str:
    """A hexadecimal key as apps ask for it, in groups of four to type from."""
    letters = _base32(key)
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def address(key: str, alias: str, community: str) -> str:
    label = quote(f"{community.replace(':', '')}:{alias}")
    return f"otpauth://totp/{label}?" + urlencode(
        {"secret": _base32(key), "issuer": community}, quote_via=quote
    )


def _base32(key: str) -> str:
    return b32encode(bytes.fromhex(key)).decode().rstrip("=")
