"""What members say about a mentor is read by coordinators, and by no mentor."""

import pytest
from django.utils import timezone

from evaluation import actions
from evaluation.models import Answers, Measure
from mentoring.actions import pair
from mentoring.models import Mentorship
from tests.conftest import make_person

pytestmark = pytest.mark.django_db
PAGE = "/evaluation/mentors/"


@pytest.fixture
def said(thread, ana):
    actions.ensure_measures()
    actions.give_consent(by=ana)
    measure = Measure.objects.get(key="mentor")
    actions.give_answer(measure, "six_weeks", "listens", 2, by=ana)
    return actions.give_answer(measure, "six_weeks", "in_time", None, by=ana)


def words_of(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("who", ["cora", "sol"])
def test_coordinators_read_what_was_said_about_whom(who, client_of, said, request):
    page = words_of(client_of(request.getfixturevalue(who)).get(PAGE))

    assert "ana, about mia" in page
    assert "My mentor listens to me. <strong>A little</strong>" in page
    assert "My mentor answers when we agreed. <strong>Left out</strong>" in page
    assert "Writing with my mentor helps me. <strong>Not answered yet</strong>" in page


@pytest.mark.parametrize("who", ["zed", "mia", "ana", "max_"])
def test_nobody_else_reads_what_is_said_about_a_mentor(who, client_of, said, request):
    assert client_of(request.getfixturevalue(who)).get(PAGE).status_code == 404


def test_who_was_their_mentor_never_reads_it_in_any_role(client_of, said, mia, sol):
    mia.role = "coordinator"
    mia.save()

    assert "ana, about" not in words_of(client_of(mia).get(PAGE))
    assert "ana, about mia" in words_of(client_of(sol).get(PAGE))


def test_it_names_the_mentor_of_that_time(client_of, said, thread, ana, cora):
    mentorship = thread.mentorship
    mentorship.ended_at = timezone.now()
    mentorship.save()
    pair(make_person("may", "mentor"), ana, by=cora)

    page = words_of(client_of(cora).get(PAGE))

    assert "ana, about mia<" in page


def test_other_answers_are_not_read_there(client_of, said, ana, cora):
    Answers.objects.update(measure=Measure.objects.get(key="lonely"))
    assert "Nobody has said anything yet." in words_of(client_of(cora).get(PAGE))


def test_long_lists_have_pages(client_of, said, ana, cora, mia):
    measure = Measure.objects.get(key="mentor")
    for n in range(31):
        other = make_person(f"other{n}")
        pair(mia, other, by=cora)
        Answers.objects.create(person=other, measure=measure, occasion="end")

    client = client_of(cora)
    assert "ana, about mia" not in words_of(client.get(PAGE))
    assert "ana, about mia" in words_of(client.get(f"{PAGE}?page=2"))
    assert client.get(f"{PAGE}?page={'9' * 30}").status_code == 200


def test_who_answers_is_told_who_can_read_it(client_of, said, ana):
    told = "with your alias. Your mentor cannot."
    Answers.objects.update(occasion="end")
    said.measure.answers.update(given={"listens": 2, "in_time": 3, "helps": 4})
    own = words_of(client_of(ana).get("/evaluation/mine/"))
    Mentorship.objects.update(ended_at=timezone.now())
    said.measure.answers.update(given={})

    asked = client_of(ana).get(f"/evaluation/mine/{said.measure.pk}/end/")

    assert told in own
    assert "Only you see this." not in own
    assert told in words_of(asked)
