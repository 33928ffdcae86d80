"""Two people at one door at the same moment."""

from datetime import timedelta

import pytest
from django.db import connection
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from people import actions, sealing
from people.actions import mailing
from people.mail_models import Mailbox
from people.models import Attempt, Person, RecoveryCode
from tests.parts.waiting import overlapping

on_postgres = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="it has one writer"
)


def test_one_invitation_lets_one_of_two_in(at_once, cora):
    _, code = actions.make_invitation(by=cora)
    names = [f"Visitor {name}" for name in ("Amber", "Birch", "Cedar", "Dover")]
    at_once(*[lambda n=n: actions.register(n, None, invitation=code) for n in names])

    assert Person.objects.filter(role="peer").count() == 1


def test_one_of_two_who_want_one_alias_gets_it(at_once, cora):
    names = ["Amber", "AMBER", "Аmber".replace("А", "A"), "Ámber"]
    answers = at_once(*[lambda n=n: actions.register(n, None) for n in names])

    assert Person.objects.filter(role="peer").count() == 1
    assert (
        sum(isinstance(answer, str) and "is taken" in answer for answer in answers) == 3
    )


def test_a_recovery_code_opens_once(at_once, ana):
    code = actions.make_recovery_codes(ana, by=ana)[0]
    tries = ["first new passphrase", "other new passphrase"]
    answers = at_once(
        *[lambda t=t: actions.recover_with_code(ana, code, t) for t in tries]
    )

    assert sum(isinstance(answer, Person) for answer in answers) == 1


def test_many_tries_at_once_pass_no_limit(at_once, cora):
    quarter = timedelta(minutes=15)
    take = lambda: actions.take_attempt("sign_in", {"alias:x": 3}, within=quarter)  # noqa: E731
    answers = at_once(*[take] * 8)

    assert answers.count(None) == 3
    assert Attempt.objects.count() == 3


@on_postgres
def test_recovery_codes_made_twice_at_once_are_eight(at_once, ana):
    actions.make_recovery_codes(ana, by=ana)
    make = lambda: actions.make_recovery_codes(ana, by=ana)  # noqa: E731

    _, last = overlapping(at_once, make, make)

    assert RecoveryCode.objects.filter(person=ana).count() == 8
    assert actions.recover_with_code(ana, last[0], "a new passphrase") == ana


@on_postgres
def test_a_second_factor_set_up_twice_at_once_is_one(at_once, sol):
    keys = ["aa" * 20, "bb" * 20]
    adds = [lambda k=k: actions.add_second_factor(sol, k, number_of(k)) for k in keys]

    overlapping(at_once, *adds)

    assert TOTPDevice.objects.get(user=sol).key == keys[1]


def number_of(key):
    return f"{TOTP(bytes.fromhex(key)).token():06}"


@on_postgres
def test_an_address_is_never_confirmed_by_the_code_of_another(at_once, ana):
    actions.give_address(ana, "ana@post.example", "123456", by=ana)
    _, answer = overlapping(
        at_once,
        lambda: actions.confirm_address(ana, "123456", by=ana),
        lambda: actions.give_address(ana, "bea@post.example", "654321", by=ana),
    )

    kept = sealing.unseal(Mailbox.objects.get().sealed, mailing.PURPOSE)
    assert kept == {"address": "ana@post.example"}
    assert answer == "You gave an address before. Take it away first."


@on_postgres
def test_of_two_roles_given_at_once_the_later_one_holds(at_once, sol, max_):
    """The second lead was shown a moderator, and says that max stays one."""
    shown = Person.objects.get(pk=max_.pk)
    give = actions.change_role

    overlapping(
        at_once,
        lambda: give(max_, "peer", by=sol, reason="On leave."),
        lambda: give(shown, "moderator", by=sol, reason="Back again."),
    )

    max_.refresh_from_db()
    assert max_.role == "moderator"
    assert [c.role for c in max_.role_changes.order_by("pk")][-2:] == [
        "peer",
        "moderator",
    ]
