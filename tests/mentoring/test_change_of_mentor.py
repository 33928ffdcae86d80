"""A mentorship goes on with another mentor; what goes along is the mentee's to say."""

import pytest

from mentoring import actions as mentoring
from mentoring.actions import goals
from mentoring.ending_models import ChangeOfMentor
from mentoring.models import Goal, Mentorship
from people.models import Notice
from tests.conftest import make_person
from tests.mentoring.test_promises import words_of
from tests.parts.following import may_follow

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(mentorship):
    return f"/threads/{mentorship.room_id}/"


@pytest.fixture
def ned(db):
    return make_person("ned", "mentor")


@pytest.fixture
def made(client_of, mentorship, cora, ned):
    address = f"/threads/pair/{mentorship.pk}/change/"
    client_of(cora).post(address, {"to": ned.pk})
    return ChangeOfMentor.objects.get()


def answer(client, made, **fields):
    return client.post(f"/threads/changes/{made.pk}/", {"answer": "yes"} | fields)


def test_a_mentee_asks_for_another_without_their_mentor_knowing(
    client_of, mentorship, path, mia, ana, cora
):
    for _ in range(2):
        client_of(ana).post(f"{path}ending/change/")

    told = Notice.objects.filter(words__contains="another mentor")
    assert [notice.person for notice in told] == [cora]
    page = words_of(client_of(cora).get("/threads/pair/"))
    assert "ana would like another mentor." in page


def test_a_mentor_does_not_ask_for_it(client_of, path, mia, cora):
    client_of(mia).post(f"{path}ending/change/")

    assert not ChangeOfMentor.objects.exists()


def test_nothing_goes_along_unless_the_mentee_says_so(
    client_of, mentorship, path, made, mia, ana, ned, say
):
    say(mentorship.room, ana, "Something between us two.")
    goal = goals.suggest_goal(mentorship, "A walk on Sundays", by=ana)
    goals.agree_goal(goal, by=mia)

    answer(client_of(ana), made)

    new = Mentorship.objects.get(mentor=ned)
    mentorship.refresh_from_db()
    assert new.is_current()
    assert not mentorship.is_current()
    assert not new.room.messages.exists()
    assert not Goal.objects.filter(mentorship=new).exists()
    assert client_of(ned).get(path).status_code == 404
    assert not may_follow(ned.pk, mentorship.room_id)


def test_goals_and_own_words_go_along_as_the_mentee_says(
    client_of, mentorship, made, mia, ana, ned
):
    for words in ("A walk on Sundays", "Let go of"):
        goal = goals.suggest_goal(mentorship, words, by=ana)
        if words.startswith("A walk"):
            goals.agree_goal(goal, by=mia)

    answer(client_of(ana), made, goals="on", summary="Mum is ill, I am tired.")

    new = Mentorship.objects.get(mentor=ned)
    said = list(new.room.messages.order_by("seq").values_list("body", "author__alias"))
    assert said == [
        ("In my own words: Mum is ill, I am tired.", "ana"),
        ("A goal: A walk on Sundays", "ana"),
    ]
    assert Goal.objects.get(mentorship=new).state == "suggested"


def test_the_thread_goes_along_to_read_if_the_mentee_says_so(
    client_of, mentorship, path, made, mia, ana, ned, say
):
    say(mentorship.room, ana, "Something between us two.")

    answer(client_of(ana), made, thread="on")

    page = client_of(ned).get(path, follow=True)
    assert "Something between us two." in page.text
    assert "ana lets you read this." in words_of(page)
    assert Notice.objects.filter(person=mia, words__contains="lets their new").exists()
    assert client_of(ned).get(f"{path}goals/").status_code == 404
    assert client_of(ned).post(f"/rooms/{mentorship.room_id}/messages/", {
        "body": "Hello", "cid": "6f0c3c0e-5d3b-4b4f-9a38-0e9d1f6d0a51",
    }).status_code != 302  # fmt: skip


def test_the_new_mentor_reads_it_no_more_once_that_has_ended(
    client_of, mentorship, path, made, ana, ned, cora
):
    answer(client_of(ana), made, thread="on")

    mentoring.end_mentorship(Mentorship.objects.get(mentor=ned), by=cora)

    assert client_of(ned).get(path, follow=True).status_code == 404


def test_a_mentee_may_say_no_without_a_reason(client_of, mentorship, made, ana, cora):
    client_of(ana).post(f"/threads/changes/{made.pk}/", {"answer": "no"})

    mentorship.refresh_from_db()
    assert mentorship.is_current()
    assert Notice.objects.filter(person=cora, words__contains="rather not").exists()


def test_a_change_is_answered_once(client_of, made, ana, ned):
    answer(client_of(ana), made)

    assert answer(client_of(ana), made).status_code == 422
    assert Mentorship.objects.filter(mentor=ned).count() == 1


def test_two_answers_at_once_begin_one_mentorship(at_once, mentorship, ana, cora):
    from mentoring.actions import changing

    to = make_person("ned", "mentor")
    made = changing.suggest_change(mentorship, to, by=cora)

    at_once(*[lambda: changing.agree_change(made, changing.Along(), by=ana)] * 2)

    assert Mentorship.objects.filter(mentor=to).count() == 1


def test_two_coordinators_at_once_ask_once(at_once, mentorship, cora, sol):
    from mentoring.actions import changing

    mentors = [make_person(name, "mentor") for name in ("ned", "oona")]

    at_once(
        *[
            lambda c=by, to=to: changing.suggest_change(mentorship, to, by=c)
            for by, to in zip((cora, sol), mentors, strict=True)
        ]
    )

    assert ChangeOfMentor.objects.count() == 1


def test_too_long_a_summary_is_refused_and_not_lost(client_of, made, ana, ned):
    found = answer(client_of(ana), made, summary="x" * 1001)

    assert found.status_code == 422
    assert "x" * 1001 in found.text
    assert not Mentorship.objects.filter(mentor=ned).exists()


@pytest.mark.parametrize("to", ["", "x", "0", str(2**63), "mia", "ana"])
def test_only_another_mentor_is_suggested(to, client_of, mentorship, cora, request):
    number = request.getfixturevalue(to).pk if to in {"mia", "ana"} else to

    address = f"/threads/pair/{mentorship.pk}/change/"
    assert client_of(cora).post(address, {"to": number}).status_code == 422
    assert not ChangeOfMentor.objects.exists()


def test_who_must_not_meet_is_not_suggested(client_of, mentorship, cora, ana, ned):
    from mentoring import apart
    from mentoring.actions import asking

    asking.keep_apart(set(), apart.marks("ned", "name"), by=ana)

    address = f"/threads/pair/{mentorship.pk}/change/"
    found = client_of(cora).post(address, {"to": ned.pk})
    assert "These two cannot be paired." in words_of(found)


@pytest.mark.parametrize("who", ["zed", "mia", "cora", "max_"])
def test_nobody_else_answers_a_change(who, client_of, made, request):
    client = client_of(request.getfixturevalue(who))

    assert client.get(f"/threads/changes/{made.pk}/").status_code == 404
    assert answer(client, made).status_code == 404


@pytest.mark.parametrize("who", ["zed", "mia", "ana", "max_"])
def test_nobody_else_suggests_a_change(who, client_of, mentorship, ned, request):
    client = client_of(request.getfixturevalue(who))
    address = f"/threads/pair/{mentorship.pk}/change/"

    assert client.get(address).status_code == 404
    assert client.post(address, {"to": ned.pk}).status_code == 404
