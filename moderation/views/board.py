"""The live board of flags."""

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
    policies,
    shifts,
)
from moderation import board as boards
from people.access import me, moderators_only


@moderators_only
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    person = me(request)
    shift = shifts.of(person)
    page = boards.page(person) | {
        "shift": shift,
        "seconds_on_watch": acting.left_of(person, shift),
        "check_ins": boards.check_ins(person),
        "uncovered": covering.rooms_without_cover(),
        "held": access.held_messages(person).count(),
        "openings": envelopes.not_told() if person.is_lead else (),
        "views": access.views_not_told(person) if person.is_lead else (),
        "warnings": alarms.warnings() if person.is_lead else (),
        "check_outs": access.check_outs_for(person) if person.is_lead else (),
        "offers": handovers.offered_to(person).count(),
        "due": [*policies.warnings(), *covering.warnings()] if person.is_lead else (),
    }
    return render(request, "moderation/board.html", page)
