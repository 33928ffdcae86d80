"""Codes that people read from paper and type: recovery codes and invitations."""

import hashlib
import secrets

# Crockford's letters: none looks like another, none spells a word with U.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans("OIL", "011")


def new_code(groups: int = 4) -> str:
    """A code such as 7K3M-9QXT-…: 20 bits in each group."""
    return "-".join(
        "".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(groups)
    )


def code_hash(code: str, owner: str = "") -> str:
    """What is kept of a code; the code itself has bits enough to need no slow hash."""
    typed = "".join(letter for letter in code[:100].upper() if letter.isalnum())
    return hashlib.sha256(f"{owner}:{typed.translate(MISREAD)}".encode()).hexdigest()
