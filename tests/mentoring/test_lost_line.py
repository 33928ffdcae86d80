"""A lost network is shown as that: not as leaving, and not as being called away."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring import actions, connection_clock
from mentoring.actions import circling, connecting, grouping
from mentoring.models import Connection
from realtime import roster
from realtime.models import Roster
from rooms.actions import keep_circles
from rooms.circle_models import Circle
from tests.mentoring.test_pages import words_of

pytestmark = pytest.mark.django_db
LOST = "connection seems to be lost. They have not left"


@pytest.fixture
def live(agree, mia, ana):
    """A session to which both have come, with both lines open."""
    session = agree(seconds=60)
    for person in (mia, ana):
        actions.come_in(session, by=person)
    be_here(mia, ana)
    return session


def be_here(*people):
    """Exactly these have an open line, and the clock has looked."""
    here = {"persons": [one.pk for one in people], "streams": {}}
    told = {"at": timezone.now(), "here": here}
    Roster.objects.update_or_create(process="test", defaults=told)
    connection_clock.keep_connections()


def time_passes():
    ago = timezone.now() - timedelta(seconds=1)
    Connection.objects.update(until=ago)


def card(client_of, person, session):
    """What the card says to one of the two, by script and on a page without scripts."""
    path = f"/threads/{session.mentorship.room_id}/"
    (told,) = client_of(person).get(f"{path}session/").json()["sessions"]
    page = client_of(person).get(path).content.decode()
    lost = page.partition('<span class="session__lost"')[2].partition("</span>")[0]
    assert lost.startswith(">") == told["is_lost"]
    return told


def test_a_lost_line_is_shown_to_the_other_and_ends_nothing(client_of, live, mia, ana):
    be_here(mia)
    time_passes()

    told = card(client_of, mia, live)

    assert (told["is_lost"], told["scene"]) == (True, "live")
    page = words_of(client_of(mia).get(f"/threads/{live.mentorship.room_id}/"))
    assert f"ana’s {LOST}." in page
    assert not card(client_of, ana, live)["is_lost"]


def test_it_clears_when_they_are_back(client_of, live, mia, ana):
    be_here(mia)
    time_passes()
    assert card(client_of, mia, live)["is_lost"]

    be_here(mia, ana)

    assert not card(client_of, mia, live)["is_lost"]
    assert Connection.objects.get(person=ana).until > timezone.now()


def test_a_short_break_is_none_and_the_page_looks_again_in_time(client_of, live, mia):
    be_here(mia)

    path = f"/threads/{live.mentorship.room_id}/session/"
    told = client_of(mia).get(path).json()

    assert not told["sessions"][0]["is_lost"]
    assert told["again_ms"] <= 20_000


def test_who_never_had_a_line_has_not_lost_it(client_of, agree, mia, ana):
    session = agree(seconds=60)
    for person in (mia, ana):
        actions.come_in(session, by=person)
    be_here(mia)

    assert not card(client_of, mia, session)["is_lost"]


def test_who_loses_it_as_they_come_in_is_shown_as_that(client_of, agree, mia, ana):
    session = agree(seconds=60)
    actions.come_in(session, by=mia)
    be_here(mia, ana)
    actions.come_in(session, by=ana)
    be_here(mia)
    time_passes()

    assert card(client_of, mia, session)["is_lost"]


def test_who_went_to_another_page_has_not_lost_it(client_of, live, mia, ana):
    time_passes()

    assert not card(client_of, mia, live)["is_lost"]


def test_who_waits_with_a_lost_line_is_shown_as_that(client_of, agree, mia, ana):
    session = agree(seconds=60)
    actions.come_in(session, by=ana)
    be_here(mia, ana)
    be_here(mia)
    time_passes()

    told = card(client_of, mia, session)

    assert (told["is_lost"], told["scene"]) == (True, "expected")


def test_who_is_called_away_is_shown_as_that_and_not_as_lost(client_of, live, mia, ana):
    actions.call_away(live, by=ana)
    be_here(mia)
    time_passes()

    told = card(client_of, mia, live)

    assert (told["is_lost"], told["came"]) == (False, "ana was called away.")


def test_a_coordinator_sees_it_too(client_of, live, mia, cora):
    be_here(mia)
    time_passes()

    page = words_of(client_of(cora).get("/threads/live/"))

    assert f"ana’s {LOST}." in page
    assert "Both are there" not in page


def test_when_somebody_was_here_is_soon_forgotten(live, mia, ana):
    Connection.objects.update(until=timezone.now() - timedelta(days=2))
    connecting.forget_connections()

    assert not Connection.objects.exists()


async def test_who_asks_over_http_counts_as_here(monkeypatch):
    monkeypatch.setattr(roster, "_asking", {})
    monkeypatch.setattr(roster.writer, "submit", lambda _: None)
    monkeypatch.setattr(roster, "read", nobody_elsewhere)
    roster.ask_over_http("room:7", 3, "ana")
    persons = {5}

    everywhere = await roster.share(persons, {"room:7": {5: "ben"}})

    assert everywhere == {"room:7": {5: "ben", 3: "ana"}}
    assert persons == {3, 5}


async def nobody_elsewhere(_):
    return []


def test_a_page_that_polls_says_that_its_reader_is_here(
    client_of, live, ana, monkeypatch
):
    asked = []
    monkeypatch.setattr(roster, "ask_over_http", lambda *who: asked.append(who))
    room = live.mentorship.room

    client_of(ana).get(f"/rooms/{room.pk}/changes/")

    assert asked == [(room.stream, ana.pk, "ana")]


@pytest.mark.usefixtures("db")
def test_a_groups_host_whose_line_is_lost_has_not_left(
    client_of,
    plan,
    hold,
    mia,
    ana,
    cora,
):
    group = plan()
    grouping.take_place(group, by=ana)
    group = hold(group)
    circling.come_to_group(group, by=ana)
    circling.begin_circle(group, by=mia)
    Circle.objects.update(host_until=timezone.now() - timedelta(seconds=1))
    keep_circles()

    for path, reader in (
        (f"/threads/groups/{group.pk}/", ana),
        ("/threads/live/", cora),
    ):
        assert f"mia’s {LOST}" in words_of(client_of(reader).get(path)), path

    Circle.objects.update(host_until=timezone.now() + timedelta(seconds=60))
    keep_circles()
    assert LOST not in words_of(client_of(ana).get(f"/threads/groups/{group.pk}/"))
