"""What can be done in mentoring: each verb is one change."""

from mentoring.actions.agreeing import (
    accept_session,
    cancel_session,
    decline_session,
)
from mentoring.actions.holding import (
    call_away,
    come_in,
    end_session,
    write_note,
)
from mentoring.actions.lengthening import end_as_planned, want_longer
from mentoring.actions.moving import (
    accept_other_time,
    ask_other_time,
    decline_other_time,
    keep_its_hour,
)
from mentoring.actions.pairing import end_mentorship, pair
from mentoring.actions.proposing import propose_series, propose_session
from people.actions import Refused

__all__ = [
    "Refused",
    "accept_other_time",
    "accept_session",
    "ask_other_time",
    "call_away",
    "cancel_session",
    "come_in",
    "decline_other_time",
    "decline_session",
    "end_as_planned",
    "end_mentorship",
    "end_session",
    "keep_its_hour",
    "pair",
    "propose_series",
    "propose_session",
    "want_longer",
    "write_note",
]
