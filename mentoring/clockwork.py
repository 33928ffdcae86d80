"""What mentoring does by time; every job may run twice, and on two machines."""

import uuid
from datetime import datetime, timedelta

from django.utils import timezone

from mentoring.actions import end_session
from mentoring.actions.settling import tell
from mentoring.models import Phase, Session

REMIND_BEFORE = timedelta(hours=1)
# Names of notices: the same reminder has the same key, so it is written once.
REMINDERS = uuid.UUID("6f0c3c0e-5d3b-4b4f-9a38-0e9d1f6d0a51")


def end_sessions() -> None:
    """Ends what is long over; if nobody came, nobody's attendance is on it."""
    now = timezone.now()
    for session in _agreed(starting_before=now):
        if now >= session.closes_at:
            end_session(session, by=None)


def remind_of_sessions() -> None:
    """Tells both an hour before, and again when it opens."""
    now = timezone.now()
    for session in _agreed(starting_before=now + REMIND_BEFORE):
        phase = session.phase(now)
        if phase == Phase.AHEAD:
            _remind(session, "hour", "Your session with {} starts within the hour.")
        elif phase == Phase.OPEN:
            _remind(
                session, "open", "Your session with {} is open. Come in when ready."
            )


def _agreed(starting_before: datetime) -> list[Session]:
    sessions = Session.objects.filter(
        state=Session.State.ACCEPTED, starts_at__lte=starting_before
    )
    return list(sessions.select_related("mentorship__mentor", "mentorship__mentee"))


def _remind(session: Session, occasion: str, words: str) -> None:
    for person in session.mentorship.pair:
        key = uuid.uuid5(REMINDERS, f"{session.pk}:{occasion}:{person.pk}")
        other = session.mentorship.other(person)
        tell(session.mentorship, person, words.format(other), key=key)
