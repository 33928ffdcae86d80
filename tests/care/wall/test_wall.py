"""The wall of help: looked at, suggested, checked, warned of, and pointed to."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from care import clockwork
from care.actions import wall
from care.wall_models import Service
from moderation.helpline_models import Helpline
from tests.care.wall.conftest import ENTRY
from tests.parts.reading import without_tokens

NIGHT = datetime(2026, 11, 22, 3, 30, tzinfo=ZoneInfo("Europe/London"))

EVENING = NIGHT.replace(hour=1)


def approve(client, service, **more):
    data = ENTRY | {"check_every": 90, "is_checked": "on"} | more
    return client.post(f"/wall/{service.pk}/edit/", data)


def late(service):
    Service.objects.filter(pk=service.pk).update(
        checked_on=timezone.localdate() - timedelta(days=91)
    )


# --- Looking


def test_an_entry_says_what_it_is_where_when_and_its_last_check(
    client_of, zed, service
):
    page = client_of(zed).get(f"/wall/{service.pk}/").text

    for words in ("A walk for anybody.", "Seahaven", "Sundays, 11am", "01632 960001"):
        assert words in page
    assert f"Last checked on {timezone.localdate():%-d %B %Y}" in page


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        ({"area": "sea"}, True),
        ({"area": "hill"}, False),
        ({"way": "person"}, True),
        ({"way": "online"}, False),
        ({"reach": "local"}, True),
        ({"reach": "national"}, False),
        ({"reach": "\0", "way": "x", "area": "\0", "room": str(2**63)}, True),
    ],
)
def test_the_wall_is_narrowed(client_of, zed, service, query, is_there):
    assert ("Sea Walk" in client_of(zed).get("/wall/", query).text) is is_there


def test_from_a_room_to_a_group_and_back(client_of, ana, room, service):
    client = client_of(ana)
    assert f'href="/wall/?room={room.pk}"' in client.get(f"/rooms/{room.pk}/").text

    beside = client.get("/wall/", {"room": room.pk}).text
    assert "For people in The kitchen table" in beside
    assert f'href="/wall/{service.pk}/?room={room.pk}"' in beside

    group = client.get(f"/wall/{service.pk}/", {"room": room.pk}).text
    assert "Back to The kitchen table" in group


def test_a_room_that_one_is_not_in_is_not_named(client_of, zed, room, service):
    page = client_of(zed).get("/wall/", {"room": room.pk}).text

    assert "For people in" not in page


# --- Suggesting and keeping


def test_a_suggestion_waits_for_staff(client_of, ana, ben, cora):
    client_of(ana).post("/wall/suggest/", ENTRY)

    service = Service.objects.get()
    assert service.state == "suggested"
    assert client_of(ben).get(f"/wall/{service.pk}/").status_code == 404
    assert "Sea Walk" not in client_of(ben).get("/wall/").text
    assert cora.notices.get().kind == "suggestion"


def test_an_approved_suggestion_is_on_the_wall_and_its_giver_is_thanked(
    client_of, ana, ben, cora, suggestion
):
    approve(client_of(cora), suggestion)

    assert "Sea Walk" in client_of(ben).get("/wall/").text
    assert ana.notices.get().link == f"/wall/{suggestion.pk}/"
    page = client_of(ben).get(f"/wall/{suggestion.pk}/").text
    assert "ana" not in without_tokens(page)


def test_a_declined_suggestion_is_answered_with_a_reason(
    client_of, ana, cora, suggestion
):
    path = f"/wall/{suggestion.pk}/decline/"
    assert "Please say why." in client_of(cora).post(path, {"why": " "}).text

    client_of(cora).post(path, {"why": "It has closed."})
    assert "It has closed." in ana.notices.get().words
    assert Service.objects.get().state == "declined"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"reach": "moon"},
        {"area": ""},
        {"how": "", "phone": ""},
        {"phone": "call me"},
        {"web": "javascript:alert(1)"},
        {"web": "ftp://example.org/"},
        {"name": "x" * 81},
    ],
)
def test_a_suggestion_that_is_wrong_comes_back_with_its_words(client_of, ana, wrong):
    page = client_of(ana).post("/wall/suggest/", ENTRY | wrong).text

    assert 'role="alert"' in page
    assert "Sundays, 11am" in page
    assert not Service.objects.exists()


def test_what_is_missing_is_said_of_each_field(client_of, ana):
    page = client_of(ana).post("/wall/suggest/", {"name": ""}).text

    told = re.findall(r'<li><a href="#[^"]+">([^<]+)<', page)
    assert len(told) == len(set(told)) == 6
    assert "This field is required." not in page
    assert "-----" not in page


def test_a_second_tap_suggests_it_once(client_of, ana, cora):
    for _ in range(2):
        answer = client_of(ana).post("/wall/suggest/", ENTRY)

    assert answer.url == "/wall/"
    assert Service.objects.count() == cora.notices.count() == 1


def test_suggestions_have_a_limit(client_of, ana, monkeypatch):
    monkeypatch.setattr(wall, "MOST_A_DAY", 1)
    client_of(ana).post("/wall/suggest/", ENTRY)
    page = client_of(ana).post("/wall/suggest/", ENTRY | {"name": "Tea"}).text

    assert "Please go on tomorrow." in page
    assert Service.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"is_checked": ""},
        {"check_every": "0"},
        {"check_every": "9" * 20},
        {"rooms": str(2**63)},
    ],
)
def test_staff_put_nothing_up_unchecked_or_wrong(client_of, cora, suggestion, wrong):
    approve(client_of(cora), suggestion, **wrong)

    assert Service.objects.get().state == "suggested"


def test_staff_add_an_entry_of_their_own(client_of, zed, cora, room):
    client = client_of(cora)
    assert "A new entry" in client.get("/wall/new/").text
    data = ENTRY | {"check_every": 30, "is_checked": "on", "rooms": room.pk}
    client.post("/wall/new/", data)

    assert Service.objects.get().rooms.get() == room
    assert "Sea Walk" in client_of(zed).get("/wall/").text


def test_what_is_taken_down_is_gone_for_members(client_of, zed, cora, service):
    client_of(cora).post(f"/wall/{service.pk}/take-down/")

    assert client_of(zed).get(f"/wall/{service.pk}/").status_code == 404
    assert client_of(cora).get(f"/wall/{service.pk}/").status_code == 200


@pytest.mark.parametrize("path", ["desk/", "new/", "{}/edit/"])
def test_only_staff_keep_the_wall(client_of, zed, mia, service, path):
    for person in (zed, mia):
        answer = client_of(person).get(f"/wall/{path.format(service.pk)}")
        assert answer.status_code == 404


def test_members_cannot_decline_or_take_down(client_of, zed, service):
    for verb in ("decline", "take-down"):
        answer = client_of(zed).post(f"/wall/{service.pk}/{verb}/", {"why": "No"})
        assert answer.status_code == 404


# --- Warned of


def at(monkeypatch, moment):
    monkeypatch.setattr(clockwork.timezone, "localtime", lambda: moment)


def test_every_night_staff_hear_of_an_overdue_check_once(
    client_of, cora, sol, max_, service, monkeypatch
):
    at(monkeypatch, NIGHT)
    Service.objects.update(checked_on=NIGHT.date() - timedelta(days=91))
    for _ in range(2):
        clockwork.warn_of_checks()
    assert [p.notices.filter(kind="checks").count() for p in (cora, sol, max_)] == [
        1,
        1,
        0,
    ]

    at(monkeypatch, NIGHT + timedelta(days=1))
    clockwork.warn_of_checks()
    assert cora.notices.filter(kind="checks").count() == 2


def test_before_night_and_without_need_nobody_is_warned(cora, service, monkeypatch):
    at(monkeypatch, NIGHT)
    Service.objects.update(checked_on=NIGHT.date())
    clockwork.warn_of_checks()
    Service.objects.update(checked_on=NIGHT.date() - timedelta(days=91))
    at(monkeypatch, EVENING)
    clockwork.warn_of_checks()

    assert not cora.notices.filter(kind="checks").exists()


def test_helplines_are_checked_too(client_of, cora, monkeypatch):
    day = NIGHT.date() - timedelta(days=91)
    Helpline.objects.create(name="Old line", how="Call.", what_for="x", checked_on=day)
    at(monkeypatch, NIGHT)
    clockwork.warn_of_checks()

    assert cora.notices.filter(kind="checks").exists()


def test_a_helpline_that_nobody_checked_is_on_the_keepers_list(
    client_of, cora, monkeypatch
):
    Helpline.objects.create(name="New line", how="Call.", what_for="x")
    desk = client_of(cora).get("/wall/desk/").text
    at(monkeypatch, NIGHT)
    clockwork.warn_of_checks()

    assert "A helpline, never checked" in desk
    assert cora.notices.filter(kind="checks").exists()


def test_the_desk_shows_what_is_late_first(client_of, cora, service):
    late(service)
    page = client_of(cora).get("/wall/desk/").text

    assert page.index("Needs a check") < page.index("Sea Walk")
    assert "has not been checked for a while" in (
        client_of(cora).get(f"/wall/{service.pk}/").text
    )
