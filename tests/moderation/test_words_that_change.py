"""While a flag is open on a page, its author changes the words or takes them back."""

import re

import pytest

from moderation import actions
from moderation.models import Decision, Flag
from moderation.views import flag as pages
from rooms import actions as rooms
from tests.moderation.conftest import LOW, PLAIN


def take_back(client_of, message):
    path = f"/rooms/{message.room_id}/messages/{message.pk}/take-back/"
    return client_of(message.author).post(path)


def decided_on(version, flag, person, client_of):
    form = {"outcome": "no_concern", "reason": "A song.", "version": version}
    return client_of(person).post(f"/moderation/flags/{flag.pk}/decide/", form)


def test_nobody_decides_unasked_on_words_that_were_taken_back(mine, max_, client_of):
    seen = mine.version

    take_back(client_of, mine.message)
    page = decided_on(seen, mine, max_, client_of)

    assert page.status_code == 409
    assert "This flag has changed since you opened it." in page.text
    assert "Its author has taken it back." in page.text
    assert page.context["form"]["reason"].value() == "A song."
    assert not Decision.objects.exists()
    now = page.context["form"]["version"].value()
    assert decided_on(now, mine, max_, client_of).status_code == 302


@pytest.mark.parametrize("words", [PLAIN, LOW + " Bye"])
def test_nobody_decides_unasked_on_words_that_were_changed(
    words, mine, ana, max_, client_of
):
    seen = mine.version

    assert rooms.edit_message(mine.message, words, by=ana) is None
    page = decided_on(seen, mine, max_, client_of)

    assert page.status_code == 409
    assert "Its author has changed the words since." in page.text


def test_a_second_person_answers_about_the_words_as_they_are(
    mine, max_, sol, decide, client_of
):
    decide(max_, mine, "remove")
    mine.refresh_from_db()
    proposal = mine.proposals.get()

    take_back(client_of, mine.message)
    form = {"agrees": "yes", "version": mine.version}
    path = f"/moderation/flags/{mine.pk}/second/{proposal.pk}/"
    page = client_of(sol).post(path, form)

    assert "This flag has changed since you opened it." in page.text
    assert not Decision.objects.exists()


def test_what_was_decided_stays_as_it_is(mine, max_, decide, client_of):
    decide(max_, mine, "no_concern")
    before = Flag.objects.get(pk=mine.pk)

    take_back(client_of, mine.message)

    assert Flag.objects.get(pk=mine.pk).position == before.position


def test_what_changed_while_its_page_was_made_is_said_on_it(
    mine, max_, sol, client_of, monkeypatch
):
    def is_quicker(found, person):
        actions.start_emergency(found, by=sol)

    said = re.compile(r"<flag-watch [^>]* hidden>")
    client = client_of(max_)
    assert said.search(client.get(f"/moderation/flags/{mine.pk}/").text)

    monkeypatch.setattr(pages, "_is_read", is_quicker)
    page = client.get(f"/moderation/flags/{mine.pk}/").text

    assert "<flag-watch" in page
    assert not said.search(page)
