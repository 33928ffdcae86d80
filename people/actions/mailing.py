"""Reminding somebody by e-mail: the one address they gave, and the outbox."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from people import rest, sealing
from people.actions.refusal import Refused
from people.mail_models import CODE_LASTS, Mail, Mailbox, MailKind
from people.models import Person
from people.outbox_models import TRIED, is_due, is_from_ahead
from realtime.later import later as _
from realtime.writer import change

PURPOSE = "reminders by e-mail"
UNCONFIRMED_KEPT_FOR = timedelta(days=1)
# After this it says nothing that somebody would not see by themselves.
LASTS = {MailKind.CODE: CODE_LASTS, MailKind.REMINDER: timedelta(hours=1)}
MOST_TRIES = 5
LOOKS_AT = 50
# Longer than a try can take.
FIRST_WAIT = timedelta(minutes=2)

HAS_ONE = _("You gave an address before. Take it away first.")
WRONG_CODE = _("That code does not work. Please look again, or start again.")


def give_address(person: Person, address: str, code: str, *, by: Person) -> None:
    """Keeps it sealed, and sends the code there that confirms it."""
    kept = {"address": address, "code": code}
    _keep_address(person, sealing.seal(kept, PURPOSE))


@change
def _keep_address(person: Person, sealed: str) -> None:
    # Locked: a code confirms the address that it was sent to, and no other.
    before = Mailbox.objects.select_for_update().filter(person=person).first()
    if before is not None and before.confirmed_at is not None:
        raise Refused(HAS_ONE, "address")
    fresh = {"sealed": sealed, "given_at": timezone.now()}
    mailbox, _is_new = Mailbox.objects.update_or_create(person=person, defaults=fresh)
    _put(mailbox, MailKind.CODE)


@change
def confirm_address(person: Person, code: str, *, by: Person) -> None:
    """Once, by whoever gave it, while the code is young."""
    mine = Mailbox.objects.select_for_update().filter(person=person)
    mailbox = mine.first()
    if mailbox is None or not mailbox.takes_code:
        raise Refused(WRONG_CODE, "code")
    try:
        kept = sealing.unseal(mailbox.sealed, PURPOSE)
    except sealing.Unsealable:
        raise Refused(WRONG_CODE, "code") from None
    if not constant_time_compare(kept["code"], code):
        raise Refused(WRONG_CODE, "code")
    mailbox.sealed = sealing.seal({"address": kept["address"]}, PURPOSE)
    mailbox.confirmed_at = timezone.now()
    mailbox.save(update_fields=["sealed", "confirmed_at"])
    mailbox.mails.all().delete()


@change
def remove_address(person: Person, *, by: Person) -> None:
    """Gone at once, with what waited to go there."""
    forget_mailbox(person)


def forget_mailbox(person: Person) -> None:
    """Part of a change after which nothing that somebody else set up may go on."""
    Mailbox.objects.filter(person=person).delete()


@change
def forget_unconfirmed() -> None:
    """What nobody confirmed within a day; for the clock."""
    oldest = timezone.now() - UNCONFIRMED_KEPT_FOR
    Mailbox.objects.filter(confirmed_at=None, given_at__lt=oldest).delete()


def queue_reminder(person_id: int) -> None:
    """Part of a change that reminded somebody: their address is told so, if they gave one."""
    confirmed = Mailbox.objects.filter(person=person_id, confirmed_at__isnull=False)
    for mailbox in confirmed:
        _put(mailbox, MailKind.REMINDER)


def _put(mailbox: Mailbox, kind: MailKind) -> None:
    now = timezone.now()
    fresh = {"made_at": now, "send_at": now, "tries": 0}
    Mail.objects.update_or_create(mailbox=mailbox, kind=kind, defaults=fresh)


# --- The outbox


def due_mail() -> QuerySet[Mail]:
    return Mail.objects.filter(is_due() | is_from_ahead())


@change
def take_mail() -> Mail | None:
    """What is due first, with a time after which another may try if this process dies."""
    rows = due_mail().select_related("mailbox__person")
    due = rows.order_by("send_at").select_for_update(skip_locked=True, of=("self",))
    for mail in due[:LOOKS_AT]:
        if _still_wanted(mail):
            mail.take(FIRST_WAIT)
            mail.save(update_fields=TRIED)
            return mail
        mail.delete()
    return None


def _still_wanted(mail: Mail) -> bool:
    now, person = timezone.now(), mail.mailbox.person
    is_late = mail.made_at + LASTS[MailKind(mail.kind)] < now
    if is_late or mail.tries >= MOST_TRIES or person.is_suspended():
        return False
    return mail.kind == MailKind.CODE or not rest.is_left_alone(person, "session", now)


@change
def mail_sent(mail: Mail) -> None:
    """Done, unless another has come to wait meanwhile."""
    Mail.objects.filter(pk=mail.pk, made_at=mail.made_at).delete()
