"""Goals are set by two, their words are the thread's, and notes are one's own."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring import actions as mentoring
from mentoring.actions import goals
from mentoring.actions.letting_go import forget_beside
from mentoring.models import Goal, OwnNotes, Step
from moderation.models import Verdict
from people.models import Notice
from rooms import actions as rooms
from tests.mentoring.test_promises import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(mentorship):
    return f"/threads/{mentorship.room_id}/"


@pytest.fixture
def goal(mentorship, ana, mia):
    goal = goals.suggest_goal(mentorship, "A walk on Sundays", by=ana)
    goals.agree_goal(goal, by=mia)
    return goal


def test_one_suggests_and_the_other_agrees(client_of, path, mia, ana):
    client_of(ana).post(f"{path}goals/", {"words": "A walk on Sundays"})
    goal = Goal.objects.get()
    assert "ana suggests this." in words_of(client_of(mia).get(f"{path}goals/"))

    client_of(ana).post(f"/threads/goals/{goal.pk}/", {"what": "agree"})
    assert Goal.objects.get().state == "suggested"
    client_of(mia).post(f"/threads/goals/{goal.pk}/", {"what": "agree"})

    assert Goal.objects.get().state == "agreed"
    assert Notice.objects.filter(person=ana, kind="goal").count() == 1


def test_its_words_are_said_in_the_thread_and_screened(client_of, path, goal, mia):
    assert "A goal: A walk on Sundays" in client_of(mia).get(path).text
    assert Verdict.objects.filter(message=goal.said).exists()
    page = client_of(mia).get(f"{path}goals/").text
    assert ">A walk on Sundays</h2>" in page


def test_taking_the_words_back_takes_them_from_the_goal(client_of, path, goal, ana):
    rooms.take_back(goal.said, by=ana)

    page = client_of(ana).get(f"{path}goals/").text
    assert "A walk on Sundays" not in page
    assert "Its words are not shown any more" in page


def test_small_steps_are_done_and_undone(client_of, path, goal, ana, mia):
    client_of(mia).post(f"/threads/goals/{goal.pk}/step/", {"words": "Find the boots"})
    step = Step.objects.get()

    client_of(ana).post(f"/threads/goals/steps/{step.pk}/", {"done": "yes"})
    assert Step.objects.get().done_at is not None
    client_of(mia).post(f"/threads/goals/steps/{step.pk}/", {"done": "no"})
    assert Step.objects.get().done_at is None


@pytest.mark.parametrize("what", ["reached", "let_go"])
def test_a_goal_is_reached_or_let_go(what, client_of, path, goal, ana):
    client_of(ana).post(f"/threads/goals/{goal.pk}/", {"what": what})

    assert Goal.objects.get().state == what
    assert "Earlier goals" in client_of(ana).get(f"{path}goals/").text


@pytest.mark.parametrize("what", ["", "agreed", "x" * 5000])
def test_nothing_else_can_be_done_with_a_goal(what, client_of, goal, ana):
    answer = client_of(ana).post(f"/threads/goals/{goal.pk}/", {"what": what})

    assert answer.status_code == 404


@pytest.mark.parametrize("words", ["", "  ", "x" * 301])
def test_a_goal_and_a_step_need_a_few_words(words, client_of, path, goal, ana):
    for place in (f"{path}goals/", f"/threads/goals/{goal.pk}/step/"):
        answer = client_of(ana).post(place, {"words": words})
        assert answer.status_code == 422
        assert words.strip() in answer.text
    assert (Goal.objects.count(), Step.objects.count()) == (1, 0)


def test_five_goals_at_a_time_are_plenty(client_of, path, mentorship, ana):
    for n in range(5):
        goals.suggest_goal(mentorship, f"Goal {n}", by=ana)

    answer = client_of(ana).post(f"{path}goals/", {"words": "One more"})

    assert "Five at a time are plenty." in words_of(answer)


def test_goals_are_no_quicker_way_into_a_thread_than_writing(
    client_of, path, mentorship, ana, settings
):
    """Suggested and let go at once, they would flood the other, and the flags' board."""
    settings.POSTS_BURST = 3
    client = client_of(ana)
    for n in range(3):
        client.post(f"{path}goals/", {"words": f"Goal {n}"})
        client.post(f"/threads/goals/{Goal.objects.last().pk}/", {"what": "let_go"})

    answer = client.post(f"{path}goals/", {"words": "One more"})

    assert "You are writing very fast." in words_of(answer)
    assert "One more" in answer.text
    assert Goal.objects.count() == 3


def test_an_ended_mentorship_keeps_its_goals_to_read(
    client_of, path, mentorship, goal, ana, cora
):
    mentoring.end_mentorship(mentorship, by=cora)

    client_of(ana).post(f"/threads/goals/{goal.pk}/", {"what": "reached"})

    page = client_of(ana).get(f"{path}goals/").text
    assert "A walk on Sundays" in page
    assert "Suggest a goal" not in page
    assert Goal.objects.get().state == "agreed"


@pytest.mark.parametrize("who", ["zed", "ben", "max_", "cora", "sol"])
def test_goals_are_for_the_two(who, client_of, path, goal, request):
    client = client_of(request.getfixturevalue(who))
    step = goals.add_step(goal, "Find the boots", by=goal.by)

    assert client.get(f"{path}goals/").status_code == 404
    assert client.get(f"{path}notes/").status_code == 404
    assert client.get(f"/threads/goals/{goal.pk}/step/").status_code == 404
    for place in (f"goals/{goal.pk}/", f"goals/steps/{step.pk}/"):
        answer = client.post(f"/threads/{place}", {"what": "reached", "done": "yes"})
        assert answer.status_code == 404


# --- Notes


def test_notes_are_for_their_writer_alone(client_of, path, mia, ana):
    client_of(mia).post(f"{path}notes/", {"words": "Likes the garden."})

    assert "Likes the garden." in client_of(mia).get(f"{path}notes/").text
    assert "Likes the garden." not in client_of(ana).get(f"{path}notes/").text


def test_an_emptied_page_of_notes_is_gone(client_of, path, mia):
    for words in ("Likes the garden.", "   "):
        client_of(mia).post(f"{path}notes/", {"words": words})

    assert not OwnNotes.objects.exists()


def test_too_many_notes_are_refused_and_not_lost(client_of, path, mia):
    answer = client_of(mia).post(f"{path}notes/", {"words": "a" * 4001})

    assert answer.status_code == 422
    assert "a" * 4001 in answer.text


def test_who_notes_danger_is_shown_help(client_of, path, ana):
    words = "I want to kill myself tonight"
    client_of(ana).post(f"{path}notes/", {"words": words})

    assert Notice.objects.filter(person=ana, kind="help").exists()


def test_notes_go_when_the_thread_has_been_kept_long_enough(
    client_of, path, mentorship, mia, cora
):
    client_of(mia).post(f"{path}notes/", {"words": "Likes the garden."})
    mentoring.end_mentorship(mentorship, by=cora)

    forget_beside(timezone.now() - timedelta(days=1))
    assert OwnNotes.objects.exists()
    forget_beside(timezone.now() + timedelta(days=1))
    assert not OwnNotes.objects.exists()
