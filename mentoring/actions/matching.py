"""From a coordinator's choice to a pair: the mentor is asked, then the mentee."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop

from mentoring import in_order, taking_on, waiting
from mentoring.actions.asking import end_request, settling_request
from mentoring.actions.pairing import begin_mentorship
from mentoring.models import Match, Request
from people.actions import Refused, notify
from people.models import Person
from realtime.later import later as _
from realtime.writer import change

MENTOR_ANSWERS = timedelta(days=3)
MENTEE_ANSWERS = timedelta(days=7)
MOST_IN_TURN = 3
NO_LONGER = "They do not wait for a mentor any more. Nobody else is asked."
CHANGED = _("This has changed meanwhile. Here it is as it stands now.")
RENEW_FIRST = gettext_noop(
    "Please renew this first: %(names)s. Your coordinator helps with it."
)
State = Match.State


@change
def offer_match(request: Request, mentors: Sequence[Person], *, by: Person) -> Match:
    """Asks the first mentor; the others are asked in turn if the one before says no."""
    if not mentors:
        raise Refused("Choose a mentor.", "mentors")
    chosen = list(dict.fromkeys(mentors))[:MOST_IN_TURN]
    with settling_request(request, [*(one.pk for one in chosen), by.pk]) as found:
        _refuse_others(by)
        _refuse_closed(found)
        fitting = _fitting(found)
        for one in chosen:
            if one.pk not in fitting:
                why = taking_on.why_not(one, found.person)
                raise Refused(why or taking_on.CANNOT_BE_PAIRED)
        found.matches.filter(state=State.NEXT).update(state=State.DROPPED)
        for order, mentor in enumerate(chosen):
            Match.objects.create(
                request=found, mentor=mentor, state=State.NEXT, order=order, made_by=by
            )
        match = _ask_next(found, fitting)
        assert match is not None
    return match


@change
def reject_match(request: Request, mentor: Person, *, by: Person, reason: str) -> bool:
    """A coordinator decides against a suggestion; it is not made again.

    Whether this mentor was asked by somebody else meanwhile: that offer stands.
    """
    if not reason.strip():
        raise Refused("Please say why. It is kept.", "reason")
    with settling_request(request, [mentor.pk, by.pk]) as found:
        _refuse_others(by)
        Match.objects.create(
            request=found,
            mentor=mentor,
            state=State.REJECTED,
            made_by=by,
            reason=reason.strip(),
        )
        return found.matches.filter(mentor=mentor, state__in=Match.OPEN).exists()


@change
def answer_as_mentor(match: Match, yes: bool, *, by: Person) -> Match:
    """Yes asks the mentee; no asks the next mentor, and needs no reason."""
    with _settling_match(match) as found:
        if found.mentor_id != by.pk or found.state != State.MENTOR:
            raise Refused(CHANGED)
        if not yes:
            _close(found, State.MENTOR_NO)
            return found
        if lacking := in_order.lacking(by):
            names = ", ".join(one.name for one in lacking)
            raise Refused(_(RENEW_FIRST, names=names))
        if _is_dropped(found):
            return found
        _move(found, State.MENTEE, MENTEE_ANSWERS)
        words = _("We have found a mentor for you. You can say yes or no.")
        _tell(found.request.person, words, found, "mentee")
    return found


@change
def answer_as_mentee(match: Match, yes: bool, *, by: Person) -> Match:
    """Yes opens the thread; no needs no reason, and the next mentor is asked."""
    with _settling_match(match) as found:
        request = found.request
        if request.person_id != by.pk or found.state != State.MENTEE:
            raise Refused(CHANGED)
        if not yes:
            _close(found, State.MENTEE_NO)
            return found
        if _is_dropped(found):
            return found
        found.mentorship = begin_mentorship(
            found.mentor, by, by=found.made_by, is_decided=True
        )
        _move(found, State.PAIRED, None)
        end_request(request, Request.State.MATCHED)
    return found


@change
def lapse_match(match: Match) -> None:
    """Nobody answered in time: the next mentor is asked, or the coordinator told."""
    with _settling_match(match) as found:
        is_late = found.answer_by is not None and found.answer_by <= timezone.now()
        if found.state in Match.OPEN and is_late:
            _close(found, State.LAPSED)


def _is_dropped(match: Match) -> bool:
    """A yes that came too late: the coordinator hears why, and the next is asked."""
    mentor, person = match.mentor, match.request.person
    why = taking_on.why_not(mentor, person, is_decided=True)
    if not why:
        return False
    words = f"{mentor} is not matched with {person} after all. {why}"
    link = reverse("suggestions", args=[match.request_id])
    notify(match.made_by, kind="match", words=words, link=link)
    _close(match, State.DROPPED)
    return True


def _close(match: Match, state: str) -> None:
    _move(match, state, None)
    if _ask_next(match.request, _fitting(match.request)) is None:
        words = _(
            "No mentor is asked for %(person)s now. Please choose again.",
            person=match.request.person,
        )
        link = reverse("suggestions", args=[match.request_id])
        key = uuid.uuid5(uuid.NAMESPACE_URL, f"match:{match.pk}:closed")
        notify(match.made_by, kind="match", words=words, link=link, key=key)


def _ask_next(request: Request, fitting: set[int]) -> Match | None:
    for match in request.matches.filter(state=State.NEXT).order_by("order", "pk"):
        if match.mentor_id in fitting:
            _move(match, State.MENTOR, MENTOR_ANSWERS)
            words = _(
                "Somebody would like a mentor, and you may suit them. Please answer."
            )
            _tell(match.mentor, words, match, "mentor")
            return match
        _move(match, State.DROPPED, None)
    return None


def _fitting(request: Request) -> set[int]:
    """Mentors whom the hard rules let be matched with this person, as it stands now."""
    # Loaded here: the arithmetic of matching is for coordinators' requests only.
    from mentoring import matching

    (mentee,) = waiting.mentees([request])
    return {m.person for m in waiting.mentors() if matching.may_meet(mentee, m)}


def _move(match: Match, state: str, lasts: timedelta | None) -> None:
    match.state = state
    match.answer_by = timezone.now() + lasts if lasts else None
    match.save(update_fields=["state", "answer_by", "mentorship"])


def _tell(person: Person, words: str, match: Match, occasion: str) -> None:
    key = uuid.uuid5(uuid.NAMESPACE_URL, f"match:{match.pk}:{occasion}")
    link = reverse("match_offer", args=[match.pk])
    notify(person, kind="match", words=words, link=link, key=key)


@contextmanager
def _settling_match(match: Match) -> Iterator[Match]:
    with settling_request(match.request, []) as request:
        found = Match.objects.select_related("mentor", "made_by").get(pk=match.pk)
        found.request = request
        yield found


def _refuse_others(by: Person) -> None:
    if not by.is_coordinator:
        raise Refused("Only a coordinator can match people.")


def _refuse_closed(request: Request) -> None:
    if request.state != Request.State.WAITING:
        raise Refused(NO_LONGER)
    opened = request.matches.filter(state__in=Match.OPEN)
    if asked := opened.select_related("mentor", "made_by").first():
        raise Refused(
            f"{asked.made_by} has asked {asked.mentor} for them already. "
            "Nobody else is asked."
        )
