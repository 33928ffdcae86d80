"""Leads add measures from a file, and take them out of use."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from evaluation import actions
from evaluation.models import Measure
from tests.evaluation.test_answering import words_of
from tests.parts.waiting import overlapping

pytestmark = pytest.mark.django_db

OWN = """
key = "own"
name = "Our own"
licence = "Ours"
source = "Us"
[[items]]
key = "one"
words = "{words}"
options = [[1, "No"], [2, "Yes"]]
[[scores]]
key = "own"
name = "Own"
items = ["one"]
"""


@pytest.fixture(autouse=True)
def _measures():
    actions.ensure_measures()


def add(client, words="How are you?", **fields):
    file = SimpleUploadedFile("own.toml", OWN.format(words=words).encode())
    sent = {"file": file, "licence_number": "L-1"} | fields
    return client.post("/evaluation/measures/", sent, follow=True)


def test_a_lead_adds_a_measure_with_its_licence(client_of, sol):
    assert "Our own" in words_of(add(client_of(sol)))
    assert Measure.objects.get(key="own").licence_number == "L-1"


def test_a_measure_without_a_licence_is_refused(client_of, sol):
    page = words_of(add(client_of(sol), licence_number=""))
    assert "Say by which licence you may use it." in page


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("key = ", "This is not TOML"),
        ("key = " + "[" * 3000, "This is not TOML"),
        ("key = 'x'", "It needs 1 to 60 of [[items]]."),
        (OWN.replace('"one"]', '"two"]'), "names a question that is not there"),
        (OWN.replace('[[1, "No"], [2, "Yes"]]', "3"), "options are"),
        (
            OWN.replace('[[1, "No"], [2, "Yes"]]', '[[1, "No"], [1, "Yes"]]'),
            "same name",
        ),
        (OWN.replace('items = ["one"]', "items = 3"), "names a question"),
        (OWN.replace('key = "own"', 'key = "Ü"', 1), "key must be small letters"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_place(
    text, words, client_of, sol
):
    file = SimpleUploadedFile("own.toml", text.format(words="Well?").encode())
    page = client_of(sol).post(
        "/evaluation/measures/", {"file": file, "licence_number": "L"}
    )
    assert words in words_of(page)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"x" * 70_000, b""])
def test_a_file_that_is_no_text_is_refused(content, client_of, sol):
    file = SimpleUploadedFile("own.toml", content)
    page = client_of(sol).post(
        "/evaluation/measures/", {"file": file, "licence_number": "L"}
    )
    assert page.status_code == 422


def test_a_measure_is_asked_no_longer(client_of, sol, agreed, lonely):
    client_of(sol).post(f"/evaluation/measures/{lonely.pk}/turn/", {"ask": "no"})
    page = words_of(client_of(agreed).get("/evaluation/mine/"))
    assert "Feeling lonely" not in page


@pytest.mark.parametrize("asked", [True, False])
def test_a_turn_sent_twice_is_one_turn(client_of, sol, lonely, asked):
    actions.turn_measure(lonely, is_asked=asked)
    client = client_of(sol)
    path = f"/evaluation/measures/{lonely.pk}/turn/"
    form = client.get("/evaluation/measures/").text.split(path)[1]
    wanted = re.search(r'name="ask" value="(\w+)"', form)[1]

    for _ in range(2):
        client.post(path, {"ask": wanted})

    lonely.refresh_from_db()
    assert lonely.is_asked is not asked


@pytest.mark.parametrize("who", ["zed", "ana", "mia", "max_", "cora"])
def test_measures_are_the_leads(who, client_of, request):
    client = client_of(request.getfixturevalue(who))
    assert client.get("/evaluation/measures/").status_code == 404


@pytest.mark.skipif(connection.vendor == "sqlite", reason="it has one writer")
def test_the_same_file_sent_twice_at_once_is_added_once(at_once, sol):
    text = OWN.format(words="How are you?")
    add_it = lambda: actions.add_measure(text, by=sol, licence_number="L-1")  # noqa: E731

    _, answer = overlapping(at_once, add_it, add_it)

    assert answer == "There is a measure called own already."
