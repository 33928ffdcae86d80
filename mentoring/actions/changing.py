"""A change of mentor: wished or suggested, agreed by the mentee, who says what goes along."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mentoring import taking_on
from mentoring.actions.pairing import begin_mentorship, end_mentorship
from mentoring.actions.saying import say
from mentoring.actions.settling import refuse_ended, refuse_others, tell
from mentoring.actions.supporting import coordinators
from mentoring.ending_models import ChangeOfMentor
from mentoring.labels import labelled
from mentoring.models import Goal, Mentorship
from people import inbox, standing
from people.actions import Refused, notify
from people.models import Person
from people.said import said
from realtime import streams
from realtime.writer import change
from rooms import actions as rooms

State = ChangeOfMentor.State
LONGEST = 1_000
CHANGED = _("This has changed meanwhile. Here it is as it stands now.")


@dataclass(frozen=True)
class Along:
    """What goes along to the new mentor; nothing unless the mentee says so."""

    goals: bool = False
    summary: str = ""
    thread: bool = False


@change
def wish_for_change(mentorship: Mentorship, *, by: Person) -> None:
    """A mentee would like another mentor: coordinators hear, the mentor does not."""
    told = [one for one in coordinators() if one.pk != mentorship.mentor_id]
    with _settling(mentorship, *told) as found:
        refuse_others(found, by)
        refuse_ended(found)
        if by.pk != found.mentee_id:
            raise Refused(_("Only the one who is supported says that."))
        if found.changes.filter(state__in=ChangeOfMentor.OPEN).exists():
            return
        ChangeOfMentor.objects.create(mentorship=found, state=State.WISHED)
        words = said(gettext_noop("%(who)s would like another mentor."), who=by)
        for person in told:
            notify(person, kind="programme", words=words, link=reverse("pair"))


@change
def suggest_change(mentorship: Mentorship, to: Person, *, by: Person) -> ChangeOfMentor:
    if not by.is_coordinator:
        raise Refused(_("Only a coordinator can do that."))
    with _settling(mentorship, to) as found:
        refuse_ended(found)
        _check(found, to)
        why = taking_on.why_not(to, found.mentee, is_decided=True)
        if why:
            raise Refused(why, "to")
        found.changes.filter(state=State.WISHED).update(state=State.DROPPED)
        if found.changes.filter(state=State.ASKED).exists():
            raise Refused(_("They are being asked about a change already."), "to")
        made = ChangeOfMentor.objects.create(
            mentorship=found, to=to, by=by, state=State.ASKED
        )
        words = gettext_noop(
            "Another mentor is suggested for you. You choose what goes along."
        )
        link = reverse("change_of_mentor", args=[made.pk])
        notify(found.mentee, kind="match", words=words, link=link)
    return made


def _check(mentorship: Mentorship, to: Person) -> None:
    if to.pk == mentorship.mentor_id:
        raise Refused(_("Choose another mentor."), "to")
    pairs = Mentorship.objects.filter(mentee=mentorship.mentee, ended_at=None)
    if pairs.filter(mentor=to, stands_in=None).exists():
        raise Refused(_("They have a thread already."), "to")


@change
def drop_change(made: ChangeOfMentor, *, by: Person) -> None:
    if not by.is_coordinator:
        raise Refused(_("Only a coordinator can do that."))
    open_ones = ChangeOfMentor.objects.filter(pk=made.pk, state__in=ChangeOfMentor.OPEN)
    open_ones.update(state=State.DROPPED, answered_at=timezone.now())


@change
def decline_change(made: ChangeOfMentor, *, by: Person) -> None:
    """No reason is asked; the thread goes on as it is."""
    with _settling_change(made, by) as found:
        _answer(found, State.DECLINED)
        if found.by is not None:
            words = said(
                gettext_noop("%(who)s would rather not change mentor."), who=by
            )
            notify(found.by, kind="programme", words=words, link=reverse("pair"))


@change
def agree_change(
    made: ChangeOfMentor, along: Along, *, by: Person
) -> Mentorship | None:
    """Ends the one, begins the other, and hands over what was said and no more.

    Nothing changes where the new mentor can take nobody on after all.
    """
    if len(along.summary) > LONGEST:
        raise Refused(_("Use 1,000 characters at most."), "summary")
    with _settling_change(made, by) as found:
        old, to = found.mentorship, found.to
        if to is None:
            raise Refused(CHANGED)
        _check(old, to)
        if _is_dropped(found, old, to):
            return None
        new = begin_mentorship(to, by, by=found.by or old.paired_by, is_decided=True)
        _hand_over(old, new, along)
        found.new, found.hands_thread = new, along.thread
        _answer(found, State.AGREED)
        if along.thread:
            rooms.join_room(old.room, by=to)
            words = said(
                gettext_noop("%(who)s lets their new mentor read your thread."), who=by
            )
            tell(old, old.mentor, words, kind="thread")
        end_mentorship(old, by=None)
    return new


def _is_dropped(made: ChangeOfMentor, old: Mentorship, to: Person) -> bool:
    why = taking_on.why_not(to, old.mentee, is_decided=True)
    if not why:
        return False
    _answer(made, State.DROPPED)
    if made.by is not None:
        words = f"{to} does not become the mentor of {old.mentee}. {why}"
        notify(made.by, kind="programme", words=words, link=reverse("pair"))
    return True


def _answer(made: ChangeOfMentor, state: str) -> None:
    made.state, made.answered_at = state, timezone.now()
    made.save(update_fields=["state", "answered_at", "new", "hands_thread"])


def _hand_over(old: Mentorship, new: Mentorship, along: Along) -> None:
    """Said anew by the mentee in the new thread; the new mentor sees nothing else."""
    mentee = new.mentee
    if along.summary.strip():
        words = labelled(_("In my own words"), along.summary.strip())
        say(new.room, words, by=mentee, field="summary")
    if not along.goals:
        return
    for goal in old.goals.filter(state=Goal.State.AGREED).select_related("said"):
        if goal.words:
            words = labelled(_("A goal"), goal.words)
            message = say(new.room, words, by=mentee, field="goals")
            Goal.objects.create(mentorship=new, by=mentee, said=message)


@contextmanager
def _settling(mentorship: Mentorship, *others: Person) -> Iterator[Mentorship]:
    """The thread and the inboxes of all who may be told, locked in one go."""
    ids = {mentorship.mentor_id, mentorship.mentee_id, *(one.pk for one in others)}
    with streams.moving([f"room:{mentorship.room_id}", *map(inbox.stream_of, ids)]):
        standing.hold(ids)
        yield Mentorship.objects.select_related("mentor", "mentee", "room").get(
            pk=mentorship.pk
        )


@contextmanager
def _settling_change(made: ChangeOfMentor, by: Person) -> Iterator[ChangeOfMentor]:
    others = [one for one in (made.to, made.by) if one is not None]
    with _settling(made.mentorship, *others) as mentorship:
        found = ChangeOfMentor.objects.select_related("to", "by").get(pk=made.pk)
        found.mentorship = mentorship
        refuse_others(mentorship, by)
        if by.pk != mentorship.mentee_id or found.state != State.ASKED:
            raise Refused(_(CHANGED))
        refuse_ended(mentorship)
        yield found
