"""The programme's page begins with what is needed today, and loses nobody in a list."""

import re

import pytest
from django.utils import timezone

from mentoring.actions import changing, going_away, volunteering
from mentoring.care_models import Missed
from mentoring.models import Check, Volunteer
from tests.conftest import make_person
from tests.mentoring.offering import FEW, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client_of, cora):
    return lambda: words_of(client_of(cora).get("/mentors/"))


def test_nothing_to_look_at_is_no_list(page, mentorship):
    assert "To look at today" not in page()


def test_who_would_like_another_mentor_stands_before_who_waits(
    page, mentorship, asks, ana
):
    changing.wish_for_change(mentorship, by=ana)

    found = page()

    assert "ana would like another mentor" in found
    assert found.index("would like another") < found.index("Who waits for a mentor")


def test_who_is_asked_about_another_mentor_needs_nothing_today(
    page, mentorship, mentor_of, cora, ana
):
    ned = make_person("ned")
    mentor_of(ned)
    changing.wish_for_change(mentorship, by=ana)
    changing.suggest_change(mentorship, ned, by=cora)

    assert "would like another mentor" not in page()


def test_a_session_that_nobody_came_to_is_to_be_looked_at(page, agree):
    missed = Missed.objects.create(session=agree(hours=2))
    assert "Nobody came to a session" in page()

    Missed.objects.filter(pk=missed.pk).update(seen_at=timezone.now())
    assert "Nobody came to a session" not in page()


def test_volunteers_stand_by_what_they_need(client_of, mentor_of, mia, cora):
    names = ("adam", "bess", "carl", "dora")
    people = [make_person(name) for name in names]
    lapsed, _, full, left = map(mentor_of, people)
    mentor_of(mia)
    Check.objects.filter(volunteer=lapsed, requirement__name="Supervision").delete()
    going_away.pause(by=people[1])
    Volunteer.objects.filter(pk=full.pk).update(most=0)
    volunteering.stop_volunteering(left, by=people[3])
    zora = make_person("zora")
    volunteering.offer_to_mentor(by=zora, topics=[], languages=["en"], most=2, **FEW)

    html = client_of(cora).get("/mentors/").text

    volunteers = html[html.index('id="volunteers"') :]
    found = re.findall(r"<h3>([^<]+)</h3>|<h4[^>]*><a[^>]*>(\w+)<", volunteers)
    assert [group or alias for group, alias in found] == [
        *("New", "zora"),
        *("Something to renew", "adam"),
        *("Away, or can take nobody now", "bess"),
        *("With room for somebody", "mia"),
        *("With no room now", "carl"),
        *("No mentor now", "dora"),
    ]
    assert "Somebody offers to be a mentor" in html
    assert "Not in order: Supervision." in html


@pytest.mark.parametrize("waits", [False, True])
def test_one_button_and_only_where_somebody_waits(waits, request, client_of, cora):
    if waits:
        request.getfixturevalue("asks")

    html = client_of(cora).get("/mentors/").text

    main = html[html.index("<main") : html.index("</main")]
    assert re.findall(r'<a class="button[^>]*>([^<]+)<', main) == (
        ["Match everyone who waits"] if waits else []
    )
