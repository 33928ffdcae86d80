"""Which rows the audit speaks of, and what it keeps of each: facts, and words apart."""

import json
from collections.abc import Mapping
from typing import Any

from django.db import models

from moderation import guards
from moderation.audit_models import AuditEntry
from moderation.desk_models import Reply
from moderation.held_models import HeldDecision
from moderation.models import Decision, ThreadView
from moderation.paging_models import Targets
from moderation.policy_models import Policy
from moderation.rules_models import Ruleset
from moderation.seconding_models import RedAnswers
from people.models import RoleChange

# By kind of entry. Saving a new row of these makes its entry, whoever saves it.
WITNESSED: Mapping[str, type[models.Model]] = {
    "decision": Decision,
    "look": ThreadView,
    "danger": RedAnswers,
    "held": HeldDecision,
    "role": RoleChange,
    "targets": Targets,
    "policy": Policy,
    "rules": Ruleset,
    "reply": Reply,
}
KINDS = {model: kind for kind, model in WITNESSED.items()}
# Columns longer than this hold what somebody typed.
A_FEW_WORDS = 80


def about(kind: str, row: models.Model) -> str:
    return f"{kind}:{row.pk}"


def facts_of(row: models.Model) -> dict[str, Any]:
    """Every column that stays as it is, but for words."""
    return {
        field.attname: _plain(getattr(row, field.attname))
        for field in _lasting(row)
        if not _holds_words(field)
    }


def words_of(row: models.Model) -> dict[str, str]:
    words = {f.attname: _text(row, f) for f in _lasting(row) if _holds_words(f)}
    if isinstance(row, Decision):
        # What was read and decided on; the flag's own copy may go, or be of other words.
        words["snapshot"] = row.flag.snapshot
    return {name: text for name, text in words.items() if text}


def difference(row: models.Model, entry: AuditEntry) -> str:
    """The first column that is not as its entry says; words may have been erased."""
    facts = facts_of(row)
    for name, value in entry.facts.items():
        if name in facts and facts[name] != value:
            return name
    said = entry.words.words if hasattr(entry, "words") else {}
    for field in _lasting(row):
        now = _text(row, field) if _holds_words(field) else ""
        if now and field.attname in said and now != said[field.attname]:
            return field.attname
    return ""


def _lasting(row: models.Model) -> list[models.Field[Any, Any]]:
    table = row._meta.db_table
    changes = {name for g in guards.GUARDS if g.table == table for name in g.may_change}
    return [f for f in row._meta.concrete_fields if f.column not in changes]


def _holds_words(field: models.Field[Any, Any]) -> bool:
    if isinstance(field, models.TextField | models.JSONField):
        return True
    is_long = (getattr(field, "max_length", None) or 0) > A_FEW_WORDS
    return isinstance(field, models.CharField) and is_long and not field.choices


def _text(row: models.Model, field: models.Field[Any, Any]) -> str:
    value = getattr(row, field.attname)
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True)


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | str | None) else str(value)
