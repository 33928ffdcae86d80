"""English or Welsh: chosen at the front door or in settings, and kept in what is told."""

import pytest
from django.utils import translation

from people import actions
from people.models import Person
from people.said import said

pytestmark = pytest.mark.django_db


def choose(client, language, next="/"):
    return client.post("/language/", {"language": language, "next": next})


def test_a_visitor_chooses_welsh_and_stays_on_the_page(client):
    answer = choose(client, "cy", "/help/")

    assert answer.headers["Location"] == "/help/"
    assert '<html lang="cy"' in client.get("/help/").text


def test_welsh_is_not_guessed_from_a_browser(client):
    page = client.get("/", headers={"Accept-Language": "cy"})

    assert '<html lang="en-GB"' in page.text


def test_an_address_can_lead_to_welsh(client):
    assert '<html lang="cy"' in client.get("/help/?language=cy").text
    assert '<html lang="cy"' in client.get("/").text


@pytest.mark.parametrize("language", ["", "fr", "cy\0", "en-gb;", "x" * 500])
def test_a_language_that_is_not_here_changes_nothing(client, ana, client_of, language):
    assert choose(client_of(ana), language).status_code == 404
    assert '<html lang="en-GB"' in client.get("/", {"language": language}).text

    client.cookies["language"] = "fr"
    assert '<html lang="en-GB"' in client.get("/").text


def test_nobody_is_led_away_by_a_choice(client):
    assert choose(client, "cy", "https://elsewhere.example/").headers["Location"] == "/"


def test_what_a_member_chose_goes_where_they_go(ana, client_of):
    choose(client_of(ana), "cy")

    ana.refresh_from_db()
    assert ana.language == "cy"
    assert '<html lang="cy"' in client_of(ana).get("/settings/").text


def test_settings_change_the_language(ana, client_of):
    client = client_of(ana)
    client.post("/settings/", {"language": "cy"})

    assert '<html lang="cy"' in client.get("/settings/").text
    client.post("/settings/", {"language": "tlh"})
    ana.refresh_from_db()
    assert ana.language == "cy"


def test_an_older_form_of_settings_keeps_the_language(ana, client_of):
    choose(client_of(ana), "cy")
    client_of(ana).post("/settings/", {"pace": "live"})

    ana.refresh_from_db()
    assert ana.language == "cy"


def test_the_front_doors_language_comes_in_with_whoever_signs_in(client, ana):
    choose(client, "cy")
    client.post("/sign-in/", {"alias": "ana", "passphrase": "alongside demo"})

    ana.refresh_from_db()
    assert ana.language == "cy"


def test_a_link_to_a_page_in_welsh_leaves_a_members_other_pages_in_their_own(
    ana, client_of
):
    """In which rooms and notices speak to them, too."""
    client = client_of(ana)

    assert '<html lang="cy"' in client.get("/help/?language=cy").text
    assert '<html lang="en-GB"' in client.get("/settings/").text


def test_signing_out_leaves_the_page_in_its_language(ana, client_of):
    client = client_of(ana)
    choose(client, "cy")

    answer = client.post("/sign-out/")

    assert answer.headers["Location"] == "/sign-in/?language=cy"


def test_a_notice_is_read_in_its_readers_language(ana, ben, client_of):
    Person.objects.filter(pk=ana.pk).update(language="cy")
    ana.refresh_from_db()
    told = said("%(alias)s, a moderator, has written you a private note.", alias="max")
    for person in (ana, ben):
        actions.notify(person, kind="note", words=told)

    assert "max, a moderator, has" in client_of(ben).get("/notices/").text
    assert "max, a moderator, has" not in client_of(ana).get("/notices/").text


def test_a_notice_of_before_reads_as_it_was_written(ana):
    notice = actions.notify(ana, kind="note", words="100% as it was, 50 %(of) it.")

    with translation.override("cy"):
        assert notice.said == "100% as it was, 50 %(of) it."
