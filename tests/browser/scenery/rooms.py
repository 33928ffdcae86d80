"""Rooms in every state."""

import uuid
from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from moderation.actions import planning, slowing
from moderation.actions.notes import write_note
from rooms import actions
from tests.browser.scenery.talk import make_room, say

LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 2


def rooms(cast: dict[str, Any]) -> dict[str, str]:
    full = make_room("A full room", *(cast[one] for one in ("ana", "ben", "max")))
    _fill(full, cast)
    return _full(full, cast) | _others(cast)


def _fill(room: Any, cast: dict[str, Any]) -> None:
    """More than a page, with what was taken away and what is too long."""
    for number in range(55):
        say(room, cast["ben"], f"Evening number {number}. The kettle is on.")
    actions.cover_message(say(room, cast["ben"], "You should not read this."))
    actions.take_back(say(room, cast["ben"], "Nor this."), by=cast["ben"])


def _full(room: Any, cast: dict[str, Any]) -> dict[str, str]:
    """And answers to it all: reactions, a reply, a private note."""
    heard = say(room, cast["ana"], "My mum fell again.", warning="A fall")
    for kind in ("hear", "thinking", "me_too"):
        actions.react(heard, kind, True, by=cast["ben"])
    say(room, cast["mia"], "Are you both all right?", reply_to=heard.pk)
    say(room, cast["ana"], LONG_WORD)
    theirs = say(room, cast["ben"], "Good night, everybody.")
    mine = say(room, cast["ana"], "Good night.")
    hello = "Hello ben. Thank you for being here."
    note = write_note(cast["ben"], hello, by=cast["max"], about=theirs)
    here, said = f"/rooms/{room.pk}", f"/messages/{theirs.pk}"
    return {
        "full": f"{here}/",
        "full_circle": f"{here}/circle/",
        "full_about": f"{here}/about/",
        "full_guide": f"{here}/guide/",
        "older": f"{here}/messages/?before=40",
        "edit": f"{here}/messages/{mine.pk}/edit/",
        "warn": f"{here}/messages/{mine.pk}/warning/",
        "responses": f"{here}/messages/{heard.pk}/responses/",
        "no_responses": f"{here}/messages/{mine.pk}/responses/",
        "report_theirs": f"{said}/report/",
        "signpost": f"{said}/signpost/",
        "note_theirs": f"{said}/note/",
        "report_mine": f"/messages/{mine.pk}/report/",
        "private_note": f"/check-ins/{note.room_id}/",
    }


def _others(cast: dict[str, Any]) -> dict[str, str]:
    empty, closed, muted = (
        make_room(name, cast["ana"], cast["ben"], cast["max"])
        for name in ("An empty room", "A closed room", "A room to rest")
    )
    actions.close_room(closed)
    actions.mute_member(muted, cast["ana"], until=timezone.now() + timedelta(hours=1))
    shut, circle = _shut(cast), _circle(cast)
    return {
        "empty": f"/rooms/{empty.pk}/",
        "closed": f"/rooms/{closed.pk}/",
        "muted": f"/rooms/{muted.pk}/",
        "shut": f"/rooms/{shut.pk}/",
        "shut_hours": f"/rooms/{shut.pk}/hours/",
        "circle": f"/rooms/{circle.pk}/",
        "circle_page": f"/rooms/{circle.pk}/circle/",
        "hosts": f"/rooms/{circle.pk}/circle/hosts/",
        "unwatched": f"/moderation/cover/{_unwatched(cast).pk}/",
    }


def _shut(cast: dict[str, Any]) -> Any:
    """It opens tomorrow, and a break is planned."""
    room = make_room("A room for evenings", cast["ana"])
    monday = date.today() + timedelta(days=14)
    actions.add_break("Chat break", monday, monday + timedelta(days=6), room)
    tomorrow = (timezone.localtime() + timedelta(days=1)).weekday()
    actions.add_hours(room, [tomorrow], time(19), time(21, 30))
    return room


def _unwatched(cast: dict[str, Any]) -> Any:
    """A room that a lead let be without cover, and one planned, held and slow."""
    room = make_room("A room for crafts", cast["ana"])
    review = timezone.localdate() + timedelta(days=30)
    planning.waive_cover(room, "A small group of friends.", review, by=cast["sol"])
    watched = actions.open_room(by=cast["ana"], name="A room for nights")
    actions.add_hours(watched, range(7), time(20), time(23))
    late = actions.open_room(by=cast["ana"], name="A room for the small hours")
    for words in ("Is anybody there?", "I can't sleep again."):
        actions.post(late.pk, by=cast["ana"], body=words, cid=uuid.uuid4())
    slowing.slow_room(watched, 30, by=cast["max"])
    starts = timezone.now() + timedelta(hours=30)
    span = (starts, starts + timedelta(hours=2))
    planning.plan_shifts(cast["max"], [watched], [span], by=cast["cora"])
    return room


def _circle(cast: dict[str, Any]) -> Any:
    """A room in which ben has the turn, ana has her hand up, and mia hosts."""
    room = make_room("A circle", *(cast[a] for a in ("ana", "ben", "mia", "max")))
    actions.open_circle(room, by=cast["mia"], minutes=10, most=8)
    for alias in ("ben", "ana"):
        actions.sit_down(room, by=cast[alias])
    actions.give_turn(room, by=cast["mia"])
    actions.raise_hand(room, by=cast["ana"])
    say(room, cast["ben"], "I will begin, then.")
    member = cast["ben"].memberships.get(room=room)
    actions.choose_host(member, may=True)
    return room
