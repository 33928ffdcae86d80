"""Recovery: codes shown once, each of which opens the account once."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from people import actions
from people.models import RecoveryCode
from realtime.models import Revocation

NEW = "a new passphrase of mine"
OLD = "alongside demo"


def codes_in(answer):
    return re.findall(r"<code>([0-9A-Z-]+)</code>", answer.content.decode())


def recover(client, code, alias="ana", passphrase=NEW):
    data = {"alias": alias, "code": code, "passphrase": passphrase}
    return client.post("/recover/", data)


def sign_in(client, passphrase):
    return client.post("/sign-in/", {"alias": "ana", "passphrase": passphrase})


def test_eight_codes_are_shown_once(client_of, ana):
    client = client_of(ana)
    codes = codes_in(client.post("/recovery-codes/"))

    assert len(set(codes)) == 8
    assert not codes_in(client.get("/recovery-codes/"))


def test_loading_the_page_of_codes_anew_leaves_them_and_blames_nobody(client_of, ana):
    client = client_of(ana)
    first = codes_in(client.post("/recovery-codes/"))[0]

    again = client.post("/recovery-codes/", {"csrfmiddlewaretoken": "as browsers do"})

    assert "New codes replace your old ones." in again.text
    assert 'role="alert"' not in again.text
    assert recover(Client(), first).status_code == 302


def test_settings_say_to_whoever_skipped_them_that_none_works(client, client_of, ana):
    none = "You have none that work."
    assert none in client_of(ana).get("/settings/").text

    codes = actions.make_recovery_codes(ana, by=ana)
    assert none not in client_of(ana).get("/settings/").text

    for number, code in enumerate(codes):
        recover(client, code, passphrase=f"a passphrase of mine {number}")
    assert none in client.get("/settings/").text


def test_codes_are_kept_as_hashes_and_cannot_be_guessed(ana):
    codes = actions.make_recovery_codes(ana, by=ana)
    kept = "".join(RecoveryCode.objects.values_list("code_hash", flat=True))

    assert not any(code in kept for code in codes)
    assert all(len(code.replace("-", "")) * 5 >= 60 for code in codes)


def test_a_code_sets_a_new_passphrase_and_signs_in(client, ana):
    code = actions.make_recovery_codes(ana, by=ana)[0]
    answer = recover(client, code.lower().replace("-", " "))

    assert answer["Location"] == "/"
    assert client.session["_auth_user_id"] == str(ana.pk)
    assert sign_in(client, OLD).status_code == 200
    assert sign_in(client, NEW).status_code == 302


def test_a_code_works_once(client, ana):
    first, second, *_ = actions.make_recovery_codes(ana, by=ana)
    recover(client, first)

    assert recover(client, first, passphrase="yet another of mine").status_code == 200
    assert recover(client, second).status_code == 302


def test_who_sends_it_twice_is_let_in_with_the_new_passphrase(client, ana):
    """A second tap, or an answer that a bad line lost; the code is used up once."""
    first, second, *_ = actions.make_recovery_codes(ana, by=ana)
    recover(Client(), first)

    assert recover(client, first)["Location"] == "/"
    assert client.session["_auth_user_id"] == str(ana.pk)
    assert recover(Client(), second).status_code == 302


def test_new_codes_replace_old_ones(client, ana):
    old = actions.make_recovery_codes(ana, by=ana)[0]
    actions.make_recovery_codes(ana, by=ana)

    assert recover(client, old).status_code == 200


def test_a_code_opens_only_its_own_account(client, ana, zed):
    code = actions.make_recovery_codes(zed, by=zed)[0]

    assert recover(client, code).status_code == 200


def test_a_poor_new_passphrase_uses_up_no_code(client, ana):
    code = actions.make_recovery_codes(ana, by=ana)[0]

    assert recover(client, code, passphrase="short").status_code == 200
    assert recover(client, code).status_code == 302


def test_recovering_says_the_same_of_unknown_aliases(client, ana):
    unknown = recover(client, "0000-0000-0000", alias="nobody-here")
    wrong = recover(client, "0000-0000-0000")

    assert b"do not match" in unknown.content
    assert b"do not match" in wrong.content


def test_recovering_signs_out_everywhere_else(client, client_of, ana):
    elsewhere = client_of(ana)
    code = actions.make_recovery_codes(ana, by=ana)[0]
    recover(client, code)

    assert elsewhere.get("/settings/").status_code == 302
    assert Revocation.objects.filter(person=ana.pk, session="").exists()


def test_guessing_codes_ends(client, ana, settings):
    settings.SIGN_INS_PER_QUARTER_HOUR = 2
    code = actions.make_recovery_codes(ana, by=ana)[0]
    for _ in range(2):
        recover(client, "0000-0000-0000")

    assert recover(client, code).status_code == 429


def test_a_suspended_person_does_not_recover_their_way_in(client, ana, sol):
    code = actions.make_recovery_codes(ana, by=ana)[0]
    actions.suspend_person(ana, until=None, by=sol, reason="Closed.")

    assert b"closed for now" in recover(client, code).content
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("has_codes", [True, False])
def test_a_borrowed_phone_is_not_enough_to_make_codes(client_of, ana, has_codes):
    if has_codes:
        actions.make_recovery_codes(ana, by=ana)
    else:
        ana.joined_at = timezone.now() - timedelta(days=1)
        ana.save()
    client = client_of(ana)

    assert not codes_in(client.post("/recovery-codes/"))
    assert not codes_in(
        client.post("/recovery-codes/", {"old_passphrase": "not my passphrase"})
    )
    assert codes_in(client.post("/recovery-codes/", {"old_passphrase": OLD}))
