"""The rules as leads see them: those that ship and their own, one list."""

from dataclasses import dataclass, replace
from functools import cache

from django.db.models import QuerySet
from django.http import Http404

from moderation import in_force, words
from moderation.rules_models import Ruleset
from moderation.screening import CONCERNS, RULES
from moderation.screening.local import Local
from moderation.screening.rules import shipped

MOST_VERSIONS = 20


@dataclass(frozen=True, slots=True)
class Standing:
    rule: Local
    # "shipped", "changed", "ours" or "retired".
    origin: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """The rules about one concern."""

    name: str
    rules: list[Standing]


@cache
def _shipped() -> tuple[Local, ...]:
    return shipped(RULES)


def standing() -> list[Standing]:
    own = {rule.id: rule for rule in in_force.rules()}
    found = []
    for rule in _shipped():
        mine = own.pop(rule.id, None)
        if mine and mine.retired:
            found.append(Standing(replace(rule, retired=True), "retired"))
        else:
            found.append(Standing(mine or rule, "changed" if mine else "shipped"))
    for rule in own.values():
        found.append(Standing(rule, "retired" if rule.retired else "ours"))
    return found


def by_concern() -> list[Chapter]:
    found = standing()
    return [
        Chapter(words.CONCERNS[concern], here)
        for concern in CONCERNS
        if (here := [one for one in found if one.rule.concern == concern])
    ]


def all_rules() -> list[Local]:
    return [one.rule for one in standing()]


def rule(name: str) -> Local:
    for found in all_rules():
        if found.id == name:
            return found
    raise Http404


def versions() -> QuerySet[Ruleset]:
    return Ruleset.objects.select_related("by").order_by("-pk")[:MOST_VERSIONS]
