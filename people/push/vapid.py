"""Says to a push service who is asking it to carry something (RFC 8292, VAPID). Pure."""

import json
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256

from people.push import base64url, encryption

# Services take no more than a day; a clock that is off by an hour does no harm.
LASTS = 12 * 3600


def authorization(
    endpoint: str, key: ec.EllipticCurvePrivateKey, contact: str, now: float
) -> str:
    """The header `Authorization`: a signed word, good for this service alone."""
    url = urlsplit(endpoint)
    word = {
        "aud": f"{url.scheme}://{url.netloc}",
        "exp": int(now) + LASTS,
        "sub": contact,
    }
    ours = base64url.encode(encryption.public_bytes(key))
    return f"vapid t={_signed(word, key)}, k={ours}"


def _signed(word: dict[str, object], key: ec.EllipticCurvePrivateKey) -> str:
    head = {"typ": "JWT", "alg": "ES256"}
    text = ".".join(
        base64url.encode(json.dumps(part).encode()) for part in (head, word)
    )
    r, s = utils.decode_dss_signature(key.sign(text.encode(), ec.ECDSA(SHA256())))
    signature = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    return f"{text}.{base64url.encode(signature)}"
