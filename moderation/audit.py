"""Whether the audit is whole: the chain, its words, the rows it speaks of, its anchors."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.db import connection

from moderation import anchors, chain, guards, witness
from moderation.audit_models import AuditEntry, AuditWords
from moderation.chain import Problem
from realtime import tips

STREAM = "audit"
ERASED = "erasure"


@dataclass
class Report:
    """What was found; whole if there is nothing to tell."""

    entries: int = 0
    erased: int = 0
    older: int = 0
    problems: list[Problem] = field(default_factory=list)


def keys() -> dict[str, bytes]:
    """By name, the one that makes new hashes first; older ones still prove old entries."""
    own = [key.encode() for key in settings.AUDIT_KEYS]
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    derived = [
        hashlib.sha256(b"alongside audit " + s.encode()).digest() for s in secrets
    ]
    return {chain.name_of(key): key for key in own + derived}


def head() -> AuditEntry | None:
    return AuditEntry.objects.order_by("-number").first()


def verify(outside: anchors.Anchor | None = None) -> Report:
    """Reads everything again; outside is a number and hash that somebody wrote down."""
    report = Report()
    report.problems += chain.problems(_links(report), keys())
    report.problems += _tail()
    report.problems += _words(report)
    report.problems += _rows(report)
    report.problems += _anchors([outside] if outside else [])
    tables = guards.missing(connection)
    report.problems += [
        Problem(0, f"the database no longer refuses changes of {table}")
        for table in sorted(set(tables))
    ]
    return report


def _links(report: Report) -> Iterator[chain.Link]:
    for entry in AuditEntry.objects.order_by("number").iterator():
        report.entries += 1
        yield entry.link()


def _tail() -> Iterator[Problem]:
    """The stream's counter is a second place that says how many there are."""
    last, newest = tips.of([STREAM])[STREAM].position, head()
    number = newest.number if newest else 0
    if number < last:
        yield Problem(number + 1, f"and all up to {last} are missing at the end")


# --- Words


def _words(report: Report) -> Iterator[Problem]:
    """Words are there and as they were, or an entry says that they were erased."""
    known, erased = keys(), erased_numbers()
    report.erased = len(erased)
    kept = set()
    for words in AuditWords.objects.select_related("entry").iterator():
        kept.add(words.pk)
        entry, key = words.entry, known.get(words.entry.key)
        if key and chain.hash_words(words.words, words.salt, key) != entry.words_hash:
            yield Problem(entry.number, "has other words than it had")
    said = AuditEntry.objects.exclude(words_hash="").values_list("number", flat=True)
    for number in sorted(set(said) - kept - erased):
        yield Problem(
            number, "has lost its words, and no entry says that they were erased"
        )


def erased_numbers() -> set[int]:
    facts = AuditEntry.objects.filter(kind=ERASED).values_list("facts", flat=True)
    return {number for fact in facts for number in fact.get("entries", ())}


# --- The rows that entries speak of


def _rows(report: Report) -> Iterator[Problem]:
    for kind, model in witness.WITNESSED.items():
        entries = dict[str, AuditEntry]()
        made = AuditEntry.objects.filter(kind=kind).select_related("words")
        for entry in made.order_by("number").iterator():
            entries[entry.about] = entry
        for row in model._default_manager.order_by("pk").iterator():
            about = witness.about(kind, row)
            mine = entries.pop(about, None)
            if mine is None:
                yield from _without_entry(row, about, report)
            elif differs := witness.difference(row, mine):
                yield Problem(mine.number, f"{about} has another {differs} than it had")
        for about, entry in entries.items():
            yield Problem(entry.number, f"{about} is gone")


def _without_entry(row: object, about: str, report: Report) -> Iterator[Problem]:
    """What was kept before there was an audit is counted; what came after is missed."""
    first = AuditEntry.objects.order_by("number").first()
    if first and getattr(row, "at") < first.at:  # noqa: B009
        report.older += 1
    else:
        yield Problem(0, f"{about} has no entry")


# --- What was written down outside the database


def _anchors(more: list[anchors.Anchor]) -> Iterator[Problem]:
    """Each number had this hash once; it must have it still."""
    wanted = anchors.standing() + more
    found = AuditEntry.objects.in_bulk([anchor.number for anchor in wanted])
    for anchor in wanted:
        entry = found.get(anchor.number)
        if entry is None:
            yield Problem(anchor.number, f"was there at {anchor.at} and is missing")
        elif entry.hash != anchor.hash:
            yield Problem(anchor.number, f"is not what it was at {anchor.at}")
