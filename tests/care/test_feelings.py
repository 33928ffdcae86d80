"""How I am: for its owner alone, in a picture or in words, with help and no alarm."""

from datetime import timedelta

import pytest
from django.utils import timezone

from care import actions, feelings
from care.feeling_models import Feeling
from moderation.models import Flag, Verdict
from people import sealing
from people.models import Notice
from tests.moderation.conftest import LOW

HELP = "What you wrote sounds hard. Nobody else has been told"


def keep(client, sky="rain", words="Slept badly."):
    return client.post("/how-i-am/", {"sky": sky, "words": words}, follow=True)


def test_a_day_is_kept_and_shown_as_a_line_that_can_be_read(client_of, ana):
    page = keep(client_of(ana)).text

    assert "Your line over six weeks" in page
    assert f"{timezone.localdate():%A} " in page
    assert "rainy" in page
    assert "Slept badly." in page


def test_a_picture_or_words_are_enough_and_neither_is_not(client_of, ana):
    client = client_of(ana)
    assert "Kept, for you alone." in keep(client, words="").text
    assert "Kept, for you alone." in keep(client, sky="").text
    assert "Choose a picture, or write a few words." in keep(client, "", "").text


@pytest.mark.parametrize("sky", ["hail", "\0", "9" * 40])
def test_a_picture_that_is_none_is_refused_and_the_words_stay(client_of, ana, sky):
    page = keep(client_of(ana), sky, "Kept words").text

    assert "Please choose one of the pictures." in page
    assert "Kept words" in page


def test_a_second_time_on_one_day_is_a_change_of_mind(client_of, ana):
    keep(client_of(ana), "storm")
    keep(client_of(ana), "sun")

    assert Feeling.objects.count() == 1


def test_the_tables_show_nothing(client_of, ana):
    keep(client_of(ana))

    sealed = Feeling.objects.get().sealed
    assert "rain" not in sealed
    assert "Slept" not in sealed


def test_what_was_sealed_under_its_first_name_still_opens(client_of, ana):
    client = client_of(ana)
    keep(client)

    Feeling.objects.update(sealed=sealing.seal({"words": "As before."}, "on-call"))

    assert "As before." in client.get("/how-i-am/").text


def test_nobody_else_sees_it(client_of, ana, ben, sol, max_):
    keep(client_of(ana))

    for person in (ben, sol, max_):
        assert "Slept badly." not in client_of(person).get("/how-i-am/").text


def test_danger_brings_help_once_and_leaves_no_trace(client_of, ana):
    client = client_of(ana)
    assert HELP in keep(client, "storm", LOW).text
    assert HELP not in client.get("/how-i-am/").text

    assert not Flag.objects.exists()
    assert not Verdict.objects.exists()
    assert not Notice.objects.exists()


def test_plain_words_bring_no_card(client_of, ana):
    assert HELP not in keep(client_of(ana)).text


def test_if_screening_fails_help_is_shown_anyway(client_of, ana, monkeypatch):
    monkeypatch.setattr("care.listening.screen_bodies", lambda bodies: [None])

    assert HELP in keep(client_of(ana)).text


def test_one_tap_puts_it_in_a_rooms_box_and_sends_nothing(client_of, ana, room):
    client = client_of(ana)
    assert f'href="/how-i-am/share/{room.pk}/#composer"' in keep(client).text

    page = client.get(f"/how-i-am/share/{room.pk}/").text

    assert "Today is rainy for me. Slept badly.</textarea>" in page
    assert not room.messages.exists()


def test_it_is_shared_only_where_one_is(client_of, zed, room):
    keep(client_of(zed))

    assert client_of(zed).get(f"/how-i-am/share/{room.pk}/").status_code == 404


def test_it_can_be_deleted(client_of, ana):
    client = client_of(ana)
    today = feelings.today_of(ana, timezone.now())
    for day in (today, today - timedelta(days=3)):
        actions.keep_feeling(day, by=ana, sky="sun", words="")
    client.post("/how-i-am/forget/", {"what": "today"})
    assert Feeling.objects.count() == 1

    client.post("/how-i-am/forget/", {"what": "all"})
    assert not Feeling.objects.exists()


def test_after_a_year_it_is_forgotten(ana):
    today = timezone.localdate()
    actions.keep_feeling(today - timedelta(days=366), by=ana, sky="sun", words="")
    actions.keep_feeling(today, by=ana, sky="sun", words="")
    actions.forget_old_feelings()

    assert Feeling.objects.get().day == today


def test_what_cannot_be_opened_any_more_says_so(client_of, ana, settings):
    keep(client_of(ana))
    settings.SECRET_KEY = "another" * 9

    page = client_of(ana).get("/how-i-am/").text
    assert "be opened any more" in page


def test_what_cannot_be_opened_any_more_is_put_in_no_box(
    client_of, ana, room, settings
):
    keep(client_of(ana))
    settings.SECRET_KEY = "another" * 9
    client = client_of(ana)

    page = client.get("/how-i-am/").text
    shared = client.get(f"/how-i-am/share/{room.pk}/")

    assert "be opened any more.</textarea>" not in page
    assert "/how-i-am/share/" not in page
    assert shared.url == "/how-i-am/"


def test_it_is_offered_at_home_and_never_pressed(client_of, ana):
    assert "How am I today?" in client_of(ana).get("/").text
