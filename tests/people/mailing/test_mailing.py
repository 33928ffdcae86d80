"""Reminders by e-mail: one address, given and confirmed by its owner, and kept sealed."""

from datetime import timedelta

import pytest

from people import actions
from people.mail_models import Mail, Mailbox
from tests.conftest import make_person
from tests.people.mailing.conftest import (
    CONFIRM,
    GIVE,
    HERS,
    PAGE,
    REMOVE,
    older,
    remind,
)

# --- Giving an address and confirming it


def test_an_address_that_was_confirmed_is_reminded(hers, ana, mailoutbox):
    assert "E-mail reminders are on" in hers.get(PAGE).text

    remind(ana)

    assert [message.to for message in mailoutbox] == [[HERS]]
    assert not Mail.objects.exists()


def test_an_address_that_was_not_confirmed_gets_nothing_but_its_code(
    client_of, code, ana, mailoutbox
):
    code(client_of(ana))

    remind(ana)

    assert not mailoutbox


def test_a_code_works_for_nobody_but_who_asked_for_it(
    client_of, code, ana, zed, mailoutbox
):
    of_ana = code(client_of(ana))
    client = client_of(zed)

    without = client.post(CONFIRM, {"code": of_ana})
    code(client, "zed@post.example")
    with_own = client.post(CONFIRM, {"code": of_ana})

    assert "That code does not work" in without.text
    assert "That code does not work" in with_own.text
    assert not Mailbox.objects.filter(confirmed_at__isnull=False).exists()


@pytest.mark.parametrize("wrong", ["000000x", "no", "１２３４５６", "1" * 20, "\x001"])
def test_a_wrong_code_confirms_nothing(client_of, code, ana, wrong):
    client = client_of(ana)
    code(client)

    answer = client.post(CONFIRM, {"code": wrong})

    assert answer.status_code == 200
    assert 'id="errors"' in answer.text
    assert Mailbox.objects.get().confirmed_at is None


def test_a_code_is_worth_nothing_after_half_an_hour(client_of, code, ana):
    client = client_of(ana)
    right = code(client)
    older(Mailbox.objects.all(), given_at=timedelta(minutes=31))

    answer = client.post(CONFIRM, {"code": right})

    assert "That code does not work" in answer.text


def test_a_code_that_was_used_confirms_no_other_address(client_of, code, ana):
    client = client_of(ana)
    used = code(client)
    client.post(CONFIRM, {"code": used})
    client.post(REMOVE)
    actions.give_address(ana, "other@post.example", f"{used[::-1]}0", by=ana)

    client.post(CONFIRM, {"code": used})

    assert Mailbox.objects.get().confirmed_at is None


def test_confirming_twice_does_no_harm(hers):
    answer = hers.post(CONFIRM, {"code": "000000"}, follow=True)

    assert "E-mail reminders are on" in answer.text


def test_a_code_cannot_be_guessed_by_trying_them_all(client_of, code, ana):
    client = client_of(ana)
    right = code(client)
    for _ in range(5):
        client.post(CONFIRM, {"code": "no"})

    answer = client.post(CONFIRM, {"code": right})

    assert "There were too many tries." in answer.text


@pytest.mark.parametrize(
    "bad",
    ["", "ana", "ana@", "@post.example", "a b@post.example", "ana@localhost",
     "ana@[127.0.0.1]", "ana@pöst.example", "a@b.example\nBcc: c@d.example",
     "a@b.example,c@d.example", f"{'a' * 250}@post.example"],
)  # fmt: skip
def test_what_is_no_address_is_refused_in_plain_words(client_of, ana, bad):
    answer = client_of(ana).post(GIVE, {"address": bad})

    assert "Please give a whole e-mail address" in answer.text
    assert not Mailbox.objects.exists()


def test_an_address_that_cannot_be_read_is_refused_in_plain_words(client_of, ana):
    answer = client_of(ana).post(GIVE, {"address": "a\x00@b.example"})

    assert "Please take out what can’t be read here" in answer.text
    assert not Mailbox.objects.exists()


# --- Nobody can be sent mail after mail


def test_a_second_code_must_wait_some_minutes(client_of, code, ana):
    client = client_of(ana)
    code(client)

    answer = client.post(GIVE, {"address": "other@post.example"})

    assert "There were too many tries." in answer.text
    assert not Mail.objects.exists()


def test_many_people_cannot_bombard_one_address(client_of, code, db, mailoutbox):
    for n, spelled in enumerate(["v@x.example", "V+1@x.example", "v.+2@X.example"]):
        code(client_of(make_person(f"person {'abc'[n]}")), spelled)

    answer = client_of(make_person("person d")).post(GIVE, {"address": "v+3@x.example"})

    assert "There were too many tries." in answer.text
    assert not Mail.objects.exists()


# --- What is kept


def test_the_address_stands_nowhere_that_can_be_read(hers, ana, cora, client_of):
    kept = Mailbox.objects.get()

    assert "prifti" not in kept.sealed
    for path in (PAGE, "/settings/", "/notices/"):
        assert "prifti" not in hers.get(path).text
    assert "prifti" not in client_of(cora).get("/people/").text


def test_one_tap_takes_it_away(hers, ana, mailoutbox):
    answer = hers.post(REMOVE, follow=True)

    assert "Your address is gone." in answer.text
    remind(ana)
    assert not Mailbox.objects.exists()
    assert not mailoutbox


def test_zed_takes_nobody_elses_away(hers, zed, client_of):
    client_of(zed).post(REMOVE)

    assert Mailbox.objects.get().person.alias == "ana"


def test_a_new_passphrase_takes_it_away(hers, ana):
    actions.change_passphrase(ana, "four other words here", by=ana)

    assert not Mailbox.objects.exists()


def test_what_nobody_confirms_is_forgotten_after_a_day(client_of, code, ana, hers, ben):
    code(client_of(ben), "ben@post.example")
    older(Mailbox.objects.all(), given_at=timedelta(hours=25))

    actions.forget_unconfirmed()

    assert Mailbox.objects.get().person == ana


def test_an_address_whose_key_is_gone_is_forgotten(hers, ana, settings, mailoutbox):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 8, []

    remind(ana)

    assert not Mailbox.objects.exists()
    assert not mailoutbox
