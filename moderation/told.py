"""What an author is told of a decision: only what is true, in words for them."""

from typing import Any

from moderation import appeals, house_rules, outcomes
from moderation.appeal_forms import AppealForm
from moderation.models import Decision, Outcome
from realtime.later import later as _
from rooms.models import Message
from rooms.views import page_of

DONE = {
    Outcome.WARN: _("We added a warning to what you wrote"),
    Outcome.COVER: _("We covered what you wrote"),
    Outcome.MUTE: _("We paused your writing in one room"),
    Outcome.REMOVE: _("We took you out of a room"),
    Outcome.SUSPEND: _("You can’t come in for now"),
}
MEANS = {
    Outcome.WARN: _("It is still there. Others choose whether to open it."),
    Outcome.COVER: _("Others see “A moderator has covered this message.”"),
    Outcome.MUTE: _("You can still read there. You can write again after {lasts}."),
    Outcome.REMOVE: _("Two people agreed on this. Other rooms are still open to you."),
    Outcome.SUSPEND: _("A safeguarding lead looks at it next."),
}
# Where whoever decided wrote nothing more.
WHY = {
    Outcome.WARN: _(
        "It is about something that is hard to read for some. "
        "With a warning they can choose."
    ),
}
NEXT = {
    Outcome.WARN: _("You need do nothing. Next time you can add a warning yourself."),
    Outcome.COVER: _("You can write it again in other words."),
    Outcome.MUTE: _("You can write again when the time is over."),
}


def of(decision: Decision, form: AppealForm | None = None) -> dict[str, Any]:
    appeal = appeals.of(decision)
    form = form or AppealForm()
    outcome = Outcome(decision.outcome)
    message = decision.flag.message
    lasts = outcomes.MINUTES.get(decision.minutes or 0, _("a time"))
    has_place = outcome != Outcome.REMOVE and message.room.closed_at is None
    return {
        "decision": decision,
        "done": DONE[outcome],
        "means": MEANS[outcome].format(lasts=lasts),
        "next": NEXT.get(outcome, ""),
        "why": decision.said or WHY.get(outcome, ""),
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
