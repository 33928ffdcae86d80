"""What an author is told of a decision: only what is true, in words for them."""

from typing import Any

from moderation import appeals, house_rules, outcomes
from moderation.appeal_forms import AppealForm
from moderation.models import Decision, Outcome
from rooms.models import Message
from rooms.views import page_of

DONE = {
    Outcome.WARN: "We added a warning to what you wrote",
    Outcome.COVER: "We covered what you wrote",
    Outcome.MUTE: "We paused your writing in one room",
    Outcome.REMOVE: "We took you out of a room",
    Outcome.SUSPEND: "You can’t come in for now",
}
MEANS = {
    Outcome.WARN: "It is still there. Others choose whether to open it.",
    Outcome.COVER: "Others see “A moderator has covered this message.”",
    Outcome.MUTE: "You can still read there. You can write again after {lasts}.",
    Outcome.REMOVE: "Two people agreed on this. Other rooms are still open to you.",
    Outcome.SUSPEND: "A safeguarding lead looks at it next.",
}
NEXT = {
    Outcome.WARN: "You need do nothing. Next time you can add a warning yourself.",
    Outcome.COVER: "You can write it again in other words.",
    Outcome.MUTE: "You can write again when the time is over.",
}


def of(decision: Decision, form: AppealForm | None = None) -> dict[str, Any]:
    appeal = appeals.of(decision)
    form = form or AppealForm()
    outcome = Outcome(decision.outcome)
    message = decision.flag.message
    lasts = outcomes.MINUTES.get(decision.minutes or 0, "a time")
    has_place = outcome != Outcome.REMOVE and message.room.closed_at is None
    return {
        "decision": decision,
        "done": DONE[outcome],
        "means": MEANS[outcome].format(lasts=lasts),
        "next": NEXT.get(outcome, ""),
        "rule": house_rules.words(decision.rule),
        # They wrote it; after they erased it, it is not shown again.
        "words": "" if message.state == Message.State.TAKEN_BACK else message.body,
        "place": page_of(message.room) if has_place else "",
        "read_at": decision.flag.first_seen_at,
        "appeal": appeal,
        "may_appeal": appeal is None and appeals.is_in_time(decision),
        "until": decision.at + appeals.WITHIN,
        "ask": form,
    }
