"""Joining: invitations, and making an account."""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from people import aliases, codes, hashing, inbox
from people.actions.refusal import Refused
from people.models import Invitation, Person, Role, RoleChange
from realtime import streams
from realtime.later import later as _
from realtime.writer import change

TAKEN = _("That alias is taken, or looks like one that is. Please try another.")
NOT_INVITED = _("That invitation does not work. It may be used up or too old.")


def register(
    alias: str,
    passphrase: str | None,
    *,
    role: str = Role.PEER,
    invitation: str | None = None,
    is_adult: bool = False,
    time_zone: str = "",
    by: Person | None = None,
) -> Person:
    """Makes an account; an invitation that is given must work. Hashes before the change."""
    alias = aliases.tidy_alias(alias)
    problem = aliases.alias_problem(alias, reserved=[settings.COMMUNITY_NAME])
    if problem:
        raise Refused(problem, "alias")
    person = Person(
        alias=alias,
        alias_key=aliases.alias_key(alias),
        password=hashing.hash_passphrase(passphrase),
        role=role,
        is_adult=is_adult,
        time_zone=time_zone,
    )
    return _register(person, None if invitation is None else _hash(invitation), by=by)


@change
def _register(person: Person, invitation: str | None, *, by: Person | None) -> Person:
    if invitation is not None:
        _use_invitation(invitation)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError:
        raise Refused(TAKEN, "alias") from None
    streams.begin(inbox.stream_of(person.pk))
    if person.role != Role.PEER:
        RoleChange.objects.create(
            person=person, by=by, role=person.role, reason="At the start."
        )
    return person


def _use_invitation(code_hash: str) -> None:
    """Counts down in one statement, so that two at once cannot share a last use."""
    working = Invitation.objects.filter(
        code_hash=code_hash, uses_left__gt=0, expires_at__gt=timezone.now()
    )
    if not working.update(uses_left=F("uses_left") - 1):
        raise Refused(NOT_INVITED, "invitation")


def make_invitation(
    *, by: Person, note: str = "", uses: int = 1, lasts: timedelta = timedelta(days=14)
) -> tuple[Invitation, str]:
    """The invitation, and its code, which is shown once and not kept."""
    code = codes.new_code()
    invitation = Invitation(
        code_hash=_hash(code),
        made_by=by,
        note=note,
        uses_left=uses,
        expires_at=timezone.now() + lasts,
    )
    return _keep_invitation(invitation), code


@change
def _keep_invitation(invitation: Invitation) -> Invitation:
    invitation.save(force_insert=True)
    return invitation


@change
def withdraw_invitation(invitation: Invitation, *, by: Person) -> None:
    """Whoever coordinates may stop an invitation; the note that it was made stays."""
    Invitation.objects.filter(pk=invitation.pk).update(uses_left=0)


def _hash(code: str) -> str:
    return codes.code_hash(code, owner="invitation")
