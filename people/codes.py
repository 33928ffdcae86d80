"""Codes that people read from paper and type: recovery codes and invitations."""

import hashlib
import secrets

# Crockford's letters: none looks like another, and there is no U to spell words with.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans("OIL", "011")
GROUPS = 3
# A code has 60 bits, so a few rounds (3 ms) are enough to make a stolen hash useless.
ROUNDS = 10_000


def new_code() -> str:
    """A code such as 7K3M-9QXT-2HVB: 20 bits in each group."""
    return "-".join(
        "".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(GROUPS)
    )


def code_hash(code: str, owner: str) -> str:
    """What is kept of a code: as it is read, and tied to what it opens."""
    typed = "".join(letter for letter in code[:100].upper() if letter.isalnum())
    plain = typed.translate(MISREAD).encode()
    return hashlib.pbkdf2_hmac("sha256", plain, owner.encode(), ROUNDS).hex()
