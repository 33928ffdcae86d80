"""A pair as a coordinator sees it: how its sessions stand, and no word of theirs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from mentoring import scheduling
from mentoring.models import Mentorship, Phase, Session

# What a coordinator reads; what came to nothing is left out.
STATES = {
    Phase.PROPOSED: "suggested",
    Phase.AHEAD: "agreed",
    Phase.OPEN: "open now",
    Phase.LIVE: "live now",
}
# Of those that are over; a pair that meets each week has many.
LAST = 3


@dataclass(frozen=True)
class PairLine:
    mentorship: Mentorship
    sessions: list[str]


def pairs_of(mentorships: Iterable[Mentorship]) -> list[PairLine]:
    now = timezone.localtime()
    return [PairLine(m, _states(m.sessions.all(), now)) for m in mentorships]


def _states(sessions: Iterable[Session], now: datetime) -> list[str]:
    told: list[str] = []
    over = 0
    for session in sorted(sessions, key=lambda one: one.starts_at, reverse=True):
        phase = session.phase(now)
        held = "held" if session.live_at else "not held"
        words = STATES.get(phase) or (held if phase == Phase.ENDED else "")
        over += phase == Phase.ENDED
        if words and over <= LAST:
            starts, ends = map(timezone.localtime, (session.starts_at, session.ends_at))
            told.append(f"{scheduling.span(starts, ends, now)}: {words}")
    return told[::-1]
