"""Proof of who someone is: passphrases and recovery codes."""

from django.utils import timezone

from people import codes, hashing
from people.actions.refusal import Refused
from people.models import Person, RecoveryCode
from realtime import revocations
from realtime.writer import change

RECOVERY_CODES = 8
NOT_RECOVERED = "That alias and code do not match. Each code works once."


def change_passphrase(person: Person, passphrase: str, *, by: Person) -> None:
    """Signs out every other session: a session is tied to the passphrase's hash."""
    _change_passphrase(person, hashing.hash_passphrase(passphrase))


@change
def _change_passphrase(person: Person, hashed: str) -> None:
    person.password = hashed
    person.save(update_fields=["password"])
    revocations.revoke(person.pk)


@change
def make_recovery_codes(person: Person, *, by: Person) -> list[str]:
    """Eight codes, shown once; older ones stop working."""
    RecoveryCode.objects.filter(person=person).delete()
    new = [codes.new_code() for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(
        [
            RecoveryCode(person=person, code_hash=codes.code_hash(c, str(person.pk)))
            for c in new
        ]
    )
    return new


def recover_with_code(person: Person | None, code: str, passphrase: str) -> Person:
    """Uses up a code to set a new passphrase; takes as long for nobody."""
    hashed = hashing.hash_passphrase(passphrase)
    if person is None:
        raise Refused(NOT_RECOVERED, "code")
    return _recover_with_code(person, code, hashed)


@change
def _recover_with_code(person: Person, code: str, hashed: str) -> Person:
    unused = RecoveryCode.objects.filter(
        person=person,
        code_hash=codes.code_hash(code, str(person.pk)),
        used_at__isnull=True,
    )
    if not unused.update(used_at=timezone.now()):
        raise Refused(NOT_RECOVERED, "code")
    _change_passphrase(person, hashed)
    return person
