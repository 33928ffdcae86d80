"""What people must be told of now: flags that climb, and faults of the machinery."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from moderation import (
    bearing,
    climbing,
    desk,
    flags,
    handovers,
    seconding,
    shifts,
    targets,
)
from moderation.climbing import Call, Waiting, Watch
from moderation.models import Flag, Shift
from moderation.paging_models import OnCall, Page
from moderation.seconding_models import Proposal
from moderation.shift_models import Handover
from people.models import Person, Role

NOT_TAKEN = "A flag waits on the board. Nobody has taken it."
EMERGENCY = "The emergency procedure has begun. A second person must confirm it."
NEEDS_SECOND = "A colleague asks for a second person."
NOT_ACCEPTED = "A case was handed over. Nobody has accepted it."


@dataclass(frozen=True)
class Alarm:
    """Something for one person to be told once: by notice, and by their own channel."""

    key: str
    words: str
    call: Call
    flag: int | None = None
    proposal: int | None = None

    @property
    def is_loud(self) -> bool:
        """Whether it goes out by e-mail or webhook too; who is on shift sees the board."""
        return self.call.step != Page.Step.SHIFT

    @property
    def row(self) -> tuple[str, str, int, int]:
        return self.key, self.call.step, self.call.round, self.call.person


def of_flags(now: datetime) -> list[Alarm]:
    """For every flag that nobody has taken: who should know and has not been told."""
    waiting = list(flags.for_people().filter(state=Flag.State.OPEN))
    if not waiting:
        return []
    pages = list(Page.objects.filter(flag__in=waiting))
    hours, watch, here = targets.hours_for(waiting), watch_now(), list(shifts.here())
    passed_on = desk.who_passed_on()
    found = [
        alarm
        for flag in waiting
        for alarm in _of_flag(flag, _willing(watch, flag, here), hours, pages, now)
        # The shift's board is spared; whoever is on call or leads is always told.
        if alarm.is_loud or (flag.pk, alarm.call.person) not in passed_on
    ]
    return not_told(found, pages)


def not_told(found: Iterable[Alarm], pages: Iterable[Page]) -> list[Alarm]:
    """Each person is told once of each thing, in each round."""
    told = {
        (page.key, page.step, page.round, page.person_id)
        for page in pages
        if not page.was_called_off
    }
    return [alarm for alarm in found if alarm.row not in told]


def _of_flag(
    flag: Flag,
    watch: Watch,
    hours: targets.Hours,
    pages: Sequence[Page],
    now: datetime,
) -> list[Alarm]:
    lasts = hours.lasts[flag.level]
    said = [p.acknowledged_at for p in pages if p.flag_id == flag.pk]
    if climbing.is_in_hand([at for at in said if at], lasts, now):
        return []
    waits = targets.waiting(flag)
    begins = climbing.climbs_from(waits, hours.shifts)
    calls = climbing.due(waits, watch, begins, lasts, now)
    # Rounds are counted in targets: with another target or level the count falls back,
    # and whoever was told in a round of that number was told long ago.
    key = f"flag:{flag.pk}:{flag.level}:{lasts // timedelta(minutes=1)}"
    return [Alarm(key, NOT_TAKEN, call, flag.pk) for call in calls]


def of_proposals(now: datetime) -> list[Alarm]:
    """For all that waits for a second person: who should know and has not been told."""
    waiting = list(
        Proposal.objects.filter(state=Proposal.State.WAITING).select_related(
            "flag__message"
        )
    )
    if not waiting:
        return []
    watch = watch_now()
    found = [one for asked in waiting for one in _of_proposal(asked, watch, now)]
    return not_told(found, Page.objects.filter(proposal__in=waiting))


def _of_proposal(proposal: Proposal, watch: Watch, now: datetime) -> list[Alarm]:
    is_emergency = proposal.kind == Proposal.Kind.EMERGENCY
    author = proposal.flag.message.author_id
    asked = seconding.Asked(is_emergency, proposal.at, proposal.by_id, author)
    words = EMERGENCY if is_emergency else NEEDS_SECOND
    return [
        Alarm(f"second:{proposal.pk}", words, call, proposal=proposal.pk)
        for call in seconding.due(asked, watch, now)
    ]


def of_handovers(now: datetime) -> list[Alarm]:
    """For every case that was handed over and that nobody has accepted in time."""
    late = handovers.overdue(now)
    if not late:
        return []
    pages = list(Page.objects.filter(key__in=[f"handover:{one.pk}" for one in late]))
    watch = replace(watch_now(), shift=())
    found = [alarm for one in late for alarm in _of_handover(one, watch, pages, now)]
    return not_told(found, pages)


def _of_handover(
    handover: Handover, watch: Watch, pages: Sequence[Page], now: datetime
) -> list[Alarm]:
    """As for a red flag with nobody there, from when it was due."""
    key, lasts = f"handover:{handover.pk}", handovers.WAITS
    said = [p.acknowledged_at for p in pages if p.key == key]
    if climbing.is_in_hand([at for at in said if at], lasts, now):
        return []
    flag = handover.flag
    waits = Waiting("red", handover.at, flag.message.author_id, flag.is_for_lead)
    begins = min(handover.answered_at or handover.at + handovers.WAITS, now)
    calls = climbing.due(waits, watch, begins, lasts, now)
    return [Alarm(key, NOT_ACCEPTED, call) for call in calls]


def of_fault(key: str, words: str) -> list[Alarm]:
    """For the leads: something that watches over people does not work."""
    leads = _leads()
    known = set(
        Page.objects.filter(key=key, person__in=leads).values_list("person", flat=True)
    )
    return [
        Alarm(key, words, Call(climbing.LEAD, 0, lead))
        for lead in leads
        if lead not in known
    ]


def watch_now() -> Watch:
    here = shifts.here().order_by("pk").values_list("moderator", flat=True)
    on_call = on_call_now().values_list("person", flat=True)
    awake = shifts.watching().values_list("moderator", flat=True)
    return Watch(tuple(here), tuple(on_call), tuple(_leads()), tuple(awake))


def _willing(watch: Watch, flag: Flag, here: Sequence[Shift]) -> Watch:
    return replace(watch, shift=tuple(bearing.willing(flag, here)))


def on_call_now() -> QuerySet[OnCall]:
    """In their order, those who may still take a flag."""
    standing = shifts.standing("person")
    able = OnCall.objects.filter(
        standing,
        person__is_active=True,
        person__role__in=[Role.MODERATOR, Role.LEAD],
    )
    return able.select_related("person")


def _leads() -> list[int]:
    """Those who are not on a break; if all of them are, all of them who may come in."""
    found = Person.objects.filter(role=Role.LEAD, is_active=True).order_by("pk")
    leads = [lead for lead in found if not lead.is_suspended()]
    here = [lead.pk for lead in leads if not lead.is_away()]
    return here or [lead.pk for lead in leads]


# --- What is missing, in words


def on_call() -> dict[str, QuerySet[OnCall]]:
    """What warnings_of() goes by."""
    entries = on_call_now()
    return {
        "entries": entries,
        "leads": entries.filter(person__role=Role.LEAD),
        "by_mail": entries.filter(channel=OnCall.Channel.EMAIL),
        "unreached": entries.filter(Exists(_failing())),
    }


def _failing() -> QuerySet[Page]:
    """The last message to somebody, if it was tried, in vain, and has no answer."""
    tried = Page.objects.filter(person=OuterRef("person"), tries__gt=0)
    last = tried.order_by("-pk").values("pk")[:1]
    pages = Page.objects.filter(pk=Subquery(last), tries__gt=1)
    return pages.filter(sent_at=None, acknowledged_at=None)


def warnings() -> list[str]:
    """Why nobody might be reached tonight; for those who can mend it."""
    return warnings_of({name: found.count() for name, found in on_call().items()})


def warnings_of(numbers: Mapping[str, int]) -> list[str]:
    found = []
    if not numbers["entries"]:
        found.append("Nobody is on call. At night a red flag reaches only leads.")
    if not numbers["leads"]:
        found.append("No lead is on the list. Faults only show on their screen.")
    if numbers["by_mail"] and not settings.EMAIL_HOST:
        found.append("E-mail is not set up (EMAIL_HOST). Nobody gets the messages.")
    if numbers["unreached"]:
        found.append("The last message to somebody on call did not arrive.")
    return found
