"""Goals set together, the steps to them, and each one's own notes."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mentoring.actions.saying import is_of_danger, say, show_help
from mentoring.actions.settling import (
    refuse_ended,
    refuse_others,
    see_notices,
    settling,
    tell,
)
from mentoring.goal_models import LONGEST_NOTES
from mentoring.labels import labelled
from mentoring.models import Goal, Mentorship, OwnNotes, Step
from people.actions import Refused
from people.models import Person
from people.said import said
from realtime.writer import change

MOST_GOALS, MOST_STEPS, LONGEST = 5, 12, 300
State = Goal.State


@change
def suggest_goal(mentorship: Mentorship, words: str, *, by: Person) -> Goal:
    """Says it in the thread; it is a goal of both once the other agrees."""
    with settling(mentorship) as found:
        refuse_others(found, by)
        refuse_ended(found)
        if found.goals.filter(state__in=Goal.OPEN).count() >= MOST_GOALS:
            raise Refused(_("Five at a time are plenty. Let one go first."), "words")
        text = labelled(_("A goal"), _checked(words))
        message = say(found.room, text, by=by, field="words")
        return Goal.objects.create(mentorship=found, by=by, said=message)


@change
def agree_goal(goal: Goal, *, by: Person) -> None:
    with _settling_goal(goal, by) as found:
        if found.state != State.SUGGESTED or found.by_id == by.pk:
            raise Refused(_("The other one answers what you suggested."))
        _move(found, State.AGREED)
        told = said(gettext_noop("%(who)s agrees to your goal."), who=by)
        tell(found.mentorship, found.mentorship.other(by), told, kind="goal")
        see_notices(found.mentorship, by)


@change
def close_goal(goal: Goal, *, by: Person, is_reached: bool) -> None:
    """Reached, or let go: both are fine, and neither is counted."""
    with _settling_goal(goal, by) as found:
        if not found.is_open:
            raise Refused(_("This goal is closed already."))
        _move(found, State.REACHED if is_reached else State.LET_GO)


def _move(goal: Goal, state: str) -> None:
    goal.state = state
    goal.closed_at = None if state in Goal.OPEN else timezone.now()
    goal.save(update_fields=["state", "closed_at"])


@change
def add_step(goal: Goal, words: str, *, by: Person) -> Step:
    with _settling_goal(goal, by) as found:
        if not found.is_open:
            raise Refused(_("This goal is closed already."), "words")
        if found.steps.count() >= MOST_STEPS:
            raise Refused(_("Twelve steps are plenty for one goal."), "words")
        text = labelled(_("A small step"), _checked(words))
        message = say(found.mentorship.room, text, by=by, field="words")
        return Step.objects.create(goal=found, by=by, said=message)


@change
def tick_step(step: Step, *, by: Person, is_done: bool) -> None:
    with _settling_goal(step.goal, by):
        done = timezone.now() if is_done else None
        Step.objects.filter(pk=step.pk).update(done_at=done)


@contextmanager
def _settling_goal(goal: Goal, by: Person) -> Iterator[Goal]:
    with settling(goal.mentorship) as mentorship:
        refuse_others(mentorship, by)
        refuse_ended(mentorship)
        found = Goal.objects.get(pk=goal.pk)
        found.mentorship = mentorship
        yield found


def _checked(words: str) -> str:
    words = words.strip()
    if not words:
        raise Refused(_("Write it in a few words."), "words")
    if len(words) > LONGEST:
        raise Refused(_("Use 300 characters at most."), "words")
    return words


# --- Notes of one's own


def write_notes(mentorship: Mentorship, words: str, *, by: Person) -> None:
    """Nobody reads them, so they raise no flag; whoever is in danger is shown help."""
    is_distress = is_of_danger(mentorship.room_id, words, by=by)
    _write_notes(mentorship, words, by, is_distress)


@change
def _write_notes(
    mentorship: Mentorship, words: str, by: Person, is_distress: bool
) -> None:
    with settling(mentorship) as found:
        refuse_others(found, by)
        if len(words) > LONGEST_NOTES:
            raise Refused(_("Use 4,000 characters at most."), "words")
        mine = OwnNotes.objects.filter(mentorship=found, person=by)
        if not words.strip():
            mine.delete()
            return
        now = timezone.now()
        if not mine.update(words=words, changed_at=now):
            OwnNotes.objects.create(mentorship=found, person=by, words=words)
        if is_distress:
            show_help(by)
