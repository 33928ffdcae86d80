"""What can be done in mentoring: each verb is one change."""

from mentoring.actions.pairing import end_mentorship, pair
from mentoring.actions.sessions import (
    accept_session,
    cancel_session,
    come_in,
    decline_session,
    end_session,
    propose_session,
    write_note,
)
from people.actions import Refused

__all__ = [
    "Refused",
    "accept_session",
    "cancel_session",
    "come_in",
    "decline_session",
    "end_mentorship",
    "end_session",
    "pair",
    "propose_session",
    "write_note",
]
