"""Members agree, answer one question at a time, and see only their own line."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from evaluation import actions, clockwork
from evaluation.models import Answers, Consent, Measure, Quote
from mentoring.models import Mentorship
from people.models import Notice
from tests.parts.waiting import is_waited_for, overlapping

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _measures():
    actions.ensure_measures()


def words_of(answer):
    return " ".join(answer.content.decode().split())


def answer(client, measure, value, item="companionship", occasion="before"):
    path = f"/evaluation/mine/{measure.pk}/{occasion}/"
    return client.post(path, {"item": item, "value": value}, follow=True)


def test_nobody_is_asked_who_did_not_agree(client_of, ana, lonely):
    client = client_of(ana)
    assert "Yes, ask me" in words_of(client.get("/evaluation/mine/"))
    assert answer(client, lonely, "1").status_code == 404


def test_who_agreed_answers_one_question_at_a_time(client_of, agreed, lonely):
    page = words_of(answer(client_of(agreed), lonely, "2"))

    assert "How often do you feel left out?" in page
    assert Answers.objects.get().given == {"companionship": 2}


def test_a_half_filled_measure_goes_on_where_it_stopped(client_of, agreed, lonely):
    answer(client_of(agreed), lonely, "2")

    later = client_of(agreed).get("/evaluation/mine/")

    assert "You began this. What you said is kept." in words_of(later)


def test_the_same_answer_sent_twice_answers_one_question(client_of, agreed, lonely):
    client = client_of(agreed)
    answer(client, lonely, "2")
    answer(client, lonely, "3")
    assert Answers.objects.get().given == {"companionship": 2}


def test_the_last_answer_sent_again_is_told_that_it_is_kept(client_of, agreed, lonely):
    client = client_of(agreed)
    *_others, last = lonely.parsed.items
    for item in lonely.parsed.items:
        answer(client, lonely, "1", item.key)

    again = answer(client, lonely, "3", last.key)

    assert again.status_code == 200
    assert "You have answered this. What you said is kept." in words_of(again)
    assert Answers.objects.get().given[last.key] == 1


def test_answers_that_come_at_once_are_all_kept(at_once, ana):
    actions.ensure_measures()
    actions.give_consent(by=ana)
    lonely = Measure.objects.get(key="lonely")
    keys = [item.key for item in lonely.parsed.items]

    at_once(
        *[
            lambda k=key: actions.give_answer(lonely, "before", k, 1, by=ana)
            for key in keys
        ]
    )

    found = Answers.objects.get()
    assert found.given == dict.fromkeys(keys, 1)
    assert found.finished_at


def test_any_question_can_be_left_out(client_of, agreed, lonely):
    path = f"/evaluation/mine/{lonely.pk}/before/"
    client_of(agreed).post(path, {"item": "companionship", "skip": "yes"})
    assert Answers.objects.get().given == {"companionship": None}


@pytest.mark.parametrize("value", ["", "9", "x", "9" * 30])
def test_an_answer_that_is_none_is_said_so(value, client_of, agreed, lonely):
    answered = answer(client_of(agreed), lonely, value)
    assert answered.status_code == 422
    assert not Answers.objects.exists()


def test_a_finished_measure_shows_ones_own_line(client_of, agreed, lonely):
    client = client_of(agreed)
    for item in lonely.parsed.items:
        answer(client, lonely, "1", item.key)

    page = words_of(client.get("/evaluation/mine/"))
    assert "At the start: 3" in page
    assert Answers.objects.get().finished_at


def test_after_six_weeks_the_same_is_asked_again(client_of, agreed, lonely):
    for item in lonely.parsed.items:
        actions.give_answer(lonely, "before", item.key, 1, by=agreed)
    assert (
        answer(client_of(agreed), lonely, "1", occasion="six_weeks").status_code == 404
    )
    Answers.objects.update(began_at=timezone.now() - timedelta(weeks=6))

    answer(client_of(agreed), lonely, "1", occasion="six_weeks")

    assert Answers.objects.filter(occasion="six_weeks").exists()


def test_who_half_filled_the_first_is_asked_at_six_weeks(client_of, agreed, lonely):
    answer(client_of(agreed), lonely, "2")
    Answers.objects.update(began_at=timezone.now() - timedelta(weeks=6))

    answer(client_of(agreed), lonely, "1", occasion="six_weeks")

    assert Answers.objects.filter(occasion="six_weeks").exists()


def test_who_answered_nothing_is_asked_six_weeks_after_agreeing(client_of, agreed):
    Consent.objects.update(given_at=timezone.now() - timedelta(weeks=6))

    page = client_of(agreed).get("/evaluation/mine/").text

    assert "/six_weeks/" in page
    assert "/before/" not in page


@pytest.mark.parametrize(("days", "is_before"), [(6, True), (7, False)])
def test_a_week_into_mentoring_is_no_longer_before(
    days, is_before, client_of, agreed, thread, lonely
):
    began = timezone.now() - timedelta(days=days)
    Mentorship.objects.update(started_at=began)

    answered = answer(client_of(agreed), lonely, "1")

    assert (answered.status_code == 200) is is_before
    assert Answers.objects.exists() is is_before


def test_about_my_mentor_is_asked_only_of_who_had_one(client_of, agreed, thread):
    mentor = Measure.objects.get(key="mentor")
    page = client_of(agreed).get("/evaluation/mine/")
    assert "About my mentor" not in words_of(page)
    Answers.objects.create(
        person=agreed,
        measure=Measure.objects.get(key="ons4"),
        occasion="before",
        began_at=timezone.now() - timedelta(weeks=7),
    )
    assert mentor.parsed.name in words_of(client_of(agreed).get("/evaluation/mine/"))


def test_stopping_deletes_what_was_said(client_of, agreed, lonely):
    client = client_of(agreed)
    answer(client, lonely, "1")
    client.post("/evaluation/mine/quote/", {"words": "Kind.", "may_be_shown": "on"})

    client.post("/evaluation/mine/stop/")

    assert not Answers.objects.exists()
    assert not Quote.objects.exists()
    assert Consent.objects.get().withdrawn_at


@pytest.mark.skipif(connection.vendor == "sqlite", reason="it has one writer")
def test_an_answer_in_the_moment_of_stopping_is_not_kept(at_once, ana):
    actions.ensure_measures()
    actions.give_consent(by=ana)
    lonely = Measure.objects.get(key="lonely")
    stopped, answered = threading.Event(), threading.Event()

    def stop_slowly():
        with transaction.atomic():
            actions.withdraw_consent(by=ana)
            stopped.set()
            while not answered.is_set() and not is_waited_for():
                """She answers, or waits until all is deleted."""

    def give():
        stopped.wait()
        try:
            actions.give_answer(lonely, "before", "companionship", 3, by=ana)
        finally:
            answered.set()

    at_once(stop_slowly, give)

    assert not Answers.objects.exists()


def test_words_sent_twice_are_kept_once_and_the_last_choice_holds(client_of, agreed):
    client = client_of(agreed)
    for chosen in ("on", "on", ""):
        sent = {"words": "Kind.", "may_be_shown": chosen}
        client.post("/evaluation/mine/quote/", sent)

    assert not Quote.objects.get().may_be_shown


def test_words_beyond_what_anybody_reads_are_refused_and_come_back(client_of, agreed):
    Quote.objects.bulk_create([Quote(person=agreed, words="More") for _ in range(50)])

    page = client_of(agreed).post("/evaluation/mine/quote/", {"words": "And more"})

    assert "You have given us many words already." in words_of(page)
    assert "And more" in words_of(page)
    assert Quote.objects.count() == 50


def test_one_persons_answers_are_on_no_other_page(client_of, agreed, ben, lonely):
    answer(client_of(agreed), lonely, "3")
    actions.give_consent(by=ben)
    assert "You began this" not in words_of(client_of(ben).get("/evaluation/mine/"))


@pytest.mark.parametrize("who", ["zed", "ana", "mia", "max_"])
@pytest.mark.parametrize("path", ["report/", "report.csv"])
def test_the_report_is_for_who_runs_the_programme(path, who, client_of, request):
    client = client_of(request.getfixturevalue(who))
    assert client.get(f"/evaluation/{path}").status_code == 404


def test_questions_are_offered_once(agreed):
    clockwork.offer_questions()
    clockwork.offer_questions()
    assert Notice.objects.filter(person=agreed, kind="questions").count() == 1


def test_whoever_is_signed_out_in_the_middle_finds_all_they_answered(
    client_of, client, agreed, lonely
):
    signed_in = client_of(agreed)
    path = f"/evaluation/mine/{lonely.pk}/before/"
    here = {"HTTP_REFERER": f"http://testserver{path}"}
    answer(signed_in, lonely, "2")
    signed_in.session.flush()

    missed = signed_in.post(path, {"item": "left_out", "value": "3"}, **here)

    assert missed.status_code == 401
    assert "All that you sent before is kept." in words_of(missed)
    assert f'href="{path}"' in missed.content.decode()
    asked = signed_in.get(path, follow=True)
    assert asked.request["PATH_INFO"] == "/sign-in/"
    to = {"alias": "ana", "passphrase": "alongside demo", "next": path}
    again = client.post("/sign-in/", to, follow=True)
    assert "How often do you feel left out?" in words_of(again)
    assert Answers.objects.get().given == {"companionship": 2}


def test_the_same_words_sent_twice_are_kept_once(client_of, agreed):
    client, sent = client_of(agreed), {"words": "Kind people.", "may_be_shown": "on"}
    for fields in (sent, sent, {"words": "Kind people."}):
        client.post("/evaluation/mine/quote/", fields)

    # The last word about who may read them holds.
    assert not Quote.objects.get().may_be_shown


@pytest.mark.skipif(connection.vendor == "sqlite", reason="it has one writer")
def test_the_same_words_sent_twice_at_once_are_kept_once(at_once, ana):
    keep = lambda: actions.keep_quote("Kind people.", True, by=ana)  # noqa: E731

    overlapping(at_once, keep, keep)

    assert Quote.objects.count() == 1
