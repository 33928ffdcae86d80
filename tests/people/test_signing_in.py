"""Signing in: who comes in, who does not, and what nobody can find out."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people import actions, hashing
from people.models import Attempt
from realtime.models import Revocation
from realtime.revocations import session_mark

PASSPHRASE = "alongside demo"
SIGN_IN = "/sign-in/"


def sign_in(client, alias="ana", passphrase=PASSPHRASE, **more):
    return client.post(SIGN_IN, {"alias": alias, "passphrase": passphrase, **more})


def who_is_in(client):
    return client.session.get("_auth_user_id")


def test_a_person_signs_in_and_goes_home(client, ana):
    answer = sign_in(client)

    assert answer.status_code == 302
    assert answer["Location"] == "/"
    assert who_is_in(client) == str(ana.pk)


def test_an_alias_may_be_typed_in_any_case(client, ana):
    sign_in(client, "  ANA ")

    assert who_is_in(client) == str(ana.pk)


@pytest.mark.parametrize(
    ("next_page", "goes_to"),
    [
        ("/rooms/", "/rooms/"),
        ("https://elsewhere.test/", "/"),
        ("//elsewhere.test/", "/"),
        ("/\\elsewhere.test", "/"),
        ("javascript:alert(1)", "/"),
        ("rooms", "/"),
        ("", "/"),
    ],
)
def test_after_signing_in_only_our_own_pages_follow(client, ana, next_page, goes_to):
    assert sign_in(client, next=next_page)["Location"] == goes_to


def test_a_planted_session_is_worth_nothing_after_signing_in(client, ana):
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    sign_in(client)

    assert client.session.session_key != planted
    assert not client.session.exists(planted)


def test_unknown_aliases_and_wrong_passphrases_get_the_same_answer(client, ana):
    unknown = sign_in(client, "nobody-here", "not the passphrase")
    wrong = sign_in(client, "ana", "not the passphrase")

    assert words_of(unknown, "nobody-here") == words_of(wrong, "ana")
    assert who_is_in(client) is None


def words_of(answer, alias):
    page = answer.content.decode().replace(f'value="{alias}"', "")
    # What differs from page to page: its token, and when it was made.
    own = r'name="csrfmiddlewaretoken" value="\w+"|data-now="[\d.]+"'
    return answer.status_code, re.sub(own, "", page)


def test_an_unknown_alias_is_hashed_like_a_known_one(client, ana, monkeypatch):
    hashed = []
    monkeypatch.setattr(hashing, "make_password", hashed.append)
    sign_in(client, "nobody-here", "not the passphrase")

    assert hashed == ["not the passphrase"]


def test_the_passphrase_is_never_written_back_into_the_page(client, ana):
    assert (
        b"not the passphrase"
        not in sign_in(client, "ana", "not the passphrase").content
    )


def test_guessing_at_one_alias_ends_and_says_when_to_try_again(client, ana, settings):
    settings.SIGN_INS_PER_QUARTER_HOUR = 3
    for _ in range(3):
        assert sign_in(client, passphrase="wrong wrong wrong").status_code == 200
    refused = sign_in(client)

    assert refused.status_code == 429
    assert b"Please try again at" in refused.content
    assert who_is_in(client) is None


def test_guessing_at_an_alias_that_nobody_has_ends_alike(client, db, settings):
    settings.SIGN_INS_PER_QUARTER_HOUR = 3
    answers = [sign_in(client, "nobody-here").status_code for _ in range(4)]

    assert answers == [200, 200, 200, 429]


def test_guessing_at_many_aliases_from_one_address_ends(client, ana, settings):
    settings.SIGN_INS_PER_QUARTER_HOUR = 1
    for number in range(5):
        sign_in(client, f"someone {number} else")

    assert sign_in(client).status_code == 429


def test_guessing_from_elsewhere_does_not_keep_somebody_out(client, ana, settings):
    settings.SIGN_INS_PER_QUARTER_HOUR = 2
    data = {"alias": "ana", "passphrase": "not this one"}
    for _ in range(3):
        answer = client.post(SIGN_IN, data, REMOTE_ADDR="198.51.100.7")

    assert answer.status_code == 429
    assert sign_in(client).status_code == 302


def test_guessing_at_one_alias_from_many_addresses_ends(client, ana, settings):
    settings.SIGN_INS_PER_QUARTER_HOUR = 1
    data = {"alias": "ana", "passphrase": "not this one"}
    for number in range(10):
        client.post(SIGN_IN, data, REMOTE_ADDR=f"198.51.100.{number}")

    assert sign_in(client).status_code == 429


def test_a_spoofed_address_is_not_believed(client, ana, settings):
    settings.SIGN_INS_PER_QUARTER_HOUR = 1
    for number in range(5):
        client.post(
            SIGN_IN,
            {"alias": f"guess {number} more", "passphrase": "x"},
            headers={"x-forwarded-for": f"198.51.100.{number}"},
        )

    assert sign_in(client).status_code == 429


def test_behind_a_proxy_of_ours_each_visitor_has_an_address(client, ana, settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    settings.SIGN_INS_PER_QUARTER_HOUR = 1
    for number in range(5):
        data = {"alias": f"guess {number} more", "passphrase": "x"}
        client.post(SIGN_IN, data, headers={"x-forwarded-for": "9.9.9.9, 198.51.100.7"})
    data = {"alias": "ana", "passphrase": PASSPHRASE}
    answer = client.post(SIGN_IN, data, headers={"x-forwarded-for": "198.51.100.8"})

    assert answer.status_code == 302


def test_the_limit_ends_after_a_quarter_of_an_hour(client, ana, settings):
    settings.SIGN_INS_PER_QUARTER_HOUR = 1
    sign_in(client, passphrase="wrong wrong wrong")
    Attempt.objects.update(at=timezone.now() - timedelta(minutes=15, seconds=1))

    assert sign_in(client).status_code == 302


def test_signing_in_well_uses_up_nothing(client, ana, settings):
    settings.SIGN_INS_PER_QUARTER_HOUR = 2

    assert {sign_in(client).status_code for _ in range(5)} == {302}
    assert not Attempt.objects.exists()


def test_a_right_passphrase_over_and_over_has_an_end_and_leaves_no_trace(
    client, ana, settings
):
    """Two are checked at a time, so that everybody else would wait for their own."""
    settings.SIGN_INS_PER_QUARTER_HOUR = 2
    answers = [sign_in(client).status_code for _ in range(7)]

    assert answers == [302] * 6 + [429]
    assert not Attempt.objects.exists()
    data = {"alias": "ana", "passphrase": PASSPHRASE}
    assert client.post(SIGN_IN, data, REMOTE_ADDR="198.51.100.7").status_code == 302


def test_who_changes_a_passphrase_over_and_over_is_told_when_to_go_on(
    client_of, ana, settings
):
    settings.SIGN_INS_PER_QUARTER_HOUR = 1
    client = client_of(ana)
    for _ in range(3):
        sign_in(client)

    fields = {"old_passphrase": PASSPHRASE, "passphrase": "a kettle on a hill"}
    answer = client.post("/settings/passphrase/", fields)

    assert "There were too many tries. Please try again at" in answer.text
    assert sign_in(Client(REMOTE_ADDR="198.51.100.7")).status_code == 302


def test_attempts_keep_neither_alias_nor_address(client, ana):
    sign_in(client, passphrase="wrong wrong wrong")
    kept = "".join(Attempt.objects.values_list("key", flat=True))

    assert "ana" not in kept
    assert "127.0.0.1" not in kept


def test_a_suspended_person_is_told_until_when_and_where_help_is(client, ana, sol):
    until = timezone.now() + timedelta(days=2)
    actions.suspend_person(ana, until=until, by=sol, reason="A break.")
    answer = sign_in(client)

    assert "taking a break from here until" in answer.content.decode()
    assert reverse("help") in answer.content.decode()
    assert who_is_in(client) is None


def test_a_suspension_is_told_only_to_who_knows_the_passphrase(client, ana, sol):
    actions.suspend_person(ana, until=None, by=sol, reason="Closed.")

    assert b"do not match" in sign_in(client, passphrase="wrong wrong wrong").content
    assert b"closed for now" in sign_in(client).content


def test_a_suspension_ends_a_session_that_is_open(client_of, ana, sol):
    client = client_of(ana)
    actions.suspend_person(ana, until=None, by=sol, reason="Closed.")

    assert client.get("/settings/")["Location"].startswith(SIGN_IN)
    assert Revocation.objects.filter(person=ana.pk, session="", stream="").exists()


def test_a_suspension_that_is_over_lets_a_person_in(client, ana, sol):
    yesterday = timezone.now() - timedelta(days=1)
    actions.suspend_person(ana, until=yesterday, by=sol, reason="A break.")

    assert sign_in(client).status_code == 302


def test_signing_out_ends_the_session_its_sockets_and_what_the_device_kept(
    client_of, ana
):
    client = client_of(ana)
    key = client.session.session_key
    answer = client.post("/sign-out/")

    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert client.get("/settings/").status_code == 302
    assert Revocation.objects.filter(person=ana.pk, session=session_mark(key)).exists()


def test_signing_out_needs_a_form(client_of, ana):
    client = client_of(ana)

    assert client.get("/sign-out/").status_code == 405
    assert client.get("/settings/").status_code == 200


def test_staff_stay_signed_in_for_twelve_hours_and_no_longer(client, max_):
    sign_in(client, "max")
    left = client.session.get_expiry_date() - timezone.now()

    assert left <= timedelta(hours=12)
    assert not client.session.get_expire_at_browser_close()


@pytest.mark.parametrize(
    ("url", "secret"),
    [
        ("/sign-in/", "passphrase"),
        ("/sign-up/", "passphrase"),
        ("/recover/", "code"),
        ("/settings/passphrase/", "old_passphrase"),
        ("/second-factor/", "code"),
    ],
)
def test_a_form_without_its_token_is_refused_and_no_secret_comes_back(ana, url, secret):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(url, {"alias": "ana", secret: "my secret words"})

    assert answer.status_code in {401, 403}
    assert b"my secret words" not in answer.content
    assert who_is_in(client) is None
