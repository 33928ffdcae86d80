"""Who is here: only those who chose it, and nobody whom the reader muted."""

import pytest

from people import actions as people
from people.models import Person
from realtime.models import Roster
from rooms import actions
from rooms.company import MOST_NAMED
from rooms.source import RoomSource


@pytest.fixture
def be_in(room):
    """be_in(ana, ben) has exactly these people follow the room."""

    def follow(*persons):
        here = {str(person.pk): person.alias for person in persons}
        state = {"persons": [p.pk for p in persons], "streams": {room.stream: here}}
        Roster.objects.update_or_create(
            process="test", defaults={"at": room.covered_until, "here": state}
        )

    return follow


@pytest.fixture
def be_seen():
    def choose(person, *, seen=True, **more):
        chosen = {"shows_presence": seen, "shows_typing": False, "pace": "live"}
        people.change_preferences(person, time_zone="", **chosen | more)

    return choose


def names_on_page(client, room):
    html = client.get(f"/rooms/{room.pk}/").content.decode()
    return html.split('who-is-here__names">')[1].split("</span>")[0]


def seen_on_stream(room, *persons):
    here = {room.stream: {person.pk: person.alias for person in persons}}
    return [one["alias"] for one in RoomSource().statuses(here)[room.stream]["here"]]


def test_nobody_is_seen_who_did_not_choose_it(client_of, ana, ben, room, be_in):
    be_in(ana, ben)
    assert names_on_page(client_of(ana), room) == ""
    assert seen_on_stream(room, ana, ben) == []


def test_who_chose_it_is_seen_by_the_others(client_of, ana, ben, room, be_in, be_seen):
    be_in(ana, ben)
    be_seen(ben)
    assert names_on_page(client_of(ana), room) == "ben"
    assert names_on_page(client_of(ben), room) == ""
    assert seen_on_stream(room, ana, ben) == ["ben"]


def test_who_chose_it_and_is_away_is_not_seen(
    client_of, ana, ben, room, be_in, be_seen
):
    be_in(ana)
    be_seen(ben)
    assert names_on_page(client_of(ana), room) == ""


def test_who_thinks_better_of_it_is_gone_at_once(room, ben, be_seen):
    be_seen(ben)
    be_seen(ben, seen=False)
    assert seen_on_stream(room, ben) == []


def test_who_is_muted_is_not_named(client_of, ana, ben, room, be_in, be_seen):
    be_in(ana, ben)
    be_seen(ben)
    actions.hide_person(ben, by=ana)
    assert names_on_page(client_of(ana), room) == ""


def test_a_full_room_names_a_few(room):
    names = [f"kim {number}" for number in range(MOST_NAMED + 2)]
    many = Person.objects.bulk_create(
        [Person(alias=name, alias_key=name, shows_presence=True) for name in names]
    )
    assert len(seen_on_stream(room, *many)) == MOST_NAMED


def test_polling_tells_the_same(client_of, ana, ben, room, be_in, be_seen):
    be_in(ana, ben)
    be_seen(ben)
    frames = client_of(ana).get(f"/rooms/{room.pk}/changes/").json()["frames"]
    presence = next(frame for frame in frames if frame["type"] == "presence")
    assert presence["here"] == [{"id": ben.pk, "alias": "ben"}]


def test_choices_are_kept_from_the_settings_page(client_of, ana):
    client_of(ana).post("/settings/", {"shows_presence": "on", "pace": "asked"})
    ana.refresh_from_db()
    assert (ana.shows_presence, ana.pace) == (True, "asked")


def test_a_pace_that_does_not_exist_is_refused(client_of, ana):
    page = client_of(ana).post("/settings/", {"pace": "<b>"}).content.decode()
    ana.refresh_from_db()
    assert "Please choose one of these." in page
    assert ana.pace == "live"


def test_the_page_of_a_room_begins_at_the_chosen_pace(client_of, ana, room, be_seen):
    be_seen(ana, pace="slow")
    html = client_of(ana).get(f"/rooms/{room.pk}/").content.decode()
    assert 'value="slow" data-now="together, every 30 seconds" checked' in html
