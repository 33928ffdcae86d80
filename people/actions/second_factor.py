"""The second factor of staff: numbers from an app on their phone (TOTP)."""

from binascii import unhexlify

from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from people import standing
from people.models import Person, RoleChange
from realtime import revocations
from realtime.writer import change


@change
def add_second_factor(person: Person, key: str, number: str) -> TOTPDevice | None:
    """Ties an app to a person, once its first number is right; an older one is dropped."""
    totp = TOTP(unhexlify(key))
    if not number.isdecimal() or not totp.verify(int(number), tolerance=1):
        return None
    # Locked: two that are set up at once must not both stay.
    standing.change(person)
    TOTPDevice.objects.filter(user=person).delete()
    # Sockets that the older one had opened are not staff's any more.
    revocations.revoke(person.pk)
    return TOTPDevice.objects.create(user=person, name="app", key=key, last_t=totp.t())


@change
def verify_second_factor(person: Person, number: str) -> TOTPDevice | None:
    """The app that the number proves; each wrong number makes the next wait longer."""
    devices = TOTPDevice.objects.select_for_update()
    device = devices.filter(user=person, confirmed=True).first()
    return device if device and device.verify_token(number) else None


@change
def remove_second_factor(person: Person, *, by: Person | None, reason: str) -> None:
    """For someone who lost their phone; written down beside their roles."""
    TOTPDevice.objects.filter(user=person).delete()
    words = f"Second factor removed. {reason}".strip()
    RoleChange.objects.create(person=person, by=by, role=person.role, reason=words)
    revocations.revoke(person.pk)
