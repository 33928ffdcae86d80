"""Drafts and phrases: kept for their writer alone, on any device, and gone when sent."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring import thread_clock
from mentoring.models import Draft, Phrase
from people.models import Notice
from tests.mentoring.test_promises import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(mentorship):
    return f"/threads/{mentorship.room_id}/"


def test_an_answer_put_aside_waits_for_its_writer_alone(client_of, path, mia, ana):
    answer = client_of(mia).post(f"{path}draft/", {"body": "I thought of you"})

    assert answer["Location"] == f"{path}#composer"
    assert "I thought of you</textarea>" in client_of(mia).get(path).text
    assert "I thought of you" not in client_of(ana).get(path).text


def test_it_goes_when_its_writer_says_something(client_of, mentorship, path, mia, say):
    client_of(mia).post(f"{path}draft/", {"body": "I thought of you"})

    say(mentorship.room, mia, "I thought of you today")

    assert not Draft.objects.exists()


def test_what_is_said_with_another_act_leaves_it(client_of, path, mia):
    client_of(mia).post(f"{path}draft/", {"body": "I thought of you"})

    client_of(mia).post(f"{path}goals/", {"words": "A walk each day"})

    assert Draft.objects.get().words == "I thought of you"


def test_what_the_other_says_leaves_it(client_of, mentorship, path, mia, ana, say):
    client_of(mia).post(f"{path}draft/", {"body": "I thought of you"})

    say(mentorship.room, ana, "Hello?")

    assert Draft.objects.get().words == "I thought of you"


def test_putting_nothing_aside_takes_away_what_was_kept(client_of, path, mia):
    client_of(mia).post(f"{path}draft/", {"body": "I thought of you"})

    client_of(mia).post(f"{path}draft/", {"body": "  "})

    assert not Draft.objects.exists()


def test_too_long_an_answer_is_refused_and_stays_on_the_page(
    client_of, path, mia, settings
):
    words = "word " * (settings.MAX_BODY // 5 + 1)
    answer = client_of(mia).post(f"{path}draft/", {"body": words})

    assert answer.status_code == 422
    assert words in answer.text


def test_who_puts_words_of_danger_aside_is_shown_help(client_of, path, ana):
    words = "I want to kill myself tonight"
    client_of(ana).post(f"{path}draft/", {"body": words})

    told = Notice.objects.get(person=ana, kind="help")
    assert "nobody else has read it" in told.words


def test_what_was_put_aside_goes_after_thirty_days(client_of, path, mia):
    client_of(mia).post(f"{path}draft/", {"body": "I thought of you"})
    Draft.objects.update(kept_at=timezone.now() - timedelta(days=31))

    thread_clock.forget_old_drafts()

    assert not Draft.objects.exists()


def test_nothing_is_put_aside_in_a_thread_that_has_ended(
    client_of, mentorship, path, mia, cora
):
    from mentoring.actions import end_mentorship

    end_mentorship(mentorship, by=cora)

    client_of(mia).post(f"{path}draft/", {"body": "Late"})

    assert not Draft.objects.exists()


# --- Phrases


def test_a_phrase_is_added_to_what_was_typed_without_scripts(client_of, path, mia):
    client_of(mia).post("/threads/phrases/", {"words": "Be kind to yourself."})
    phrase = Phrase.objects.get()

    fields = {"body": "Hello Ana.", "phrase": str(phrase.pk)}
    client_of(mia).post(f"{path}draft/", fields)

    page = client_of(mia).get(path).text
    assert "Hello Ana.\nBe kind to yourself.</textarea>" in page


@pytest.mark.parametrize("number", ["", "0", "x", str(2**63), "9" * 40])
def test_a_phrase_that_is_not_there_is_absent(number, client_of, path, mia):
    fields = {"body": "Hello", "phrase": number or "-"}
    assert client_of(mia).post(f"{path}draft/", fields).status_code == 404


@pytest.mark.parametrize("words", ["", "   ", "x" * 501])
def test_a_phrase_has_some_words_and_not_too_many(words, client_of, mia):
    answer = client_of(mia).post("/threads/phrases/", {"words": words})

    assert answer.status_code == 422
    assert words.strip() in answer.text
    assert not Phrase.objects.exists()


def test_phrases_are_twenty_at_most(client_of, mia):
    client = client_of(mia)
    for n in range(21):
        last = client.post("/threads/phrases/", {"words": f"Phrase {n}"})

    assert last.status_code == 422
    assert Phrase.objects.count() == 20


def test_a_phrase_is_taken_away_by_its_owner_alone(client_of, mia, zed, path):
    client_of(mia).post("/threads/phrases/", {"words": "Be kind."})
    gone = f"/threads/phrases/{Phrase.objects.get().pk}/remove/"

    assert client_of(zed).post(gone).status_code == 404
    assert "Be kind." not in client_of(zed).get("/threads/phrases/").text
    client_of(mia).post(gone)
    assert not Phrase.objects.exists()


@pytest.mark.parametrize("who", ["zed", "ben", "max_", "cora", "sol"])
def test_nobody_else_puts_words_aside_in_a_thread(who, client_of, path, request):
    client = client_of(request.getfixturevalue(who))
    assert client.post(f"{path}draft/", {"body": "x"}).status_code == 404


# --- A mentor's home


def order_of(client, query=""):
    page = client.get(f"/threads/{query}").text
    return sorted(("ana", "ben", "zed"), key=lambda name: page.index(f'/">{name}</a>'))


def test_a_mentor_sees_threads_by_who_waits_by_promise_and_by_weight(
    client_of, mentorship, mia, ana, ben, zed, cora, say
):
    from mentoring import actions
    from mentoring.actions import promising
    from tests.mentoring.test_promises import wrote

    bens, zeds = (actions.pair(mia, who, by=cora) for who in (ben, zed))
    wrote(say, mentorship.room, ana, days=3)
    wrote(say, bens.room, ben, days=1)
    for _ in range(40):
        say(zeds.room, mia, "Hello again")
    day = (timezone.now() + timedelta(days=2)).weekday()
    noon = timezone.now().time().replace(hour=12)
    promising.make_promise(bens, by=mia, weekday=day, until=noon)
    client = client_of(mia)

    assert order_of(client) == ["ana", "ben", "zed"]
    assert order_of(client, "?by=promise")[0] == "ben"
    assert order_of(client, "?by=weight")[0] == "zed"
    assert order_of(client, "?by=nonsense") == ["ana", "ben", "zed"]
    page = words_of(client.get("/threads/"))
    assert "You answer by" in page
    assert "Much was written lately." in page


def test_a_mentee_is_not_hurried(client_of, mentorship, mia, ana, say):
    say(mentorship.room, mia, "How are you?")

    page = words_of(client_of(ana).get("/threads/"))

    assert "Your turn" not in page
    assert "lately" not in page


def test_a_home_says_where_an_answer_was_begun(client_of, path, mia, ana):
    client_of(mia).post(f"{path}draft/", {"body": "I thought of you"})

    assert "Begun, not sent" in client_of(mia).get("/threads/").text
    assert "Begun, not sent" not in client_of(ana).get("/threads/").text
