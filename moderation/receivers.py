"""Overhears posts: stores a verdict for every message, and its flags, in its commit."""

import logging
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connections
from django.urls import reverse
from django.utils import timezone

from moderation import (
    conduct,
    flags,
    guards,
    in_force,
    promises,
    shifts,
    witness,
    words,
)
from moderation.actions import audit, erasing
from moderation.actions.check_ins import leave_check_ins
from moderation.actions.envelopes import take_envelope_away
from moderation.models import CheckIn, Flag, Severity, Verdict
from moderation.screening import Verdict as Reading
from moderation.verdicts import SHOWN_HELP, keep, verdict_on
from people import actions as people
from people.actions import Telling
from people.models import Person, RoleChange
from people.said import said
from realtime.later import later as _
from rooms.models import Message, Room
from rooms.posting import Posted

logger = logging.getLogger(__name__)

# A message is read in some ten thousandths of this; under rules that make it take as
# long nobody could write, so that it goes to a person unread.
LONGEST = 1.0  # seconds of processor time
FLAGGED = {Severity.RED, Severity.AMBER, Severity.YELLOW, Severity.UNSCANNED}
HELP_IS_OPEN = _(
    "What you wrote sounds hard. You don’t have to carry it alone. "
    "You can reach a person now, at any hour."
)
OFFERED_WARNING = {Severity.AMBER, Severity.YELLOW}
WOULD_YOU_WARN = _(
    "What you wrote may be hard for some to read. Would you like to add a warning?"
)
REPLIED = "There is a reply in a check-in that you opened."


def screen_bodies(bodies: Sequence[str]) -> list[Reading | None]:
    """What screening says of each text; None where it could not say."""
    return [_screen(body) for body in bodies]


def _screen(body: str) -> Reading | None:
    try:
        return in_force.screener().screen(body, LONGEST)
    except Exception as problem:
        # Never the text: only that it failed. The flag "unscanned" brings a person.
        logger.error("screening failed: %s", type(problem).__name__)
        return None


def store_verdicts(posted: list[Posted], **_: Any) -> None:
    check_ins, now = _check_ins(posted), timezone.now()
    verdicts = [verdict_on(post, now) for post in posted]
    helped = keep(posted, verdicts)
    tellings: list[Telling] = []
    when_read = cache(promises.when_read)
    raised: list[Flag] = []
    for post, verdict in zip(posted, verdicts, strict=True):
        check_in = check_ins.get(post.message.room_id) if check_ins else None
        if post.is_ours or (check_in and check_in.person_id != post.author.pk):
            # A name of help, or a moderator's own note, is no cry for help.
            continue
        is_heavy = verdict.severity in SHOWN_HELP and post.message.id not in helped
        if is_heavy and not post.author.is_canary:
            level = flags.level_of(verdict.severity)
            when = when_read(level, _on_watch(post.author), _is_for_leads(post))
            tellings.append(_help(post.author, when))
        if _is_for_a_warning(post, verdict):
            tellings.append(_offer(post))
        if flag := _flag_for(post, verdict, check_in):
            flag.is_for_lead = _is_for_leads(post)
            raised.append(flag)
        if check_in and check_in.by.is_moderator:
            tellings.append(_reply(check_in))
    _carry(tellings, raised)
    _note_edits(posted)


def _flag_for(post: Posted, verdict: Verdict, check_in: CheckIn | None) -> Flag | None:
    if verdict.severity in FLAGGED:
        return flags.of_verdict(post.message, verdict)
    if check_in is None:
        return conduct.flag_of(post)
    return None if shifts.is_watching(check_in.by) else _unread_reply(post)


def _is_for_leads(post: Posted) -> bool:
    """What a mentor writes to coordinators is read by nobody else."""
    return post.is_between_two and post.message.room.kind == Room.Kind.SUPPORT


def _on_watch(author: Person) -> int:
    """Only who moderates may be on watch; all others share one answer."""
    return author.pk if author.is_moderator else promises.NOBODY


def _help(author: Person, when: str) -> Telling:
    words = "%(help)s %(when)s"
    told = said(words, help=said(HELP_IS_OPEN), when=said(when))
    return Telling(author, "help", told, reverse("help"))


def _is_for_a_warning(post: Posted, verdict: Verdict) -> bool:
    """A heavy subject in a room; who is in danger now is only shown help."""
    if verdict.severity not in OFFERED_WARNING:
        return False
    if post.is_between_two or post.message.warning or post.author.is_canary:
        return False
    if post.message.seq is None:
        # It is held: a moderator reads it first, and can refuse it kindly.
        return False
    return flags.concern_of(verdict) in words.WARNINGS


def _offer(post: Posted) -> Telling:
    link = reverse("set_warning", args=[post.message.room_id, post.message.pk])
    return Telling(post.author, "warning", WOULD_YOU_WARN, link)


def _carry(tellings: list[Telling], raised: list[Flag]) -> None:
    # Inboxes are locked in one order in every process, and the board after them.
    people.tell_each(tellings)
    fresh = [flag for flag in raised if not flag.message.edited_at]
    if fresh:
        flags.raise_new(fresh)
    for flag in raised:
        if flag.message.edited_at:
            # It may have an open flag, which keeps the words it was raised for.
            flags.raise_flag(
                flag.message,
                level=flag.level,
                concern=flag.concern,
                is_for_lead=flag.is_for_lead,
            )


def _note_edits(posted: Sequence[Posted]) -> None:
    for post in posted:
        if post.message.edited_at:
            flags.note_changed(post.message)


def note_taken_back(message: Message, **_: Any) -> None:
    """Whoever has its flag before them decides about words that are not there."""
    flags.note_changed(message)


def flag_worry(message: Message, is_danger: bool, **_: Any) -> None:
    """A mentor is worried about somebody: for the leads, whatever screening saw."""
    level = Flag.Level.RED if is_danger else Flag.Level.AMBER
    flags.raise_flag(message, level=level, concern="worried", is_for_lead=True)


# --- Who left for good


def let_go(person: Person, **_: Any) -> None:
    take_envelope_away(by=person)
    erasing.forget_person(person)


# --- Replies in check-ins


def _check_ins(posted: list[Posted]) -> dict[int, CheckIn]:
    """By room; most batches hold no private message and ask nothing."""
    rooms = {post.message.room_id for post in posted if post.is_between_two}
    if not rooms:
        return {}
    found = CheckIn.objects.filter(room__in=rooms).select_related("by")
    return {check_in.room_id: check_in for check_in in found}


def _reply(check_in: CheckIn) -> Telling:
    link = reverse("check_in", args=[check_in.room_id])
    return Telling(check_in.by, "check_in_reply", REPLIED, link)


def _unread_reply(post: Posted) -> Flag:
    """Who opened the check-in is away, so that a colleague must see the reply."""
    return Flag(
        message=post.message,
        level=Flag.Level.YELLOW,
        concern="check_in_reply",
        snapshot=post.message.body,
    )


# --- The audit


def write_down(instance: Any, created: bool, **_: Any) -> None:
    """What is kept is in the audit too, whoever keeps it."""
    if created:
        kind = witness.KINDS[type(instance)]
        audit.write_down(
            kind,
            by=instance.by_id,
            about=witness.about(kind, instance),
            facts=witness.facts_of(instance),
            words=witness.words_of(instance),
        )


def put_up_guards(using: str, **_: Any) -> None:
    """A migration may have made a table anew, and SQLite then loses its triggers."""
    guards.put_up(connections[using])


# --- Roles


def leave_with_the_role(instance: RoleChange, created: bool, **_: Any) -> None:
    """Else a moderator made a peer would go on reading what others wrote in private."""
    if created and not instance.person.is_moderator:
        leave_check_ins(instance.person)
