"""What somebody writes into a form comes back whole, with how much is too many."""

import re

import pytest

from evaluation import actions as evaluation
from people import actions

END = " the end"
PLACES = [
    ("/how-i-am/", "words", 1_000),
    ("/envelope/", "wanted", 500),
    ("/wall/suggest/", "what", 300),
    ("/evaluation/mine/quote/", "words", 600),
    ("/threads/{thread}/goals/", "words", 300),
    ("/threads/{thread}/notes/", "words", 4_000),
]


@pytest.fixture
def client(client_of, ana):
    evaluation.give_consent(by=ana)
    return client_of(ana)


@pytest.mark.parametrize(("path", "name", "most"), PLACES)
def test_what_is_too_long_comes_back_whole(client, thread, path, name, most):
    words = "a" * most + END

    page = client.post(path.format(thread=thread.pk), {name: words}).text

    assert "That is 8 characters too many. Please make it shorter." in page
    assert f"{words}</textarea>" in page


@pytest.mark.parametrize(("path", "name", "most"), PLACES)
def test_no_browser_is_told_to_cut_it(client, thread, path, name, most):
    path = path.format(thread=thread.pk).removesuffix("quote/")

    page = client.get(path).text

    assert f'name="{name}"' in page
    assert not re.search(r"<textarea[^>]*maxlength", page)


def test_what_just_fits_is_kept(client):
    page = client.post("/how-i-am/", {"words": "a" * 1_000}, follow=True).text

    assert "Kept, for you alone." in page


def test_an_address_that_is_cut_would_lead_nowhere(client):
    web = f"https://help.test/{'a' * 190}"

    page = client.post("/wall/suggest/", {"web": web}).text

    assert "That is 8 characters too many." in page
    assert f'value="{web}"' in page
    assert not re.search(r'name="web"[^>]*maxlength', page)


def test_a_name_is_still_short_in_the_browser(client):
    assert 'name="name" maxlength="80"' in client.get("/wall/suggest/").text


def test_one_letter_too_many_is_said_as_one(client):
    page = client.post("/how-i-am/", {"words": "a" * 1_001}).text

    assert "That is 1 character too many." in page


def test_leads_write_long_reasons_too(client_of, sol, zed):
    actions.suspend_person(zed, until=None, by=sol, reason="Closed.")

    assert "maxlength" not in client_of(sol).get(f"/people/{zed.pk}/").text
