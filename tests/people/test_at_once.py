"""Two people at one door at the same moment."""

from datetime import timedelta

from people import actions
from people.models import Attempt, Person


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
