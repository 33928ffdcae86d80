"""Signing in and out: proof within limits, and then a session."""

from datetime import datetime, timedelta
from functools import cache

import django_otp
from django.conf import settings
from django.contrib import auth, messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django_otp.models import Device

from people import access, actions, clocks, hashing, languages
from people.actions.refusal import Refused, TooOften
from people.addresses import address_of
from people.aliases import alias_key
from people.models import Person
from realtime.later import later as _
from realtime.limits import Buckets

QUARTER = timedelta(minutes=15)
HOUR = timedelta(hours=1)
# In a session: the subscription of the browser that it is in.
TOLD_HERE = "told_here"
STAFF_SESSION = timedelta(hours=12)
# A day centre or a phone network is one address to many people.
PEOPLE_AT_AN_ADDRESS = 5
# Whoever knows an alias must not keep its owner out by guessing from one place.
ADDRESSES_TO_AN_ALIAS = 10
# A right passphrase costs as much to check as a wrong one, and may be needed more often.
PROOFS_TO_A_TRY = 3

WELCOME_BACK = _(
    "Welcome back. Your break is over. You don’t have to catch up on anything."
)
NOTHING_GONE = _("Welcome back. You are staying, and nothing of yours has gone.")
WRONG = _("That alias and passphrase do not match. Please try again.")


def prove(request: HttpRequest, alias: str, passphrase: str) -> Person:
    """Somebody who may come in; all else is refused alike."""
    person = recognise(request, alias, passphrase)
    if person.is_suspended():
        raise Refused(_kept_out(person.suspended_until))
    return person


def recognise(request: HttpRequest, alias: str, passphrase: str) -> Person:
    """The person whose alias and passphrase these are, who may be kept out."""
    tries = _tries(request, alias)
    take_place("sign_in", tries, within=QUARTER)
    try:
        _take_turn(request, alias)
    except TooOften:
        actions.forget_attempt("sign_in", tries)
        raise
    person = access.person_with_alias(alias)
    if not hashing.is_right(passphrase, person) or person is None:
        raise Refused(WRONG)
    actions.forget_attempt("sign_in", tries)
    return person


def recover(request: HttpRequest, alias: str, code: str, passphrase: str) -> Person:
    """Opens an account whose passphrase is lost, with one of its codes."""
    take_place("recover", _tries(request, alias), within=QUARTER)
    person = access.person_with_alias(alias)
    try:
        person = actions.recover_with_code(person, code, passphrase)
    except Refused as no:
        return is_done(request, alias, passphrase, no)
    if person.is_suspended():
        raise Refused(_kept_out(person.suspended_until))
    return person


def is_done(request: HttpRequest, alias: str, passphrase: str, no: Refused) -> Person:
    """Whose passphrase is right already: it was sent twice, and the first answer lost.

    On a bad line, or by a second tap, what was done once would else be refused.
    """
    try:
        return prove(request, alias, passphrase)
    except Refused:
        raise no from None


def take_place(kind: str, tries: dict[str, int], *, within: timedelta) -> None:
    """Counts a try; refuses when a limit is used up, and says when there is room."""
    until = actions.take_attempt(kind, tries, within=within)
    if until:
        raise _too_often(until)


def _too_often(until: datetime) -> TooOften:
    when = timezone.localtime(until + timedelta(seconds=59))
    words = gettext("There were too many tries. Please try again at %(clock)s.")
    return TooOften(words % {"clock": clocks.clock(when)}, until)


@cache
def _turns() -> Buckets:
    most = settings.SIGN_INS_PER_QUARTER_HOUR * PROOFS_TO_A_TRY
    return Buckets(most / QUARTER.total_seconds(), most)


def _take_turn(request: HttpRequest, alias: str) -> None:
    """Also for who knows the passphrase: two are checked at a time, and others wait.

    In memory only, for when somebody signed in is not ours to keep.
    """
    wait = _turns().wait((alias_key(alias), address_of(request)))
    if wait:
        raise _too_often(timezone.now() + timedelta(seconds=wait))


def forget() -> None:
    """Gives everybody their turns back, for tests."""
    _turns.cache_clear()


def begin(request: HttpRequest, person: Person) -> None:
    """A new session key, so that one planted earlier is worth nothing."""
    if person.away_until is not None:
        _welcome_back(request, person)
    _keep_language(request, person)
    auth.login(request, person)
    if person.is_staff_member:
        request.session.set_expiry(timezone.now() + STAFF_SESSION)


def _keep_language(request: HttpRequest, person: Person) -> None:
    """What was chosen at the front door is theirs, unless they chose before."""
    kept = languages.kept_in(request)
    if kept and not person.language:
        actions.change_preferences(person, language=kept)


def _welcome_back(request: HttpRequest, person: Person) -> None:
    """Signing in ends a break; it asks for nothing."""
    if person.leaves_at is not None:
        messages.info(request, NOTHING_GONE)
    elif person.is_away():
        messages.info(request, WELCOME_BACK)
    actions.end_break(person, by=person)


def raise_up(request: HttpRequest, device: Device) -> None:
    """Lets this session act as staff, under a new key."""
    django_otp.login(request, device)
    request.session.cycle_key()
    request.session.set_expiry(timezone.now() + STAFF_SESSION)


def end(request: HttpRequest) -> None:
    person = request.user
    if person.is_authenticated and request.session.session_key:
        actions.end_session(person, request.session.session_key)
        told_here = request.session.get(TOLD_HERE)
        if told_here:
            actions.remove_subscription(person, told_here)
    auth.logout(request)


def sign_up_tries(request: HttpRequest) -> dict[str, int]:
    return {f"address:{address_of(request)}": settings.SIGN_UPS_PER_HOUR}


def _tries(request: HttpRequest, alias: str) -> dict[str, int]:
    most = settings.SIGN_INS_PER_QUARTER_HOUR
    key, address = alias_key(alias), address_of(request)
    return {
        f"alias:{key} address:{address}": most,
        f"alias:{key}": most * ADDRESSES_TO_AN_ALIAS,
        f"address:{address}": most * PEOPLE_AT_AN_ADDRESS,
    }


def _kept_out(until: datetime | None) -> str:
    if until is None:
        return _(
            "Your account is closed for now. You can ask the people who run this place why."
        )
    at = timezone.localtime(until)
    when = f"{date_format(at, 'l j F')}, {clocks.clock(at)}"
    return gettext(
        "You are taking a break from here until %(when)s. You can come back then."
    ) % {"when": when}
