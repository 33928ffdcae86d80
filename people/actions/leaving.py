"""Leaving for good: a week to come back in, and then all that was kept of somebody goes."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from people import hashing, standing
from people.actions.mailing import forget_mailbox
from people.actions.refusal import Refused
from people.actions.subscribing import forget_devices
from people.models import Person, RecoveryCode, Role
from realtime import revocations
from realtime.later import later as _
from realtime.writer import change

WAITS = timedelta(days=7)
HAS_DUTIES = _(
    "Others rely on what you do here. Ask a safeguarding lead to hand it on first."
)
# Under this name their row stays; two who left do not share a key.
GONE = "Somebody who left"


@change
def leave_for_good(person: Person, *, by: Person) -> None:
    """Signed out everywhere, and told nothing; signing in within the week ends it."""
    standing.change(person)
    if Person.objects.get(pk=person.pk).role != Role.PEER:
        raise Refused(HAS_DUTIES)
    until = timezone.now() + WAITS
    Person.objects.filter(pk=person.pk).update(
        away_until=until, leaves_at=until, session_round=F("session_round") + 1
    )
    revocations.revoke(person.pk)


@change
def leave_again(person: Person) -> None:
    """A backup that was put back has brought back somebody who had left."""
    back = Person.objects.filter(pk=person.pk, leaves_at=None, left_at=None)
    back.update(leaves_at=timezone.now())


def close_account(person: Person) -> bool:
    """From here on they can't come back; false if they have, or their week is not over."""
    return _close(person, hashing.hash_passphrase(None))


@change
def _close(person: Person, no_passphrase: str) -> bool:
    standing.change(person)
    found = Person.objects.get(pk=person.pk)
    now = timezone.now()
    if found.leaves_at is None or found.leaves_at > now:
        return False
    if found.left_at is None:
        found.left_at, found.is_active, found.password = now, False, no_passphrase
        found.session_round += 1
        found.save(update_fields=["left_at", "is_active", "password", "session_round"])
        RecoveryCode.objects.filter(person=found).delete()
        revocations.revoke(found.pk)
    return True


@change
def forget_person(person: Person) -> None:
    """The last of it: their name, and what reaches them. Their row says nothing more."""
    standing.change(person)
    forget_devices(person)
    forget_mailbox(person)
    person.notices.all().delete()
    TOTPDevice.objects.filter(user=person).delete()
    Person.objects.filter(pk=person.pk).update(
        alias=GONE, alias_key=f"left:{person.pk}", leaves_at=None, away_until=None,
        suspended_until=None, heavy_hidden_until=None, time_zone="", language="",
        quiet_hours="", shows_presence=False, shows_typing=False,
    )  # fmt: skip
