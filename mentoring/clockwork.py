"""What mentoring does by time; every job may run twice, and on two machines."""

import uuid
from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from mentoring import meanwhile, promises, waiting
from mentoring.actions import importing
from mentoring.actions.matching import lapse_match
from mentoring.actions.promising import let_stand_in
from mentoring.models import Check, Match, Request, Volunteer, VolunteerFile
from mentoring.session_clock import REMINDERS
from people import clocks
from people.actions import Refused, notify
from people.models import Person, Role
from people.rest import zone_of
from people.said import Said, said
from realtime.later import later as _
from realtime.one_by_one import each

PROMISED = _("%(mentee)s waits for your answer. You promised it by %(day)s, %(clock)s.")
RAN_OUT = _("%(name)s: yours ran out on %(until)s. Your coordinator knows too.")
RUNS_OUT = _("%(name)s: yours runs out on %(until)s. Your coordinator knows too.")

WARN_BEFORE = timedelta(days=30)
PROMISE_WARNING = timedelta(hours=24)
ROWS_AT_ONCE = 15
STAND_IN_AFTER = timedelta(hours=24)


def lapse_matches() -> None:
    """Where nobody answered in time, the next mentor is asked."""
    late = Match.objects.filter(state__in=Match.OPEN, answer_by__lte=timezone.now())
    each(late.select_related("request"), lapse_match)


def point_out_long_waits() -> None:
    """Coordinators hear once of each person who has waited for three weeks."""
    since = timezone.now() - waiting.LONG_WAIT
    each(waiting.everyone().filter(asked_at__lte=since), _point_out)


def _point_out(request: Request) -> None:
    words = _("%(person)s has waited three weeks for a mentor.", person=request.person)
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
    found = soon.select_related("volunteer__person", "requirement")
    each((one for one in found if not _is_renewed(one)), _warn)


def _is_renewed(check: Check) -> bool:
    same = Check.objects.filter(
        volunteer=check.volunteer_id, requirement=check.requirement_id
    )
    longer = Q(good_until=None) | Q(good_until__gt=check.good_until)
    return same.filter(longer).exists()


def _warn(check: Check) -> None:
    is_over = not check.is_good(timezone.localdate())
    mentor, name = check.volunteer.person, check.requirement.name
    until = f"{check.good_until:%-d %B}"
    verb = "ran out on" if is_over else "runs out on"
    occasion = f"check:{check.pk}:{'over' if is_over else 'month'}"
    told = RAN_OUT if is_over else RUNS_OUT
    words = said(told, name=name, until=check.good_until)
    _once(occasion, mentor, words, reverse("volunteer"))
    link = reverse("volunteer_for", args=[check.volunteer_id])
    for person in _coordinators():
        _once(occasion, person, f"{name}: for {mentor} it {verb} {until}.", link)


def _coordinators() -> list[Person]:
    return list(Person.objects.filter(role=Role.COORDINATOR, is_active=True))


def _once(occasion: str, person: Person, words: str | Said, link: str) -> None:
    key = uuid.uuid5(REMINDERS, f"{occasion}:{person.pk}")
    notify(person, kind="programme", words=words, link=link, key=key)


def keep_promises() -> None:
    """Before a promise breaks the mentor hears; then coordinators; then who stands in."""
    each(promises.all_waiting(), _keep_promise)


def _keep_promise(found: promises.Waiting) -> None:
    """Who is away rests, and breaks nothing; who waits for them is looked after."""
    now, is_away = timezone.now(), meanwhile.now(found.promise.mentorship) is not None
    hour = found.usual if is_away else found.due
    if hour is None:
        return
    if now >= hour - PROMISE_WARNING and not is_away and not found.is_held:
        _tell_mentor(found, hour)
    if now >= hour:
        _tell_coordinators(found, is_away)
    if now >= hour + STAND_IN_AFTER:
        _let_stand_in(found)


def _let_stand_in(found: promises.Waiting) -> None:
    try:
        let_stand_in(found.promise, found.since)
    except Refused as no:
        mentee = found.promise.mentorship.mentee
        words = f"Nobody stands in for {mentee}, who still waits. {no.words}"
        for person in _coordinators():
            _once(_occasion(found, "nobody"), person, words, reverse("pair"))


def _tell_mentor(found: promises.Waiting, hour: datetime) -> None:
    """Again if days away have moved the hour; read late, it still says which one."""
    mentorship = found.promise.mentorship
    there = hour.astimezone(zone_of(mentorship.mentor))
    words = said(
        PROMISED,
        mentee=mentorship.mentee,
        day=there.date(),
        clock=clocks.clock(there),
    )
    link = reverse("thread", args=[mentorship.room_id])
    _once(_occasion(found, f"soon:{there.date()}"), mentorship.mentor, words, link)


def _tell_coordinators(found: promises.Waiting, is_away: bool) -> None:
    mentorship = found.promise.mentorship
    mentor, mentee = mentorship.pair
    what, page = "away" if is_away else "broken", "pair"
    pair = {"mentor": mentor, "mentee": mentee}
    words = _("%(mentor)s has not answered %(mentee)s as promised.", **pair)
    if is_away:
        words = f"{mentor} is away, and {mentee} waits for an answer."
    if found.is_held:
        what, page = "held", "held_threads"
        words = f"{mentor} has answered {mentee}, and that waits for a coordinator."
    for person in _coordinators():
        _once(_occasion(found, what), person, words, reverse(page))


def _occasion(found: promises.Waiting, what: str) -> str:
    return f"promise:{found.promise.pk}:{found.since.isoformat()}:{what}"


def bring_in_volunteers() -> None:
    """Some rows of each file that is being brought in; what stopped goes on."""
    running = VolunteerFile.State.RUNNING
    each(VolunteerFile.objects.filter(state=running).order_by("pk"), _bring_in)


def _bring_in(file: VolunteerFile) -> None:
    for _row in range(ROWS_AT_ONCE):
        if not importing.bring_in_next(file):
            break
