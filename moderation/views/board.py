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
    policy_reviews,
    shifts,
)
from moderation import board as boards
from people.access import me, moderators_only
from people.models import Person


@moderators_only
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    person = me(request)
    shift = shifts.of(person)
    lists = _for_leads(person) if person.is_lead else {}
    numbers = {
        "held": access.held_messages(person),
        "offers": handovers.offered_to(person),
    }
    glance = boards.glance(person, numbers | lists)
    page = boards.page(person, glance) | {
        "shift": shift,
        "seconds_on_watch": acting.left_of(person, shift),
        "check_ins": boards.check_ins(person),
        "uncovered": covering.rooms_without_cover(),
        "warnings": alarms.warnings() if person.is_lead else (),
        "due": [*policy_reviews.warnings(), *covering.warnings()]
        if person.is_lead
        else (),
    }
    page |= {name: glance.numbers[name] for name in numbers}
    # What is mostly empty is read only when it is not.
    page |= {name: found for name, found in lists.items() if glance.numbers[name]}
    return render(request, "moderation/board.html", page)


def _for_leads(lead: Person) -> dict[str, QuerySet[Any]]:
    return {
        "openings": envelopes.not_told(),
        "views": access.views_not_told(lead),
        "check_outs": access.check_outs_for(lead),
    }
