"""What else a moderator sees of a flag: two-person questions, danger, the charity's steps."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from moderation import appeals, desk, envelopes, keys, procedures, words
from moderation.appeal_forms import AppealAnswerForm
from moderation.desk_forms import NoteForm
from moderation.envelope_forms import open_form
from moderation.models import Flag, Outcome
from moderation.second_forms import EmergencyForm, RedForm, SecondForm, TakeBackForm
from moderation.seconding_models import Proposal
from people.models import Person, Role


def of(
    flag: Flag,
    person: Person,
    red: RedForm | None = None,
    **forms: Any,
) -> dict[str, Any]:
    """Forms are those that need mending; the others stand empty."""
    asked = [
        {"appeal": one, "may_answer": appeals.may_answer(one, person)}
        for one in appeals.waiting_on(flag)
    ]
    return {
        **_proposals(flag, person),
        "second": SecondForm(initial={"version": flag.version}),
        **_danger(flag, red),
        "back": TakeBackForm(),
        "emergency": EmergencyForm(auto_id="id_emergency_%s"),
        "appeals": asked,
        "is_own_decision": not all(one["may_answer"] for one in asked),
        "appeal_form": AppealAnswerForm(initial={"version": flag.version}),
        "notes": flag.notes.select_related("by").order_by("pk"),
        "note": NoteForm(),
        "replies": [(reply, desk.is_due(reply)) for reply in desk.replies()],
        "is_covered": desk.covers(person),
        "keys": keys.FLAG,
        "envelope": envelopes.of(flag.message.author),
        "opening": envelopes.open_now(flag, person),
        "envelope_form": open_form(person),
        **procedures.shown(),
        **forms,
    }


def _proposals(flag: Flag, person: Person) -> dict[str, Any]:
    """What waits for a second person, and what has been answered."""
    found = flag.proposals.select_related("by", "second", "flag__message")
    every = list(found.order_by("pk"))
    waits = Proposal.State.WAITING
    return {
        "proposals": [one for one in every if one.state != waits],
        "waiting": [_waiting(one, person) for one in every if one.state == waits],
        "has_begun": any(map(_has_begun, every)),
    }


def _danger(flag: Flag, red: RedForm | None) -> dict[str, Any]:
    """The questions about danger, with the newest answers to them."""
    answers = flag.red_answers.select_related("by").order_by("-pk").first()
    is_red = flag.level == Flag.Level.RED
    asked = (red or RedForm(newest=answers)) if is_red else None
    return {"answers": answers, "red": asked}


def _has_begun(proposal: Proposal) -> bool:
    """One that was not confirmed, or was taken back, can be begun anew."""
    is_emergency = proposal.kind == Proposal.Kind.EMERGENCY
    return is_emergency and proposal.state in {
        Proposal.State.WAITING,
        Proposal.State.AGREED,
    }


def _waiting(proposal: Proposal, person: Person) -> dict[str, Any]:
    is_emergency = proposal.kind == Proposal.Kind.EMERGENCY
    now = timezone.now()
    return {
        "proposal": proposal,
        "is_mine": proposal.by_id == person.pk,
        "can_answer": _others(proposal).exists(),
        "is_emergency": is_emergency,
        "outcome": _outcome(proposal),
        "left": words.lasting(proposal.due_at - now),
        "is_late": is_emergency and proposal.due_at <= now,
    }


def _others(proposal: Proposal) -> QuerySet[Person]:
    """Who could be the second person, here now or not."""
    able = Person.objects.filter(
        Q(suspended_until=None) | Q(suspended_until__lte=timezone.now()),
        role__in=[Role.MODERATOR, Role.LEAD],
        is_active=True,
    )
    return able.exclude(pk__in=[proposal.by_id, proposal.flag.message.author_id])


def _outcome(proposal: Proposal) -> str:
    if proposal.kind == Proposal.Kind.ENVELOPE:
        return proposal.get_kind_display()
    # After its flag was erased there is nothing left of what was wished.
    outcome = proposal.wish.get("outcome")
    return str(Outcome(outcome).label) if outcome else ""
