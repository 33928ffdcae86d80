"""Flags of their own kind: contact details, links, repeats, languages, first messages."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import conduct, in_force
from moderation.models import Flag, Verdict
from moderation.policy_models import Policy
from moderation.screening import language, manners
from people.models import Person

POLISH = "nie wiem jak to jest ale mam bardzo dosc i nie moge spac"


@pytest.fixture(autouse=True)
def settings_begin_anew():
    conduct.look_again()
    in_force.look_again()
    yield
    conduct.look_again()
    in_force.look_again()


@pytest.fixture
def old_hand(ana):
    Person.objects.filter(pk=ana.pk).update(
        joined_at=timezone.now() - timedelta(days=99)
    )
    ana.refresh_from_db()
    return ana


def set_terms(sol, name, **terms):
    from moderation import policies

    Policy.objects.create(
        name=name,
        terms=policies.terms(name) | terms,
        by=sol,
        review_on=timezone.localdate(),
    )
    conduct.look_again()
    in_force.look_again()


def flagged():
    return list(Flag.objects.values_list("concern", "level"))


@pytest.mark.parametrize(
    ("text", "concern"),
    [
        ("ring me on 07700 900123", "contact"),
        ("my snap is lou_lou99", "contact"),
        ("write to lou@example.org", "contact"),
        ("have a look at https://example.org/x", "link"),
        ("shall we carry on over on whatsapp", "elsewhere"),
    ],
)
def test_what_leads_away_is_found(text, concern):
    assert manners.find(text)[0].concern == concern


@pytest.mark.parametrize(
    "text",
    [
        "see you at 7.30 then",
        "i scored 1200 on the quiz in 2024",
        "whatsapp is down again",
        "e.g. tea and i.e. toast",
        "nice. me too",
    ],
)
def test_plain_talk_leads_nowhere(text):
    assert manners.find(text) == ()


@pytest.mark.parametrize(
    "text", ["a" * 4000, "a.b@" * 1000, "07 " * 1300, "talk " * 800]
)
def test_no_text_makes_it_slow(text):
    begun = time.thread_time()
    manners.find(text)
    assert time.thread_time() - begun < 0.5


def test_contact_details_in_a_thread_bring_a_green_flag(thread, old_hand, sol, say):
    """Where a lead would rather not have them held."""
    set_terms(sol, "conduct", holds=0)

    say(thread, old_hand, "here is 01632 960123 for you")

    assert flagged() == [("contact", "green")]


def test_a_mobile_number_is_looked_at_wherever_it_stands(room, old_hand, say):
    say(room, old_hand, "here is 07700 900123 for you")

    assert flagged() == [("exploitation", "yellow")]


def test_an_old_hand_may_post_a_link_in_a_room_and_a_newcomer_is_read(
    room, old_hand, ben, say
):
    say(room, old_hand, "this helped https://example.org/a")
    assert flagged() == []

    say(room, ben, "this helped https://example.org/a")

    assert flagged() == [("link", "green")]


def test_the_same_words_again_and_again_bring_one_flag(room, old_hand, say):
    for _ in range(3):
        say(room, old_hand, "the kettle is on and it rains again")

    assert flagged() == [("repeated", "green")]


def test_distress_outweighs_a_telephone_number(thread, old_hand, say):
    say(thread, old_hand, "i want to die, ring me on 07700 900123")

    assert [level for _, level in flagged()] == ["amber"]


def test_first_messages_are_read_when_the_lead_asks_for_it(room, old_hand, sol, say):
    say(room, old_hand, "hello all")
    set_terms(sol, "conduct", first=2)
    say(room, old_hand, "second")
    say(room, old_hand, "third")

    assert flagged() == [("first_message", "green")]


def test_a_language_that_no_list_reads_is_said_to_the_moderator(room, old_hand, say):
    say(room, old_hand, POLISH)

    flag = Flag.objects.get()
    assert (flag.concern, flag.level) == ("language", "green")
    assert "Polish" in flag.findings[0]["reason"]


def test_a_starter_list_reads_only_once_a_lead_has_turned_it_on(
    room, old_hand, sol, say
):
    before = say(room, old_hand, "nie chce juz zyc, chce umrzec")
    set_terms(sol, "languages", pl=1)
    after = say(room, old_hand, "nie chce juz zyc, chce umrzec")

    assert Verdict.objects.get(message=before).severity == "none"
    assert Verdict.objects.get(message=after).severity == "amber"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("cy", "dwi eisiau marw heno"),
        ("cy", "dw i wedi torri fy hun eto"),
        ("pl", "Nie chcę żyć, chcę się zabić"),
        ("pl", "mąż mnie bije"),
        ("ur", "main marna chahti hoon"),
        ("ur", "wo mujhe roz marta hai"),
    ],
)
def test_each_starter_list_can_be_read_and_finds_its_own(code, text):
    from moderation.screening import screener_with

    assert screener_with((), (code,)).screen(text).severity == "amber"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mae hi yn oer iawn heddiw ond dwi ddim yn drist", "Welsh"),
        (POLISH, "Polish"),
        ("mujhe kya karna hai aap ko nahi pata hai", "Urdu in Latin letters"),
        ("je ne suis pas bien mais je dors", "French"),
        ("Мне сегодня очень плохо", language.UNKNOWN),
        ("I could not get an answer from the ward today", ""),
        ("lol ok brb", ""),
        ("ｉ ｗａｎｔ ｔｏ ｔａｌｋ", ""),
        ("", ""),
    ],
)
def test_a_language_is_told_by_its_smallest_words(text, name):
    assert language.guess(text) == name
