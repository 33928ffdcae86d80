"""Coming into a room: looking first, just listening, four ways to start, first week."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from people.models import Person
from rooms import actions
from rooms.models import Membership, Message, Reaction
from rooms.streams import message_row
from tests.moderation.conftest import LOW

COVERED = "A heavy topic, covered for you today"


def about(client, room):
    return client.get(f"/rooms/{room.pk}/about/").text


def page(client, room, **query):
    return client.get(f"/rooms/{room.pk}/", query).text


def join(client, room, **how):
    return client.post(f"/rooms/{room.pk}/join/", how)


def test_a_room_says_what_it_is_like_before_one_joins(client_of, cora, zed, room):
    guide = {
        "purpose": "Tea",
        "fine": "“Hello.”\n\n“I am tired.”",
        "not_fine": "Selling",
    }
    answer = client_of(cora).post(
        f"/rooms/{room.pk}/guide/", guide | {"kept_by": "Cora"}
    )
    shown = about(client_of(zed), room)

    assert answer.status_code == 302
    assert "<li>“I am tired.”</li>" in shown
    assert "<li>Selling</li>" in shown
    assert "<p>Cora</p>" in shown
    assert shown.index('href="#join"') < shown.index("When it is open")
    assert shown.count('id="join"') == 1


def test_a_guide_without_a_purpose_comes_back(client_of, cora, room):
    client = client_of(cora)
    shown = client.post(f"/rooms/{room.pk}/guide/", {"fine": "“Kept words”"}).text

    assert 'role="alert"' in shown
    assert "“Kept words”" in shown


def test_only_who_runs_the_place_changes_a_guide(client_of, zed, ana, room):
    for person in (zed, ana):
        assert client_of(person).get(f"/rooms/{room.pk}/guide/").status_code == 404


def test_just_listening_is_a_way_to_enter_and_to_change(client_of, zed, room):
    client = client_of(zed)
    join(client, room, how="listen")
    assert "You are here to listen" in page(client, room)
    assert Membership.objects.get(room=room, person=zed).is_listening

    join(client, room, how="talk")
    assert "You are here to listen" not in page(client, room)


def test_a_listener_can_write_at_any_time(client_of, zed, room, say):
    join(client_of(zed), room, how="listen")

    assert say(room, zed, "Hello after all").author == zed


def test_four_ways_to_start_fill_the_box(client_of, ana, room):
    shown = page(client_of(ana), room)

    for opening in ("support", "hello", "ideas", "win"):
        assert f"?opening={opening}#composer" in shown
    assert "I just wanted to say hi.</textarea>" in page(
        client_of(ana), room, opening="hello"
    )


@pytest.mark.parametrize("opening", ["", "rude", "\0", "9" * 40])
def test_another_opening_leaves_the_box_empty(client_of, ana, room, opening):
    assert "></textarea>" in page(client_of(ana), room, opening=opening)


def test_who_has_written_is_not_asked_again(client_of, ana, room, say):
    say(room, ana, "Hello")

    assert "Four ways to start" not in page(client_of(ana), room)


def test_practice_is_no_first_word(client_of, ana, room, say):
    actions.describe_room(room, by=ana, is_practice=True)
    say(room, ana, "Testing")

    assert "Four ways to start" in page(client_of(ana), room)


def test_moderators_see_a_first_week_and_peers_only_if_it_was_chosen(
    client_of, ana, ben, max_, room, say
):
    actions.join_room(room, by=max_)
    say(room, ana, "Hello")
    new, unseen = 'message__new">', 'message__new" hidden>'
    assert new in page(client_of(max_), room)
    assert f'data-newcomers-from="{ana.pk}"' in page(client_of(max_), room)
    assert unseen in page(client_of(ben), room)
    assert 'data-newcomers-from=""' in page(client_of(ben), room)

    Person.objects.filter(pk=ana.pk).update(shows_first_week=True)
    assert new in page(client_of(ben), room)


def test_a_row_tells_of_a_first_week_only_while_it_lasts(ana, room, say):
    message = say(room, ana, "Hello")
    assert "new" not in message_row(message)["author"]
    message.author.shows_first_week = True
    assert message_row(message)["author"]["new"] is True

    message.author.joined_at = timezone.now() - timedelta(days=8)
    assert "new" not in message_row(message)["author"]


def test_a_heavy_topic_is_covered_for_who_asked_for_it_today(
    client_of, ana, ben, room, say
):
    message = say(room, ben, LOW)
    assert message.is_heavy
    assert message_row(message)["heavy"] is True
    assert COVERED not in page(client_of(ana), room)

    client_of(ana).post("/settings/heavy/", {"hide": "on"})
    assert f"<summary>{COVERED}</summary>" in page(client_of(ana), room)
    assert f"<summary>{COVERED}</summary>" not in page(client_of(ben), room)


def test_other_words_may_be_light_again(ben, room, say):
    message = say(room, ben, LOW)
    actions.edit_message(message, "The kettle is on.", by=ben)

    assert not Message.objects.get().is_heavy


def test_what_is_taken_back_is_heavy_no_more(ana, room, say):
    message = say(room, ana, LOW)
    actions.take_back(message, by=ana)

    assert not Message.objects.get().is_heavy


def test_what_was_heavy_before_it_was_said_is_marked(ana, room, say):
    say(room, ana, LOW)
    light = say(room, ana, "The kettle is on.")
    Message.objects.update(is_heavy=False)

    import_module("moderation.migrations.0017_mark_what_was_heavy").mark(apps, None)

    assert Message.objects.filter(is_heavy=True).count() == 1
    assert not Message.objects.get(pk=light.pk).is_heavy


def test_a_reaction_keeps_its_time(ana, ben, room, say):
    actions.react(say(room, ana, "Hello"), "hear", True, by=ben)

    assert Reaction.objects.get().at is not None
