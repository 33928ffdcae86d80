"""A coordinator finds one pair among many, and first what waits for an answer."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring import actions, pairing_views
from mentoring.actions import changing
from mentoring.models import Session
from tests.conftest import make_person

pytestmark = pytest.mark.django_db
PATH = "/threads/pair/"


@pytest.fixture
def pairs(mia, cora):
    """mia and fifteen carers, nell and ten."""
    nell = make_person("nell", "mentor")
    letters = "abcdefghjkopqrstuvwxyz"
    names = [f"carer {a}{b}" for a in "ab" for b in letters][:25]
    return [
        actions.pair(mia if n < 15 else nell, make_person(name), by=cora)
        for n, name in enumerate(names)
    ]


@pytest.fixture
def read(client_of, cora):
    """The pairs on a page, in its order."""

    def get(query=""):
        page = client_of(cora).get(PATH + query).text
        return re.findall(r"<h3>(\w+) and ([\w ]+)</h3>", page)

    return get


def test_many_pairs_come_a_page_at_a_time(pairs, read):
    first, second = read(), read("?page=2")

    assert len(first) == pairing_views.PAGE < len(pairs)
    assert len({*first, *second}) == len(pairs)


@pytest.mark.parametrize(
    ("alias", "found"), [("nell", 10), ("Carer AB", 1), ("nobody", 0), ("", 20)]
)
def test_a_pair_is_found_by_either_alias(alias, found, pairs, read):
    assert len(read(f"?alias={alias}")) == found


def test_who_would_like_another_mentor_comes_first(pairs, read):
    last = pairs[-1]
    changing.wish_for_change(last, by=last.mentee)

    assert read()[0] == ("nell", last.mentee.alias)


def test_of_sessions_that_are_over_the_last_three_are_told(
    client_of, mentorship, mia, cora
):
    now = timezone.now()
    for weeks in (1, -1, -2, -3, -4, -30):
        Session.objects.create(
            mentorship=mentorship,
            proposed_by=mia,
            starts_at=now + timedelta(weeks=weeks),
            state="accepted" if weeks > 0 else "ended",
            live_at=now if weeks < -3 else None,
        )

    page = client_of(cora).get(PATH).text

    assert page.count(": not held") == 3
    assert page.count(": held") == 0
    assert page.index(": not held") < page.index(": agreed")
