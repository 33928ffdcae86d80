"""A session each week: the hour on the wall, what is left out, and what changes alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring import actions
from mentoring import session_clock as clockwork
from mentoring.actions import Refused
from mentoring.models import Session
from people.models import Notice
from rooms.models import Message
from tests.mentoring.test_pages import words_of
from tests.mentoring.test_session_pages import form, in_days, sessions_of

# --- Through the doors

pytestmark = pytest.mark.django_db


@pytest.fixture
def weekly(mentorship, mia):
    """weekly(times=4) has mia suggest to meet each week, from in three days on."""

    def suggest(times=4, starts_at=None):
        at = starts_at or in_days(3)
        wish = {"starts_at": at, "minutes": 45, "zone": "Europe/London"}
        return actions.propose_series(mentorship, by=mia, times=times, **wish)

    return suggest


def test_a_series_is_suggested_by_form_and_agreed_at_once(
    client_of, mentorship, mia, ana
):
    client_of(mia).post(sessions_of(mentorship), form(in_days(3), times="4"))
    first = Session.objects.order_by("starts_at").first()

    client_of(ana).post(f"/threads/sessions/{first.pk}/accept/")

    states = Session.objects.values_list("state", "series")
    assert list(states) == [("accepted", first.series)] * 4


def test_a_series_is_one_card_with_the_later_ones_folded(client_of, weekly, ana):
    series = weekly()

    page = words_of(client_of(ana).get(sessions_of(series.sessions[0].mentorship)))

    assert page.count("data-session=") == 1
    assert page.count("Each week: the later ones") == 1
    assert "Yes, to all of them" in page
    assert "No, to all of them" in page


def test_a_day_on_which_one_is_not_free_is_left_out_and_said(
    client_of, mentorship, weekly, agree, mia, ana, ben, cora
):
    other = actions.pair(mia, ben, by=cora)
    taken = in_days(10)
    busy = actions.propose_session(other, by=mia, starts_at=taken, minutes=60)
    actions.accept_session(busy, by=ben)

    answer = client_of(mia).post(
        sessions_of(mentorship), form(in_days(3), times="3"), follow=True
    )

    assert f"Left out, as not possible: {taken.day} {taken:%B}." in words_of(answer)
    assert mentorship.sessions.count() == 2


def test_what_is_taken_meanwhile_is_left_out_of_a_yes_and_named(
    client_of, weekly, mia, ana, ben, cora
):
    series = weekly(3)
    other = actions.pair(mia, ben, by=cora)
    second = series.sessions[1].starts_at
    busy = actions.propose_session(other, by=mia, starts_at=second, minutes=45)
    actions.accept_session(busy, by=ben)

    path = f"/threads/sessions/{series.sessions[0].pk}/accept/"
    answer = client_of(ana).post(path, follow=True)

    assert f"Left out, as not possible: {second.day} {second:%B}." in words_of(answer)
    words = Notice.objects.filter(person=mia).latest("pk").words
    assert words == "ana agrees to the sessions that you both can make."
    states = series.sessions[0].mentorship.sessions.order_by("starts_at")
    assert list(states.values_list("state", flat=True)) == [
        "accepted",
        "declined",
        "accepted",
    ]


def test_one_of_a_series_is_cancelled_alone(weekly, ana, mia):
    series = weekly(3)
    actions.accept_session(series.sessions[0], by=ana)

    actions.cancel_session(series.sessions[1], by=mia)

    assert Session.objects.filter(state="accepted").count() == 2


def test_all_that_are_left_of_a_series_are_cancelled_together(
    client_of, weekly, ana, mia
):
    series = weekly(4)
    actions.accept_session(series.sessions[0], by=ana)

    path = f"/threads/sessions/{series.sessions[1].pk}/cancel/"
    client_of(mia).post(path, {"later_too": "on"})

    states = Session.objects.order_by("starts_at").values_list("state", flat=True)
    assert list(states) == ["accepted"] + ["cancelled"] * 3


def test_a_series_counts_once_among_what_is_ahead(weekly, propose):
    weekly(12)

    assert propose(hours=5).state == "proposed"


@pytest.mark.parametrize("times", [-1, 0, 1, 13, 2**63])
def test_a_series_has_two_to_twelve_weeks(times, weekly):
    with pytest.raises(Refused, match="between 2 and 12"):
        weekly(times)


@pytest.mark.parametrize("times", ["5", "x", "-1", str(2**63)])
def test_how_often_is_chosen_from_the_list(times, client_of, mentorship, mia):
    answer = client_of(mia).post(sessions_of(mentorship), form(in_days(3), times=times))

    assert answer.status_code == 422
    assert "Choose how often from the list." in words_of(answer)
    assert not Session.objects.exists()


def test_the_other_reads_both_clocks_but_not_the_place(client_of, weekly, mia, ana):
    mia.time_zone, ana.time_zone = "Europe/London", "America/New_York"
    mia.save(), ana.save()
    series = weekly(2)

    page = words_of(client_of(ana).get(sessions_of(series.sessions[0].mentorship)))

    assert "For mia it is 7pm." in page
    assert "London" not in page


# --- A kind word


def test_a_kind_word_is_said_in_the_thread_and_in_no_notice(client_of, agree, mia, ana):
    session = agree(days=2)

    client_of(mia).post(
        f"/threads/sessions/{session.pk}/cancel/", {"own": "Rest well, my dear"}
    )

    said = Message.objects.get(room=session.mentorship.room)
    assert (said.author, said.body) == (mia, "Rest well, my dear")
    assert not Notice.objects.filter(words__contains="Rest well").exists()


def test_a_ready_word_will_do(client_of, agree, ana):
    session = agree(days=2)

    client_of(ana).post(f"/threads/sessions/{session.pk}/cancel/", {"word": "unwell"})

    assert "not well enough" in Message.objects.get().body


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"word": "rude"}, "Choose a word from the list."),
        ({"own": "x" * 201}, "That is 1 character too many."),
    ],
)
def test_a_wrong_word_is_explained_and_cancels_nothing(
    fields, words, client_of, agree, ana
):
    session = agree(days=2)

    answer = client_of(ana).post(f"/threads/sessions/{session.pk}/cancel/", fields)

    session.refresh_from_db()
    assert (answer.status_code, session.state) == (422, "accepted")
    assert words in words_of(answer)


# --- A place that changes the rules of its clock


def test_a_session_keeps_its_hour_when_a_place_changes_its_rules(
    client, weekly, ana, mia
):
    series = weekly(2)
    actions.accept_session(series.sessions[0], by=ana)
    right = series.sessions[0].starts_at
    # As it was worked out by the rules from before.
    Session.objects.filter(pk=series.sessions[0].pk).update(
        starts_at=right + timedelta(hours=1)
    )

    clockwork.keep_hours_said()
    clockwork.keep_hours_said()

    found = Session.objects.get(pk=series.sessions[0].pk)
    assert (found.starts_at, found.moves) == (right, 1)
    told = Notice.objects.filter(words__contains="have new rules")
    assert {one.person for one in told} == {mia, ana}
    assert told.count() == 2


def test_what_is_over_or_was_said_on_no_clock_is_left_as_it_is(agree, weekly, ana):
    agree(hours=5)
    series = weekly(2)
    Session.objects.filter(pk=series.sessions[0].pk).update(
        starts_at=timezone.now() - timedelta(days=1)
    )

    clockwork.keep_hours_said()

    assert not Session.objects.exclude(moves=0).exists()
