"""Hashes and checks passphrases, a few at a time: each takes 100 MiB for a moment."""

import unicodedata
from threading import BoundedSemaphore

from django.contrib.auth.hashers import check_password, make_password

from people.models import Person

LONGEST = 200
_places = BoundedSemaphore(2)


def hash_passphrase(passphrase: str | None) -> str:
    """None gives a hash that no passphrase opens."""
    if passphrase is None:
        return make_password(None)
    with _places:
        return make_password(_tidy(passphrase))


def is_right(passphrase: str, person: Person | None) -> bool:
    """Takes as long for nobody as for somebody."""
    with _places:
        if person is None:
            make_password(_tidy(passphrase))
            return False
        return check_password(_tidy(passphrase), person.password)


def _tidy(passphrase: str) -> str:
    """Spaces and the way that accents are typed make no difference."""
    return " ".join(unicodedata.normalize("NFC", passphrase[:LONGEST]).split())
