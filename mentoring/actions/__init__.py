"""What can be done in mentoring: each verb is one change."""

from mentoring.actions.agreeing import (
    accept_session,
    cancel_session,
    decline_session,
    propose_session,
)
from mentoring.actions.holding import (
    call_away,
    come_in,
    end_session,
    want_longer,
    write_note,
)
from mentoring.actions.pairing import end_mentorship, pair
from people.actions import Refused

__all__ = [
    "Refused",
    "accept_session",
    "call_away",
    "cancel_session",
    "come_in",
    "decline_session",
    "end_mentorship",
    "end_session",
    "pair",
    "propose_session",
    "want_longer",
    "write_note",
]
