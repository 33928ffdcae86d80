"""A decision that was begun stands in its form again, whatever else is sent from its page."""

import pytest
from django.utils.html import strip_tags

from moderation import actions
from moderation.models import Flag

BEGUN = {
    "begun-outcome": "cover",
    "begun-said": "It named how.",
    "begun-rule": "methods",
    "begun-reason": "It frightens others.",
}


@pytest.fixture
def send(client_of):
    """send(max_, flag, "keep", hours=1) as the browser does, with what was begun."""

    def post(person, flag, path, **form):
        url = f"/moderation/flags/{flag.pk}/{path}/"
        return client_of(person).post(url, BEGUN | form)

    return post


def expect_as_typed(page):
    form = page.context["form"]
    assert form["outcome"].value() == "cover"
    assert form["said"].value() == "It named how."
    assert form["reason"].value() == "It frightens others."


@pytest.mark.parametrize(
    ("path", "form", "words"),
    [
        ("keep", {"hours": 1, "reason": "Her answer."}, "It stays yours until then."),
        ("keep", {"hours": 1}, "Please say what you wait for."),
        ("emergency", {"reason": "She rang."}, "The procedure has begun."),
        ("envelope", {"reason": "Nobody knows her."}, "A colleague is asked to agree."),
        ("envelope", {}, "Please say why it must be opened."),
        ("note", {"words": "She wrote before."}, "Your note is kept."),
    ],
)
def test_it_stands_there_after_another_form(
    path, form, words, mine, ana, max_, send, client_of
):
    client_of(ana).post("/envelope/", {"name": "Ana"})

    page = send(max_, mine, path, **form)

    assert words in page.text
    expect_as_typed(page)


def test_a_look_keeps_it_and_counts_as_a_look(thread_flag, max_, send):
    page = send(max_, thread_flag, "look", reason="She may be unsafe.")

    assert "The tablets are in front of me" in strip_tags(page.text)
    expect_as_typed(page)
    assert Flag.objects.get(pk=thread_flag.pk).first_seen_at


def test_an_emergency_taken_back_keeps_it(mine, max_, send):
    begun = actions.start_emergency(mine, by=max_)

    page = send(max_, mine, f"emergency/{begun.pk}/back", answer="My thumb slipped.")

    expect_as_typed(page)


def test_it_stands_there_where_the_other_form_came_too_late(mine, max_, sol, send):
    actions.start_emergency(mine, by=sol)

    page = send(max_, mine, "emergency", reason="She rang.")

    assert page.status_code == 409
    assert "Your decision stands in its form." in page.text
    expect_as_typed(page)


def test_what_another_form_took_along_is_shown_once_the_flag_has_gone(
    mine, max_, sol, send
):
    actions.release_flag(mine, by=max_)
    actions.claim_flag(mine, by=sol)

    page = send(max_, mine, "keep", hours=1, reason="Her answer.")

    assert page.status_code == 409
    for words in ("It named how.", "It frightens others.", "Her answer."):
        assert words in page.text
