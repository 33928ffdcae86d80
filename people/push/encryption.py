"""Seals a few bytes for one browser (RFC 8291 over RFC 8188). Pure.

The push service that carries them cannot read them, and all are of one length.
"""

import os

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
LENGTH = 128
RECORD = (4096).to_bytes(4, "big")
LAST_RECORD = b"\x02"


def seal(
    text: bytes,
    public: bytes,
    auth: bytes,
    *,
    once: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
    length: int = LENGTH,
) -> bytes:
    """For the browser with these keys; `once` and `salt` are given only to check it."""
    once, salt = once or ec.generate_private_key(CURVE), salt or os.urandom(16)
    ours = public_bytes(once)
    shared = once.exchange(ec.ECDH(), read_public(public))
    secret = _derive(shared, auth, b"WebPush: info\0" + public + ours, 32)
    key = _derive(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derive(secret, salt, b"Content-Encoding: nonce\0", 12)
    padded = (text + LAST_RECORD).ljust(length, b"\0")
    sealed = AESGCM(key).encrypt(nonce, padded, None)
    return salt + RECORD + bytes([len(ours)]) + ours + sealed


def read_public(public: bytes) -> ec.EllipticCurvePublicKey:
    """ValueError for what is not a point of the curve."""
    return ec.EllipticCurvePublicKey.from_encoded_point(CURVE, public)


def public_bytes(key: ec.EllipticCurvePrivateKey) -> bytes:
    point = PublicFormat.UncompressedPoint
    return key.public_key().public_bytes(Encoding.X962, point)


def _derive(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)
