"""Called away, and what comes after a session: nothing is lost, and there is a next time."""

import pytest

from mentoring import actions
from mentoring.models import Draft, Session, WeeklyHours
from people.models import Notice
from tests.mentoring.test_pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def live(agree, mia, ana):
    session = agree(seconds=60)
    actions.come_in(session, by=mia)
    return actions.come_in(session, by=ana)


def thread_of(session):
    return f"/threads/{session.mentorship.room_id}/"


def away(client, session, **fields):
    path = f"/threads/sessions/{session.pk}/away/"
    return client.post(path, fields, follow=True)


def test_who_is_called_away_keeps_what_they_had_begun(client_of, live, ana):
    client = client_of(ana)

    assert "is kept in your thread" in away(client, live, body="What I meant is").text

    assert "What I meant is</textarea>" in client.get(thread_of(live)).text
    assert Session.objects.get().called_away == ana


def test_the_button_takes_the_words_along_without_scripts(client_of, live, ana):
    page = words_of(client_of(ana).get(thread_of(live)))

    path = f"/threads/sessions/{live.pk}/away/"
    assert f'form="composer" formaction="{path}" formnovalidate>I have to go<' in page
    # What Enter presses is the first button of a form.
    assert page.index('<button form="composer" hidden>Send<') < page.index(
        f'formaction="{path}"'
    )


def test_an_empty_composer_leaves_what_was_put_aside(client_of, live, ana):
    client = client_of(ana)
    client.post(f"{thread_of(live)}draft/", {"body": "From last week"})

    away(client, live, body=" ")

    assert Draft.objects.get().words == "From last week"


def test_words_are_kept_also_where_the_other_was_quicker(client_of, live, mia, ana):
    actions.end_session(live, by=mia)

    answer = away(client_of(ana), live, body="What I meant is")

    assert "has changed meanwhile" in words_of(answer)
    assert Draft.objects.get(person=ana).words == "What I meant is"


def test_too_many_words_stay_on_the_page_and_one_is_away(
    client_of, live, ana, settings
):
    words = "word " * (settings.MAX_BODY // 5 + 1)

    answer = away(client_of(ana), live, body=words)

    assert (answer.status_code, words in answer.text) == (422, True)
    assert Session.objects.get().called_away == ana


def test_who_goes_with_words_of_danger_is_shown_help(client_of, live, ana):
    away(client_of(ana), live, body="I want to kill myself tonight")

    assert Notice.objects.filter(person=ana, kind="help").exists()


def test_three_new_times_are_offered(client_of, live, mia, ana):
    for person in (mia, ana):
        for weekday in range(7):
            WeeklyHours.objects.create(
                person=person, weekday=weekday, starts="19:00", ends="21:00"
            )

    page = away(client_of(ana), live).text

    assert "You can pick another time here." in page
    assert page.count('<input type="hidden" name="time"') == 3


# --- The next time


def test_a_session_that_ended_shows_when_the_two_meet_next(
    client_of, live, agree, mia, ana
):
    agree(days=3)
    after = agree(days=2)
    actions.end_session(live, by=mia)
    at = after.starts_at.astimezone()

    for path in (thread_of(live), f"/threads/sessions/{live.pk}/note/"):
        page = words_of(client_of(ana).get(path))
        assert f"Next: {at:%A} {at.day} {at:%B}" in page
        assert "Find the next time" not in page


def test_what_is_only_suggested_is_named_as_that(client_of, live, propose, mia, ana):
    actions.end_session(live, by=mia)
    propose(days=2)

    page = words_of(client_of(mia).get(f"/threads/sessions/{live.pk}/note/"))

    assert "Suggested next:" in page


def test_without_a_next_session_one_is_offered_to_find(client_of, live, mia, ana, cora):
    actions.end_session(live, by=mia)
    path = f'href="{thread_of(live)}sessions/">Find the next time<'
    assert path in words_of(client_of(ana).get(thread_of(live)))

    actions.end_mentorship(live.mentorship, by=cora)

    assert path not in words_of(client_of(ana).get(thread_of(live)))
