"""The live board of flags."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from moderation import (
    access,
    acting,
    alarms,
    covering,
    envelopes,
    handovers,
    helplines,
    policy_reviews,
    shifts,
)
from moderation import board as boards
from people.access import me, moderators_only
from people.models import Person

MOST_CHECK_INS = 10


@moderators_only
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    person = me(request)
    shift = shifts.of(person)
    lists = _for_leads(person) if person.is_lead else {}
    due = _due() if person.is_lead else {}
    numbers = {
        "held": access.held_messages(person),
        "offers": handovers.offered_to(person),
    }
    opened = {"check_ins": boards.check_ins(person)}
    glance = boards.glance(person, numbers | lists | opened | due)
    page = boards.page(person, glance) | {
        "shift": shift,
        "seconds_on_watch": acting.left_of(person, shift),
        "uncovered": covering.rooms_without_cover(),
        "warnings": alarms.warnings_of(glance.numbers) if person.is_lead else (),
        "due": _words_of(glance) if person.is_lead else (),
    }
    page |= {name: glance.numbers[name] for name in numbers}
    # What is mostly empty is read only when it is not.
    lists |= {name: found[:MOST_CHECK_INS] for name, found in opened.items()}
    page |= {name: found for name, found in lists.items() if glance.numbers[name]}
    return render(request, "moderation/board.html", page)


def _due() -> dict[str, QuerySet[Any]]:
    return {
        "overdue": covering.overdue(),
        "unexplained": covering.unexplained(),
        "old_targets": policy_reviews.old_targets(),
        "unchecked": helplines.never_checked(),
        **alarms.on_call(),
    }


def _words_of(glance: boards.Glance) -> list[str]:
    numbers = glance.numbers
    return [
        *policy_reviews.warnings(are_targets_old=bool(numbers["old_targets"])),
        *covering.warnings_of(numbers["overdue"], numbers["unexplained"]),
        *helplines.warnings_of(numbers["unchecked"]),
    ]


def _for_leads(lead: Person) -> dict[str, QuerySet[Any]]:
    return {
        "openings": envelopes.not_told(),
        "views": access.views_not_told(lead),
        "check_outs": access.check_outs_for(lead),
    }
