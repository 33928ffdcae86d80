"""A push service on this machine, and a browser's half of the secret."""

import json
import os
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from people.push import base64url, encryption


class Secret:
    """What a browser keeps to itself; opens what was sealed for it."""

    def __init__(self, number: str = "", auth: str = "") -> None:
        raw = base64url.decode(number) if number else os.urandom(31)
        self.key = ec.derive_private_key(int.from_bytes(raw, "big"), encryption.CURVE)
        self.auth = base64url.decode(auth) if auth else os.urandom(16)

    @property
    def fields(self) -> dict[str, str]:
        public = encryption.public_bytes(self.key)
        return {
            "public": base64url.encode(public),
            "auth": base64url.encode(self.auth),
        }

    def open(self, sealed: bytes) -> bytes:
        """By the text of RFC 8188 and RFC 8291, from the receiver's end."""
        salt, size = sealed[:16], sealed[20]
        theirs, box = sealed[21 : 21 + size], sealed[21 + size :]
        point = ec.EllipticCurvePublicKey.from_encoded_point(encryption.CURVE, theirs)
        mine = encryption.public_bytes(self.key)
        shared = self.key.exchange(ec.ECDH(), point)
        secret = derive(shared, self.auth, b"WebPush: info\x00" + mine + theirs, 32)
        key = derive(secret, salt, b"Content-Encoding: aes128gcm\x00", 16)
        nonce = derive(secret, salt, b"Content-Encoding: nonce\x00", 12)
        return AESGCM(key).decrypt(nonce, box, None).rstrip(b"\0").removesuffix(b"\2")


def derive(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)


def signed_word(authorization: str, public: str) -> dict[str, Any]:
    """What a VAPID header says; fails unless it is signed with this public key."""
    scheme, _, rest = authorization.partition(" ")
    fields = dict(part.strip().split("=", 1) for part in rest.split(","))
    assert (scheme, fields["k"]) == ("vapid", public)
    head, word, signature = fields["t"].split(".")
    raw = base64url.decode(signature)
    r, s = (int.from_bytes(half, "big") for half in (raw[:32], raw[32:]))
    point = base64url.decode(public)
    key = ec.EllipticCurvePublicKey.from_encoded_point(encryption.CURVE, point)
    signed = f"{head}.{word}".encode()
    key.verify(utils.encode_dss_signature(r, s), signed, ec.ECDSA(SHA256()))
    assert json.loads(base64url.decode(head)) == {"typ": "JWT", "alg": "ES256"}
    found: dict[str, Any] = json.loads(base64url.decode(word))
    return found
