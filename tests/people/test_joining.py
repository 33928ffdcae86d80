"""Joining: what is asked, what is refused, and what is never asked."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from people import actions
from people.models import Invitation, Person
from people.passphrases import all_words
from tests.parts.reading import without_tokens

OWN = {"choice": "own", "passphrase": "a passphrase of my own"}


@pytest.fixture(autouse=True)
def _open_sign_up(settings):
    settings.SIGN_UP = "open"
    settings.ADULTS_ONLY = True


def join(client, alias="Quiet River", **more):
    return client.post("/sign-up/", {"alias": alias, "is_adult": "on"} | OWN | more)


def offered_by(client):
    page = client.get("/sign-up/").content.decode()
    words = re.search(r'class="offer">([^<]+)<', page)[1]
    return words, re.search(r'name="offer" value="([^"]+)"', page)[1]


def test_a_visitor_joins_with_four_offered_words(client, db):
    words, offer = offered_by(client)
    answer = join(client, choice="offered", offer=offer, passphrase="")
    client.post("/sign-out/")
    data = {"alias": "quiet river", "passphrase": words}

    assert answer["Location"] == "/recovery-codes/"
    assert all(word in all_words() for word in words.split())
    assert client.post("/sign-in/", data).status_code == 302


def test_a_visitor_joins_with_a_passphrase_of_their_own(client, db):
    join(client)
    person = Person.objects.get()

    assert person.alias == "Quiet River"
    assert person.role == "peer"
    assert person.is_adult
    assert client.session["_auth_user_id"] == str(person.pk)


def test_each_visit_offers_new_words(client, db):
    assert offered_by(client) != offered_by(client)


def test_words_that_were_offered_stay_when_something_else_is_wrong(client, db):
    words, offer = offered_by(client)
    page = join(client, "x", choice="offered", offer=offer, passphrase="").text

    assert words in page


def test_an_offer_cannot_be_made_up(client, db):
    join(client, choice="offered", offer="four words of mine")

    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("alias", "why"),
    [
        ("A\u200bna", "hidden characters"),
        ("Staff", "kept for"),
        ("ana@home.test", "addresses"),
        ("", "Please type your alias"),
        ("ΑΝΑ", "is taken"),
        ("Ana", "is taken"),
    ],
)
def test_an_alias_that_will_not_do_is_refused_beside_its_field(client, ana, alias, why):
    page = join(client, alias).content.decode()

    assert why in page
    assert 'aria-invalid="true"' in page
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("passphrase", "why"),
    [
        ("short", "At least 12"),
        ("quiet river 12", "alias"),
        ("password1234", "Many people"),
    ],
)
def test_a_poor_passphrase_is_refused(client, db, passphrase, why):
    page = join(client, passphrase=passphrase).content.decode()

    assert why in page
    assert not Person.objects.exists()


def test_a_passphrase_that_was_typed_is_never_dropped_in_silence(client, db):
    _, offer = offered_by(client)

    page = join(client, choice="offered", offer=offer).text

    assert "You typed a passphrase too." in page
    assert not Person.objects.exists()


def test_what_is_wrong_leads_to_its_field(client, db):
    page = join(client, "", choice="offered", passphrase="").text

    led_to = re.findall(r'<li><a href="#([^"]+)">', page)
    assert len(led_to) == 2
    assert all(f'id="{one}"' in page for one in led_to)


def test_no_e_mail_is_asked_for(client, db):
    page = client.get("/sign-up/").content.decode()

    assert "We do not ask for an e-mail." in page
    assert 'type="email"' not in page


def test_a_place_for_adults_says_so_and_asks(client, db):
    page = client.get("/sign-up/").content.decode()
    refused = join(client, is_adult="")

    assert "for people who are 18 or over" in page
    assert "You need to be 18 or over" in refused.content.decode()
    assert not Person.objects.exists()


def test_a_place_for_all_ages_asks_for_no_age(client, db, settings):
    settings.ADULTS_ONLY = False
    page = client.get("/sign-up/").content.decode()
    join(client, is_adult="")

    assert "18" not in without_tokens(page).partition("<form")[2]
    assert not Person.objects.get().is_adult


def test_a_browser_says_where_one_is(client, db):
    client.cookies["zone"] = "Pacific/Auckland"
    join(client)

    assert Person.objects.get().time_zone == "Pacific/Auckland"


def test_a_made_up_zone_is_ignored(client, db):
    client.cookies["zone"] = "../../etc/passwd"
    join(client)

    assert Person.objects.get().time_zone == ""


# --- A second tap, or an answer that a bad line lost


def test_who_sends_it_twice_has_joined_once_and_is_let_in(client, cora, settings):
    settings.SIGN_UP = "invitation"
    _, code = actions.make_invitation(by=cora)
    join(Client(), invitation=code)

    again = join(client, invitation=code)

    assert again["Location"] == "/recovery-codes/"
    person = Person.objects.get(alias="Quiet River")
    assert client.session["_auth_user_id"] == str(person.pk)


def test_without_invitations_too(client, db):
    join(Client())

    assert join(client)["Location"] == "/recovery-codes/"
    assert Person.objects.count() == 1


def test_nobody_joins_as_another_by_their_alias(client, db):
    join(Client())

    page = join(client, passphrase="a passphrase of zed’s own")

    assert b"is taken" in page.content
    assert "_auth_user_id" not in client.session


def test_who_is_kept_out_does_not_join_their_way_in(client, sol):
    join(Client())
    quiet = Person.objects.get(alias="Quiet River")
    actions.suspend_person(quiet, until=None, by=sol, reason="Closed.")

    assert b"is taken" in join(client).content
    assert "_auth_user_id" not in client.session


def test_joining_many_times_from_one_address_ends(client, db, settings):
    settings.SIGN_UPS_PER_HOUR = 2
    answers = [join(client, alias).status_code for alias in ("Amber", "Birch")]
    refused = join(client, "Cedar")

    assert answers == [302, 302]
    assert refused.status_code == 429
    assert b"Please try again at" in refused.content


# --- Invitations


def test_where_invitations_are_needed_nobody_joins_without(client, cora, settings):
    settings.SIGN_UP = "invitation"
    _, code = actions.make_invitation(by=cora)

    assert b"You need an invitation code" in client.get("/sign-up/").content
    assert b"Please type the code" in join(client).content
    assert b"does not work" in join(client, invitation="0000-0000-0000").content
    assert join(client, invitation=f" {code.lower()} ").status_code == 302


@pytest.mark.parametrize("misread", [("0", "o"), ("1", "i"), ("-", " ")])
def test_a_code_may_be_misread_where_letters_look_alike(
    client, cora, settings, misread
):
    settings.SIGN_UP = "invitation"
    _, code = actions.make_invitation(by=cora)

    assert join(client, invitation=code.replace(*misread)).status_code == 302


def test_an_invitation_that_is_old_or_stopped_does_not_work(client, cora, settings):
    settings.SIGN_UP = "invitation"
    _, old = actions.make_invitation(by=cora, lasts=timedelta(days=1))
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    stopped, code = actions.make_invitation(by=cora)
    actions.withdraw_invitation(stopped, by=cora)

    assert b"does not work" in join(client, invitation=old).content
    assert b"does not work" in join(client, invitation=code).content


def test_an_alias_that_is_taken_uses_up_no_invitation(client, cora, ana, settings):
    settings.SIGN_UP = "invitation"
    _, code = actions.make_invitation(by=cora)

    assert b"is taken" in join(client, "Ana", invitation=code).content
    assert join(client, invitation=code).status_code == 302


def test_whether_an_alias_is_taken_is_only_told_to_the_invited(client, ana, settings):
    settings.SIGN_UP = "invitation"
    page = join(client, "Ana", invitation="0000-0000-0000").content

    assert b"is taken" not in page
    assert b"does not work" in page


def test_invitations_are_kept_as_hashes(cora):
    invitation, code = actions.make_invitation(by=cora)

    assert code not in str(vars(invitation))
    assert len(code.replace("-", "")) * 5 >= 60
