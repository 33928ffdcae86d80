"""Proof of who someone is: passphrases and recovery codes."""

from django.utils import timezone

from people import codes, hashing, standing
from people.actions.mailing import forget_mailbox
from people.actions.refusal import Refused
from people.actions.subscribing import forget_devices
from people.models import Person, RecoveryCode
from realtime import revocations
from realtime.later import later as _
from realtime.writer import change

RECOVERY_CODES = 8
NOT_RECOVERED = _("That alias and code do not match. Each code works once.")


def change_passphrase(person: Person, passphrase: str, *, by: Person) -> None:
    """Signs out every other session: a session is tied to the passphrase's hash.

    No device and no e-mail address is told anything more: either may be another's.
    """
    _change_passphrase(person, hashing.hash_passphrase(passphrase))


@change
def _change_passphrase(person: Person, hashed: str) -> None:
    person.password = hashed
    person.save(update_fields=["password"])
    forget_devices(person)
    forget_mailbox(person)
    revocations.revoke(person.pk)


def make_recovery_codes(person: Person, *, by: Person) -> list[str]:
    """Eight codes, shown once; older ones stop working."""
    new = [codes.new_code() for _ in range(RECOVERY_CODES)]
    _keep_recovery_codes(person, [_hash(code, person) for code in new])
    return new


@change
def _keep_recovery_codes(person: Person, hashes: list[str]) -> None:
    # Locked: of two that come at once, only the later one's codes work.
    standing.change(person)
    RecoveryCode.objects.filter(person=person).delete()
    RecoveryCode.objects.bulk_create(
        [RecoveryCode(person=person, code_hash=each) for each in hashes]
    )


def recover_with_code(person: Person | None, code: str, passphrase: str) -> Person:
    """Uses up a code to set a new passphrase; takes as long for nobody."""
    hashed = hashing.hash_passphrase(passphrase)
    return _recover_with_code(person, _hash(code, person), hashed)


@change
def _recover_with_code(person: Person | None, code_hash: str, hashed: str) -> Person:
    unused = RecoveryCode.objects.filter(
        person=person.pk if person else 0, code_hash=code_hash, used_at__isnull=True
    )
    if not unused.update(used_at=timezone.now()) or person is None:
        raise Refused(NOT_RECOVERED, "code")
    _change_passphrase(person, hashed)
    return person


def _hash(code: str, person: Person | None) -> str:
    return codes.code_hash(code, owner=f"person:{person.pk if person else 0}")
