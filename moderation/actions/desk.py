"""Notes for colleagues, replies to start from, one's own choices, and passing a flag on."""

import uuid
from datetime import date
from typing import NotRequired, TypedDict, Unpack

from django.utils import timezone

from moderation import flags
from moderation.actions import audit, claims, duty
from moderation.desk_models import DeskChoice, FlagNote, NotMe, Reply
from moderation.models import Flag
from people.actions import Refused
from people.models import Person
from realtime.writer import change

NO_NOTE = "Please write your note."
NO_TITLE = "Please give it a name."
NO_WORDS = "Please write the words."
NO_REVIEW = "Please choose a day after today to look at it again."
NOT_ABLE = "The owner must be a moderator or a safeguarding lead."
CHANGED = "{alias} has changed this meanwhile. Please look at it, then save yours."


class ReplyTerms(TypedDict):
    """A reply as its form gives it."""

    title: str
    words: str
    owner: Person
    review_on: date
    is_retired: NotRequired[bool]


@change
def write_note(flag: Flag, *, by: Person, words: str) -> FlagNote:
    by = duty.check(by)
    words = duty.needed(words, "words", NO_NOTE)
    note = FlagNote.objects.create(flag=flag, by=by, words=words)
    about, facts = f"note:{note.pk}", {"flag": flag.pk}
    audit.write_down("note", by=by, about=about, facts=facts, words={"words": words})
    return note


@change
def pass_on(flag: Flag, *, by: Person) -> None:
    """No reason is asked; a flag that they held goes back to the board."""
    by = duty.check(by)
    NotMe.objects.update_or_create(
        flag=flag, person=by, defaults={"at": timezone.now()}
    )
    if flag.claimed_by_id == by.pk and flag.state == Flag.State.CLAIMED:
        with flags.moving(flag) as held:
            claims.check_yours(held, by)
            claims.give_up(held, by)


@change
def choose_desk(person: Person, *, covers: bool) -> None:
    DeskChoice.objects.update_or_create(person=person, defaults={"covers": covers})


@change
def write_reply(
    earlier: Reply | None, *, by: Person, **given: Unpack[ReplyTerms]
) -> Reply:
    """A new version; earlier ones are kept. Earlier is the one that was on screen."""
    by = duty.check_lead(by)
    series = earlier.series if earlier else uuid.uuid4()
    duty.wait_for("policy")
    newest = Reply.objects.filter(series=series).select_related("by").order_by("-pk")
    if earlier and (now := newest[0]).pk != earlier.pk:
        raise Refused(CHANGED.format(alias=now.by.alias))
    if not given["owner"].is_moderator:
        raise Refused(NOT_ABLE, "owner")
    if given["review_on"] <= timezone.localdate():
        raise Refused(NO_REVIEW, "review_on")
    duty.needed(given["title"], "title", NO_TITLE)
    duty.needed(given["words"], "words", NO_WORDS)
    return Reply.objects.create(series=series, by=by, **given)
