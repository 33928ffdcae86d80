"""Words that somebody let us quote go back alone, one by one."""

import re

import pytest

from evaluation import actions
from evaluation.models import Answers, Quote
from tests.evaluation.test_answering import answer


@pytest.fixture(autouse=True)
def _measures(db):
    actions.ensure_measures()


def test_words_are_taken_back_alone_by_who_said_them(client_of, agreed, zed, lonely):
    client = client_of(agreed)
    answer(client, lonely, "1")
    for words in ("Kind.", "Warm."):
        client.post("/evaluation/mine/quote/", {"words": words, "may_be_shown": "on"})
    page = client.get("/evaluation/mine/").text
    quote = re.findall(r'name="quote" value="(\d+)"', page)[-1]
    path, sent = "/evaluation/mine/quote/back/", {"quote": quote}

    client_of(zed).post(path, sent)
    assert Quote.objects.count() == 2
    answers = [client.post(path, sent).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Quote.objects.get().words == "Warm."
    assert Answers.objects.exists()
