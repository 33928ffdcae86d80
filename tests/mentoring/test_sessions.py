"""A session from a suggestion to two notes, and every way in which it can fail."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring import actions
from mentoring.actions import Refused
from mentoring.models import Attendance, Session
from moderation.models import Verdict
from people.actions import suspend_person
from people.models import Notice
from rooms.actions import mute_member, remove_member
from rooms.models import Message

pytestmark = pytest.mark.django_db


def last_notice(person):
    return Notice.objects.filter(person=person).order_by("position").last()


def test_a_suggested_session_is_told_to_the_other_without_its_agenda(propose, ana):
    propose(hours=30, agenda="My night with the crying")

    notice = last_notice(ana)
    assert (notice.kind, notice.words) == (
        "session",
        "mia suggests a time for a session.",
    )


def test_an_agenda_is_said_in_the_thread_and_screened(propose):
    session = propose(hours=30, agenda="How to get one hour for me")

    said = Message.objects.get(room=session.mentorship.room)
    assert (said.body, session.agenda) == ("How to get one hour for me",) * 2
    assert Verdict.objects.filter(message=said).exists()


def test_an_agenda_that_is_covered_is_covered_on_the_session_too(propose):
    from rooms.actions import cover_message

    session = propose(hours=30, agenda="How to get one hour for me")
    cover_message(session.said)

    assert Session.objects.get().agenda == ""


@pytest.mark.parametrize("minutes", [0, 14, 121, 900])
def test_a_session_lasts_between_a_quarter_and_two_hours(minutes, propose):
    with pytest.raises(Refused, match="between 15 minutes and two hours"):
        propose(hours=2, minutes=minutes)


@pytest.mark.parametrize("away", [{"minutes": 0}, {"hours": -1}, {"days": 400}])
def test_a_session_is_in_the_future_and_within_a_year(away, mentorship, mia):
    starts = timezone.now() + timedelta(**away)

    with pytest.raises(Refused):
        actions.propose_session(mentorship, by=mia, starts_at=starts, minutes=45)


def test_a_muted_member_cannot_write_by_an_agenda(mentorship, propose, mia):
    mute_member(mentorship.room, mia, until=timezone.now() + timedelta(hours=1))

    with pytest.raises(Refused):
        propose(hours=2, agenda="words")
    assert not Session.objects.exists()


def test_only_the_other_one_agrees(propose, mia, ana, zed):
    session = propose(hours=2)

    for person in (mia, zed):
        with pytest.raises(Refused):
            actions.accept_session(session, by=person)
    assert actions.accept_session(session, by=ana).state == "accepted"


def test_a_session_is_not_agreed_twice(propose, ana):
    session = propose(hours=2)
    actions.accept_session(session, by=ana)

    with pytest.raises(Refused, match="has changed"):
        actions.accept_session(session, by=ana)


def test_a_suggestion_whose_time_went_by_cannot_be_agreed(propose, ana):
    session = propose(hours=2)
    Session.objects.update(starts_at=timezone.now() - timedelta(minutes=1))

    with pytest.raises(Refused):
        actions.accept_session(session, by=ana)


def test_declining_tells_who_suggested(propose, ana, mia):
    actions.decline_session(propose(hours=2), by=ana)

    assert last_notice(mia).words == "ana can't make the time you suggested."


def test_two_mentees_cannot_take_the_same_hour_of_one_mentor(
    propose, mia, ana, ben, cora
):
    other = actions.pair(mia, ben, by=cora)
    first, second = propose(hours=5), propose(pair=other, hours=5, minutes=30)
    actions.accept_session(first, by=ana)

    with pytest.raises(Refused, match="another session then"):
        actions.accept_session(second, by=ben)


def test_a_time_that_is_taken_cannot_be_suggested(agree, propose, mia, ben, cora):
    agree(hours=5)
    other = actions.pair(mia, ben, by=cora)

    with pytest.raises(Refused, match="another session then"):
        propose(pair=other, hours=5, minutes=30)


def test_one_session_may_begin_as_another_ends(agree, propose, ana):
    first = agree(hours=5, minutes=30)

    second = actions.propose_session(
        first.mentorship, by=ana, starts_at=first.ends_at, minutes=30
    )
    assert second.state == "proposed"


def test_the_same_time_is_not_suggested_twice(propose):
    propose(hours=5)

    with pytest.raises(Refused, match="already suggested"):
        propose(hours=5)


def test_nobody_can_pile_up_suggestions(propose):
    for hours in range(2, 14, 2):
        propose(hours=hours)

    with pytest.raises(Refused, match="many sessions"):
        propose(hours=20)


def test_suggesting_and_cancelling_over_and_over_has_a_pace(propose, mia, settings):
    """Each tells the other one."""
    settings.POSTS_BURST = 2
    for _ in range(2):
        actions.cancel_session(propose(hours=5), by=mia)

    with pytest.raises(Refused, match="very fast"):
        propose(hours=5)


def test_either_can_cancel_what_was_agreed(agree, mia, ana):
    session = agree(hours=2)

    assert actions.cancel_session(session, by=mia).state == "cancelled"
    assert last_notice(ana).words.startswith("mia has cancelled")


def test_a_session_opens_ten_minutes_before(agree, ana):
    session = agree(hours=1)

    with pytest.raises(Refused, match="not open yet"):
        actions.come_in(session, by=ana)
    Session.objects.update(starts_at=timezone.now() + timedelta(minutes=9))
    assert actions.come_in(session, by=ana).live_at is None


def test_a_session_is_live_once_both_are_there(agree, mia, ana):
    session = agree(seconds=300)
    actions.come_in(session, by=mia)

    live = actions.come_in(session, by=ana)

    assert live.live_at is not None
    assert {a.person for a in live.attendances.exclude(came_at=None)} == {mia, ana}


def test_coming_in_twice_is_coming_in_once(agree, mia, ana):
    session = agree(seconds=300)

    actions.come_in(session, by=mia)
    actions.come_in(session, by=mia)

    assert Attendance.objects.count() == 1
    assert Notice.objects.filter(words="mia has come in to your session.").count() == 1


def test_what_is_live_is_ended_and_not_cancelled(agree, mia, ana):
    session = agree(seconds=300)
    actions.come_in(session, by=mia)
    actions.come_in(session, by=ana)

    with pytest.raises(Refused):
        actions.cancel_session(session, by=ana)
    assert actions.end_session(session, by=ana).ended_at is not None


def test_each_keeps_a_note_of_their_own(agree, mia, ana):
    session = agree(seconds=300)
    actions.end_session(session, by=mia)

    actions.write_note(session, by=mia, note="Ask about respite")
    actions.write_note(session, by=ana, note="I felt heard")

    notes = dict(Attendance.objects.values_list("person__alias", "note"))
    assert notes == {"mia": "Ask about respite", "ana": "I felt heard"}


def test_a_note_is_written_after_the_session(agree, ana):
    with pytest.raises(Refused):
        actions.write_note(agree(hours=2), by=ana, note="too soon")


def test_who_acts_has_seen_what_they_were_told(agree, mia, ana):
    session = agree(seconds=300)
    actions.come_in(session, by=mia)
    assert Notice.objects.filter(person=ana, kind="session", seen_at=None).exists()

    actions.come_in(session, by=ana)

    assert not Notice.objects.filter(person=ana, seen_at=None).exists()


def test_a_note_tells_nobody(agree, mia, ana):
    session = actions.end_session(agree(seconds=300), by=mia)
    before = Notice.objects.count()

    actions.write_note(session, by=mia, note="Ask about respite")

    assert Notice.objects.count() == before


def test_who_writes_of_danger_in_a_note_is_shown_help(agree, mia, ana):
    session = actions.end_session(agree(seconds=300), by=mia)

    actions.write_note(session, by=ana, note="I want to kill myself tonight")

    told = Notice.objects.get(person=ana, kind="help")
    assert "nobody else has read it" in told.words
    assert Attendance.objects.get(person=ana).note == "I want to kill myself tonight"


def test_somebody_suspended_agrees_to_nothing(propose, ana, sol):
    session = propose(hours=2)
    suspend_person(ana, until=None, by=sol, reason="rest")

    with pytest.raises(Refused):
        actions.accept_session(session, by=ana)


def test_somebody_removed_from_the_thread_changes_nothing(propose, ana):
    session = propose(hours=2)
    remove_member(session.mentorship.room, ana)

    with pytest.raises(Refused, match="not open to you"):
        actions.accept_session(session, by=ana)


def test_an_ended_mentorship_takes_no_sessions(mentorship, propose, cora):
    actions.end_mentorship(mentorship, by=cora)

    with pytest.raises(Refused, match="has ended"):
        propose(hours=2)
