"""Adding to the audit: who did what about which thing; nothing there is ever changed."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from moderation import audit, chain
from moderation.audit_models import AuditEntry, AuditWords
from people.models import Person
from realtime import endings, streams
from realtime.writer import change


@change
def write_down(
    kind: str,
    *,
    by: Person | int | None,
    about: str,
    facts: Mapping[str, Any] | None = None,
    words: Mapping[str, str] | None = None,
) -> None:
    """Adds an entry as the last thing of the change under way, in its transaction.

    Facts hold numbers and codes; what somebody typed goes into words, which can be
    erased. The audit's lock is the last of all, so that no change waits in a ring.
    """
    doer = by.pk if isinstance(by, Person) else by
    at = timezone.now()
    said = {name: text for name, text in (words or {}).items() if text}

    def add() -> None:
        _add(chain.Link(0, at, kind, doer, about, facts or {}, "", "", ""), said)

    endings.at_end(add)


def _add(link: chain.Link, words: Mapping[str, str]) -> None:
    with streams.moving([audit.STREAM]) as lines:
        line, last = lines[audit.STREAM], audit.head()
        # Someone who set the counter back must not stop a decision from being kept.
        line.position = max(line.position, last.number if last else 0)
        key_name, key = next(iter(audit.keys().items()))
        salt = secrets.token_hex(16)
        whole = chain.sealed(
            chain.Link(
                number=line.next_position(),
                at=link.at,
                kind=link.kind,
                by=link.by,
                about=link.about,
                facts=link.facts,
                words_hash=chain.hash_words(words, salt, key),
                previous=last.hash if last else chain.START,
                key=key_name,
            ),
            key,
        )
        entry = AuditEntry(**vars(whole))
        entry.save(force_insert=True)
        if words:
            AuditWords.objects.create(entry=entry, salt=salt, words=dict(words))
