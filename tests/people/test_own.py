"""What is one's own: settings, passphrase, time zone, notices and picture."""

import re
import uuid
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import timezone

from people import actions, avatars, inbox
from people.middleware import readers_zone
from people.models import Notice, Person
from realtime.models import Revocation, Stream

OLD, NEW = "alongside demo", "a new passphrase of mine"


def change_passphrase(client, present=OLD, passphrase=NEW):
    data = {"old_passphrase": present, "passphrase": passphrase}
    return client.post("/settings/passphrase/", data)


def test_a_new_passphrase_signs_out_everywhere_but_here(client_of, ana):
    here, there = client_of(ana), client_of(ana)
    change_passphrase(here)

    assert here.get("/settings/").status_code == 200
    assert there.get("/settings/").status_code == 302
    assert Revocation.objects.filter(person=ana.pk, session="").exists()


def test_a_new_passphrase_sent_twice_is_set_once_and_says_so(client_of, ana):
    client = client_of(ana)
    page = client.get("/settings/").text
    form = re.search(r'name="form" value="([^"]+)"', page)[1]
    sent = {"old_passphrase": OLD, "passphrase": NEW, "form": form}
    late = client_of(ana)
    early = late.post("/settings/passphrase/", sent | {"old_passphrase": "not this"})
    assert "not your passphrase" in early.text

    client.post("/settings/passphrase/", sent)
    second = late.post("/settings/passphrase/", sent)

    assert "Your new passphrase is set." in second.text
    assert "That was not sent" in late.post("/settings/passphrase/", {}).text
    ana.refresh_from_db()
    assert ana.check_password(NEW)


@pytest.mark.parametrize(
    ("present", "passphrase", "why"),
    [
        ("not my passphrase", NEW, "not your passphrase"),
        (OLD, "short", "at least 12"),
        (OLD, "ana ana ana bcd", "alias"),
    ],
)
def test_a_passphrase_is_changed_only_with_proof(
    client_of, ana, present, passphrase, why
):
    page = change_passphrase(client_of(ana), present, passphrase).content.decode()

    assert why in page
    assert Person.objects.get(pk=ana.pk).password == ana.password


def test_each_passphrase_that_is_missing_is_asked_for_by_its_own_words(client_of, ana):
    page = change_passphrase(client_of(ana), "", "").text

    told = re.findall(r'<li><a href="#[^"]+">([^<]+)<', page)
    assert told == ["Please type your passphrase.", "Please type a new passphrase."]


def test_guessing_at_the_present_passphrase_ends(client_of, ana, settings):
    settings.SIGN_INS_PER_QUARTER_HOUR = 2
    client = client_of(ana)
    for _ in range(2):
        change_passphrase(client, "not my passphrase")

    assert b"too many tries" in change_passphrase(client).content


def test_settings_are_kept(client_of, ana):
    data = {"time_zone": "America/New_York", "shows_typing": "on"}
    client_of(ana).post("/settings/", data)
    ana.refresh_from_db()

    assert (ana.time_zone, ana.shows_typing) == ("America/New_York", True)


def test_a_time_zone_that_does_not_exist_is_refused(client_of, ana):
    page = client_of(ana).post("/settings/", {"time_zone": "Moon/Tranquility"})

    assert b"choose a time zone from the list" in page.content


# --- The reader's time zone


def seen_by(person, cookie=""):
    request = RequestFactory().get("/")
    request.user, request.COOKIES = person, {"zone": cookie}
    template = engines["django"].from_string("{{ at|date:'H:i' }}")
    noon = datetime(2026, 5, 14, 12, tzinfo=UTC)
    return readers_zone(lambda _: template.render({"at": noon}))(request)


@pytest.mark.parametrize(
    ("chosen", "cookie", "clock"),
    [
        ("", "", "13:00"),  # the community's: London, in May
        ("Asia/Tokyo", "", "21:00"),
        ("", "Asia/Tokyo", "21:00"),
        ("Asia/Tokyo", "America/New_York", "21:00"),
        ("", "Moon/Tranquility", "13:00"),
        ("", "/etc/passwd", "13:00"),
    ],
)
def test_times_are_shown_in_the_readers_zone(ana, chosen, cookie, clock):
    ana.time_zone = chosen

    assert seen_by(ana, cookie) == clock


def test_one_readers_zone_is_not_the_next_ones(ana):
    ana.time_zone = "Asia/Tokyo"
    seen_by(ana)

    assert timezone.get_current_timezone_name() == "Europe/London"


# --- Notices


def tell(person, words="A session starts soon.", **more):
    return actions.notify(person, kind="session", words=words, **more)


def test_a_notice_is_for_one_person(client_of, ana, zed):
    tell(ana)

    assert b"A session starts soon." in client_of(ana).get("/notices/").content
    assert b"A session starts soon." not in client_of(zed).get("/notices/").content


def test_the_same_key_twice_leaves_one_notice(ana):
    key = uuid.uuid4()
    first, second = tell(ana, key=key), tell(ana, key=key)

    assert first == second
    assert Stream.objects.get(name=f"me:{ana.pk}").position == 1


def test_the_oldest_of_many_notices_is_found_and_read(client_of, ana):
    for number in range(52):
        actions.notify(ana, kind="session", words=f"Notice {number}.")
    client = client_of(ana)
    first = client.get("/notices/").text
    older = re.search(r'href="(\?page=2)">Older<', first)[1]

    page = client.get(f"/notices/{older}").text
    assert "Notice 0." in page
    assert "Notice 0." not in first
    answer = client.post(f"/notices/{older}", {"notice": shown_on(page)})

    assert answer.url == f"/notices/{older}"
    assert ana.notices.filter(seen_at=None).count() == 50


def test_notices_are_rows_of_ones_own_stream(ana, zed):
    mine, _ = tell(ana), tell(zed)
    name = f"me:{ana.pk}"
    row = inbox.changes({name: 0}, limit=10)[name][0]

    assert (row.id, row.position) == (mine.pk, 1)
    assert row.data["words"] == "A session starts soon."
    assert row.data["seen"] is False
    assert inbox.changes({name: 1}, limit=10) == {name: []}


def test_many_inboxes_are_read_at_once(ana, zed, django_assert_num_queries):
    for number in range(3):
        tell(ana, f"{number}")
        tell(zed, f"{number}")
    cursors = {f"me:{ana.pk}": 1, f"me:{zed.pk}": 0}
    with django_assert_num_queries(1):
        found = inbox.changes(cursors, limit=2)

    assert [row.data["words"] for row in found[f"me:{ana.pk}"]] == ["1", "2"]
    assert [row.data["words"] for row in found[f"me:{zed.pk}"]] == ["0", "1"]


def test_the_latest_notices_come_oldest_first(ana):
    for number in range(4):
        tell(ana, f"{number}")

    latest = inbox.latest(f"me:{ana.pk}", 2)
    assert [row.data["words"] for row in latest] == ["2", "3"]


def test_notices_that_were_read_move_on_the_stream(client_of, ana):
    shown = [tell(ana).pk, tell(ana).pk]
    client_of(ana).post("/notices/", {"notice": shown})
    rows = inbox.changes({f"me:{ana.pk}": 2}, limit=10)[f"me:{ana.pk}"]

    assert [row.position for row in rows] == [3, 4]
    assert all(row.data["seen"] for row in rows)
    assert not Notice.objects.filter(seen_at=None).exists()


def shown_on(page):
    return re.findall(r'name="notice" value="(\d+)"', page)


def test_what_came_after_the_page_was_shown_still_waits(client_of, ana):
    client = client_of(ana)
    tell(ana, "Shown.")
    shown = shown_on(client.get("/notices/").text)
    tell(ana, "Came since.")

    client.post("/notices/", {"notice": shown})

    assert Notice.objects.get(seen_at=None).words == "Came since."


def test_closing_the_card_of_help_leaves_what_else_waits(client_of, ana):
    client = client_of(ana)
    tell(ana, "Mia has moved your session.")
    for _ in range(2):
        actions.notify(ana, kind="help", words="Help is open now.")
    shown = shown_on(client.get("/").text.partition("</notice-inbox>")[0])

    client.post("/notices/", {"notice": shown, "close": ""})

    home = client.get("/").text
    assert "Mia has moved your session." in home
    assert "Help is open now." not in home


def test_nobody_closes_what_is_for_another(client_of, ana, zed):
    notice = tell(ana)

    client_of(zed).post("/notices/", {"notice": [notice.pk, "9" * 40, "x"]})

    assert Notice.objects.get().seen_at is None


# --- Pictures


def test_an_alias_always_has_the_same_picture_and_others_differ():
    pictures = {avatars.draw(f"alias {number}") for number in range(60)}

    assert avatars.draw("ana") == avatars.draw("ana")
    assert len(pictures) > 55


def test_a_picture_holds_no_words_and_no_code(client_of, ana, zed):
    answer = client_of(zed).get(f"/people/{ana.pk}/avatar.svg")
    drawing = ElementTree.fromstring(answer.content)
    tags = {element.tag.rpartition("}")[2] for element in drawing.iter()}

    assert tags <= {"svg", "rect", "circle", "path"}
    assert not any((element.text or "").strip() for element in drawing.iter())
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Cache-Control"] == "private, max-age=86400"


def test_pictures_do_not_tell_who_exists(client_of, zed, ana):
    client = client_of(zed)
    there, absent = [
        client.get(f"/people/{number}/avatar.svg") for number in (ana.pk, 999999)
    ]

    assert there.status_code == absent.status_code == 200
    assert there.headers.keys() == absent.headers.keys()


@pytest.mark.parametrize("colours", avatars.COLOURS)
def test_shapes_stand_out_from_their_ground(colours):
    ground, *shapes = (_luminance(colour) for colour in colours)

    assert all((shape + 0.05) / (ground + 0.05) >= 3 for shape in shapes)


def _luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
