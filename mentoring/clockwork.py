"""What mentoring does by time; every job may run twice, and on two machines."""

import uuid
from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from mentoring import promises, waiting
from mentoring.actions import end_session, keep_its_hour, keeping
from mentoring.actions.matching import lapse_match
from mentoring.actions.promising import let_stand_in
from mentoring.actions.settling import tell
from mentoring.models import Check, Match, Phase, Session, Volunteer
from people.actions import notify
from people.models import Person, Role

REMIND_BEFORE = timedelta(hours=1)
WARN_BEFORE = timedelta(days=30)
PROMISE_WARNING = timedelta(hours=24)
STAND_IN_AFTER = timedelta(hours=24)
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


def keep_hours_said() -> None:
    """Where a place changed the rules of its clock, sessions keep the hour that was said."""
    states = [Session.State.PROPOSED, Session.State.ACCEPTED]
    ahead = Session.objects.filter(state__in=states, starts_at__gt=timezone.now())
    for session in ahead.exclude(zone="").select_related("mentorship"):
        if session.starts_by_its_clock() != session.starts_at:
            keep_its_hour(session)


def lapse_matches() -> None:
    """Where nobody answered in time, the next mentor is asked."""
    late = Match.objects.filter(state__in=Match.OPEN, answer_by__lte=timezone.now())
    for match in late.select_related("request"):
        lapse_match(match)


def point_out_long_waits() -> None:
    """Coordinators hear once of each person who has waited for three weeks."""
    since = timezone.now() - waiting.LONG_WAIT
    for request in waiting.everyone().filter(asked_at__lte=since):
        words = f"{request.person} has waited three weeks for a mentor."
        link = reverse("suggestions", args=[request.pk])
        for person in _coordinators():
            _once(f"wait:{request.pk}", person, words, link)


def warn_of_checks() -> None:
    """A month before a check runs out, and when it has, mentor and coordinators hear."""
    today = timezone.localdate()
    soon = Check.objects.filter(
        good_until__lte=today + WARN_BEFORE,
        volunteer__state=Volunteer.State.APPROVED,
        requirement__is_asked=True,
    )
    for check in soon.select_related("volunteer__person", "requirement"):
        if not _is_renewed(check):
            _warn(check, is_over=not check.is_good(today))


def _is_renewed(check: Check) -> bool:
    same = Check.objects.filter(
        volunteer=check.volunteer_id, requirement=check.requirement_id
    )
    longer = Q(good_until=None) | Q(good_until__gt=check.good_until)
    return same.filter(longer).exists()


def _warn(check: Check, *, is_over: bool) -> None:
    mentor, name = check.volunteer.person, check.requirement.name
    until = f"{check.good_until:%-d %B}"
    verb = "ran out on" if is_over else "runs out on"
    occasion = f"check:{check.pk}:{'over' if is_over else 'month'}"
    words = f"{name}: yours {verb} {until}. Your coordinator knows too."
    _once(occasion, mentor, words, reverse("volunteer"))
    link = reverse("volunteer_for", args=[check.volunteer_id])
    for person in _coordinators():
        _once(occasion, person, f"{name}: for {mentor} it {verb} {until}.", link)


def forget_old_drafts() -> None:
    keeping.forget_old_drafts()


def _coordinators() -> list[Person]:
    return list(Person.objects.filter(role=Role.COORDINATOR, is_active=True))


def _once(occasion: str, person: Person, words: str, link: str) -> None:
    key = uuid.uuid5(REMINDERS, f"{occasion}:{person.pk}")
    notify(person, kind="programme", words=words, link=link, key=key)


def keep_promises() -> None:
    """Before a promise breaks the mentor hears; then coordinators; then who stands in."""
    now = timezone.now()
    for found in promises.all_waiting():
        if now >= found.due - PROMISE_WARNING:
            _tell_mentor(found)
        if now >= found.due:
            _tell_coordinators(found)
        if now >= found.due + STAND_IN_AFTER:
            let_stand_in(found.promise)


def _tell_mentor(found: promises.Waiting) -> None:
    mentorship = found.promise.mentorship
    words = f"{mentorship.mentee} waits for your answer. You promised it by tomorrow."
    link = reverse("thread", args=[mentorship.room_id])
    _once(_occasion(found, "soon"), mentorship.mentor, words, link)


def _tell_coordinators(found: promises.Waiting) -> None:
    mentorship = found.promise.mentorship
    words = f"{mentorship.mentor} has not answered {mentorship.mentee} as promised."
    for person in _coordinators():
        _once(_occasion(found, "broken"), person, words, reverse("pair"))


def _occasion(found: promises.Waiting, what: str) -> str:
    return f"promise:{found.promise.pk}:{found.since.isoformat()}:{what}"
