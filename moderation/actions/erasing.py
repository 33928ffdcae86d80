"""Erasing words that moderation kept; that it was done stays, and so do the hashes."""

from collections.abc import Collection

from django.db.models import Model
from django.utils import timezone

from moderation import anchors, guards, retention, witness
from moderation.actions import audit
from moderation.appeal_models import Appeal
from moderation.audit import ERASED
from moderation.audit_models import AuditEntry, AuditWords
from moderation.desk_models import FlagNote
from moderation.models import Decision, Flag, ThreadView, Verdict
from moderation.seconding_models import Proposal, RedAnswers
from people.models import Person
from realtime.writer import change
from rooms.models import Room

# What is said about a flag, by the name under which the audit speaks of it.
ABOUT_FLAGS: dict[str, type[Model]] = {
    "decision": Decision,
    "look": ThreadView,
    "danger": RedAnswers,
    "proposal": Proposal,
    "note": FlagNote,
}


@change
def erase_flags(flags: Collection[Flag], *, by: Person | None, why: str) -> int:
    """Erases what these flags quote, and every reason given about them."""
    now = timezone.now()
    ids = [flag.pk for flag in flags]
    done = Flag.objects.filter(pk__in=ids, state=Flag.State.RESOLVED, erased_at=None)
    count = done.update(snapshot="", findings=[], erased_at=now)
    FlagNote.objects.filter(flag__in=ids).update(words="")
    Proposal.objects.filter(flag__in=ids).update(reason="", answer="", wish={})
    Appeal.objects.filter(decision__flag__in=ids).update(words="", answer="")
    erase_words(_entries_about(ids), by=by, why=why)
    return count


def erase_for(person: Person, *, by: Person, most: int) -> int:
    """What somebody asked for; also remembered outside the database (erase_again)."""
    going = list(retention.may_go(person)[:most])
    count = erase_flags(going, by=by, why="asked")
    anchors.keep_asking(anchors.mark_of(person))
    return count


def forget_person(person: Person) -> None:
    """Who left for good; what was a concern stays, for as long as retention says."""
    erase_flags(list(retention.may_go(person)), by=person, why="left")
    _forget_readings_of(person)


@change
def _forget_readings_of(person: Person) -> None:
    found = Verdict.objects.filter(message__author=person).exclude(findings=[])
    found.update(findings=[])


def erase_again() -> None:
    """A backup that was put back has brought back what people had asked to be erased."""
    asked = anchors.asked()
    for person in Person.objects.all():
        if anchors.mark_of(person) in asked:
            erase_flags(list(retention.may_go(person)), by=None, why="asked before")


@change
def forget_readings(room: Room) -> None:
    """What screening found in words that have gone."""
    gone = Verdict.objects.filter(message__room=room, message__state="expired")
    gone.exclude(findings=[]).update(findings=[])


def _entries_about(flag_ids: Collection[int]) -> list[int]:
    """Of all that was kept about them, with what was added to it."""
    about = [
        f"{kind}:{pk}"
        for kind, model in ABOUT_FLAGS.items()
        for pk in model._default_manager.filter(flag__in=flag_ids).values_list(
            "pk", flat=True
        )
    ]
    found = AuditEntry.objects.filter(
        about__in=about + _appeals(flag_ids), words__isnull=False
    )
    return list(found.values_list("number", flat=True))


def _appeals(flag_ids: Collection[int]) -> list[str]:
    made = Appeal.objects.filter(decision__flag__in=flag_ids)
    return [f"appeal:{pk}" for pk in made.values_list("pk", flat=True)]


@change
def erase_words(numbers: Collection[int], *, by: Person | None, why: str) -> int:
    """Erases what was said with these entries, here and in the rows they speak of."""
    wanted = AuditWords.objects.filter(entry__in=numbers)
    entries = list(AuditEntry.objects.filter(words__in=wanted).order_by("number"))
    if not entries:
        return 0
    _empty_rows(entries)
    wanted.delete()
    audit.write_down(
        ERASED,
        by=by,
        about="words",
        facts={"entries": [entry.number for entry in entries], "why": why},
    )
    return len(entries)


def _empty_rows(entries: Collection[AuditEntry]) -> None:
    about = {entry.about for entry in entries}
    for kind, model in witness.WITNESSED.items():
        rows = [
            int(a.removeprefix(f"{kind}:")) for a in about if a.startswith(f"{kind}:")
        ]
        table = model._meta.db_table
        words = {c for g in guards.GUARDS if g.table == table for c in g.may_empty}
        if model is ThreadView:
            words |= {"delay_reason"}
        if rows and words:
            empty = dict.fromkeys(words, "")
            model._default_manager.filter(pk__in=rows).update(**empty)
