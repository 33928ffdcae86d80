"""No form speaks in its framework's words: what is wrong is said plainly, in both languages."""

import re

import pytest

from people import actions

DJANGO = re.compile(
    r"This field is required|Select a valid|Enter a |Ensure (this|that)|Upload a|submitted"
)
# Who sends what to which form, and what they read.
SENT = [
    ("sol", "/moderation/targets/", {}, "Please fill this in."),
    ("sol", "/moderation/targets/", {"red": "soon"}, "Please write a whole number."),
    ("cora", "/people/invitations/", {"uses": 9999}, "Please choose 500 or less."),
    ("cora", "/people/invitations/", {"days": 0}, "Please choose 1 or more."),
    (
        "cora",
        "/people/invitations/",
        {"note": "a" * 90},
        "Please use 80 characters at most.",
    ),
    ("cora", "/wall/new/", {}, "Please fill this in."),
    ("mia", "/threads/groups/new/", {}, "Please fill this in."),
    ("ana", "/settings/", {"language": "xx"}, "Please choose from the list."),
]


@pytest.mark.parametrize(("who", "path", "fields", "said"), SENT)
def test_what_is_wrong_is_said_plainly(client_of, request, who, path, fields, said):
    client = client_of(request.getfixturevalue(who))

    page = client.post(path, {"any": "thing"} | fields).text

    assert said in page
    assert not DJANGO.search(page)


def test_it_is_said_in_welsh(client_of, ana):
    actions.change_preferences(ana, language="cy")

    page = client_of(ana).post("/settings/", {"language": "xx"}).text

    assert "Dewiswch o’r rhestr." in page
