"""Answers about harm: a measure that asks names somebody, and only they read them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from evaluation import actions, clockwork
from evaluation.models import Answers, Measure
from people import actions as people
from people.models import Notice
from tests.evaluation.test_adding_measures import OWN, add
from tests.evaluation.test_answering import answer, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _measures():
    actions.ensure_measures()


@pytest.mark.parametrize(
    "words",
    [
        "Thoughts that you would be better off dead, or of hurting yourself",
        "I want to kill myself",
        "Have you harmed yourself?",
    ],
)
def test_a_question_on_self_harm_needs_somebody_who_reads_it(words, client_of, sol):
    page = words_of(add(client_of(sol), words))
    assert "asks about harm. Name who reads the answers" in page
    assert not Measure.objects.filter(key="own").exists()


@pytest.mark.parametrize(
    ("words", "option"),
    [("What have you thought of?", "Hurting myself"), ("I think of suicide", "No")],
)
def test_an_answer_on_self_harm_needs_somebody_who_reads_it(
    words, option, client_of, sol
):
    text = OWN.format(words=words).replace('"No"', f'"{option}"')
    file = SimpleUploadedFile("own.toml", text.encode())
    sent = {"file": file, "licence_number": "L"}

    page = words_of(client_of(sol).post("/evaluation/measures/", sent))

    assert "asks about harm. Name who reads the answers" in page


def test_a_question_and_its_answer_are_read_together(client_of, sol):
    text = OWN.format(words="Do you think about ending").replace('"No"', '"My life"')
    file = SimpleUploadedFile("own.toml", text.encode())
    sent = {"file": file, "licence_number": "L"}

    page = words_of(client_of(sol).post("/evaluation/measures/", sent))

    assert "“Do you think about ending My life” asks about harm." in page


def test_who_is_named_is_told_and_reads_it(client_of, agreed, sol, max_):
    words = "Have you harmed yourself?"
    add(client_of(sol), words, reader=max_.pk, read_within_hours=4)
    own = Measure.objects.get(key="own")

    answer(client_of(agreed), own, "2", "one")

    assert Notice.objects.filter(person=max_, kind="answers").count() == 1
    client = client_of(max_)
    assert "Yes" in words_of(client.get("/evaluation/to-read/"))
    client.post(f"/evaluation/to-read/{Answers.objects.get().pk}/")
    assert "You read it on" in words_of(client.get("/evaluation/to-read/"))


@pytest.fixture
def to_read(agreed, max_):
    """Answers about harm; max is named to read them."""
    own = actions.add_measure(
        OWN.format(words="Have you harmed yourself?"),
        by=max_,
        licence_number="L",
        reader=max_,
        read_within_hours=4,
    )
    return actions.give_answer(own, "before", "one", 2, by=agreed)


def test_who_answers_is_told_that_somebody_reads_it(client_of, agreed, max_):
    own = actions.add_measure(
        OWN.format(words="Have you harmed yourself?"),
        by=max_,
        licence_number="L",
        reader=max_,
        read_within_hours=4,
    )

    page = words_of(client_of(agreed).get(f"/evaluation/mine/{own.pk}/before/"))

    assert "One of our staff reads your answers here, with your alias." in page
    assert "within 4 hours of your last one." in page


def test_who_is_asked_to_agree_is_told_it_too(client_of, to_read, zed):
    page = words_of(client_of(zed).get("/evaluation/mine/"))

    assert "Answers about harm are read by one of our staff" in page
    assert "Nobody reads it to see if you are in danger" not in page


def test_ones_own_line_says_that_somebody_read_it(client_of, to_read, agreed):
    page = words_of(client_of(agreed).get("/evaluation/mine/"))

    assert "One of our staff reads these answers too." in page
    assert "Only you see this." not in page


def test_where_nobody_reads_answers_nobody_is_said_to(client_of, agreed, zed, lonely):
    mine = words_of(client_of(zed).get("/evaluation/mine/"))
    asked = client_of(agreed).get(f"/evaluation/mine/{lonely.pk}/before/")

    assert "Nobody reads it to see if you are in danger" in mine
    assert "One of our staff" not in mine + words_of(asked)


@pytest.mark.parametrize("who", ["zed", "ana", "mia"])
def test_no_member_reads_answers(who, client_of, to_read, request):
    client = client_of(request.getfixturevalue(who))

    assert client.get("/evaluation/to-read/").status_code == 404
    assert client.post(f"/evaluation/to-read/{to_read.pk}/").status_code == 404


def test_other_staff_read_no_answers(client_of, to_read, sol):
    client = client_of(sol)

    assert "Nothing is here for you." in words_of(client.get("/evaluation/to-read/"))
    assert client.post(f"/evaluation/to-read/{to_read.pk}/").status_code == 404


def test_who_is_named_shows_a_second_factor_before_they_read(client_of, to_read, max_):
    client = client_of(max_, verified=False)

    assert "/second-factor/" in client.get("/evaluation/to-read/").headers["Location"]
    client.post(f"/evaluation/to-read/{to_read.pk}/")
    assert Answers.objects.get().read_at is None


def test_who_is_named_and_is_staff_no_more_reads_nothing(client_of, to_read, max_, sol):
    people.change_role(max_, "peer", by=sol, reason="Has left.")

    assert client_of(max_).get("/evaluation/to-read/").status_code == 404


def test_leads_hear_of_answers_about_harm_that_nobody_read(agreed, max_, sol):
    own = actions.add_measure(
        OWN.format(words="Have you harmed yourself?"),
        by=sol,
        licence_number="L",
        reader=max_,
        read_within_hours=4,
    )
    actions.give_answer(own, "before", "one", 2, by=agreed)
    clockwork.tell_of_unread()
    assert not Notice.objects.filter(person=sol).exists()
    Answers.objects.update(finished_at=timezone.now() - timedelta(hours=4))

    clockwork.tell_of_unread()

    assert "max has not read" in Notice.objects.get(person=sol).words
