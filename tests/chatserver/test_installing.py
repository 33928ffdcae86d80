"""On a home screen, and with few bytes: what a phone is offered."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

OWN, PLAIN = "/manifest/own.webmanifest", "/manifest/plain.webmanifest"


@pytest.mark.django_db
@pytest.mark.parametrize("look", [OWN, PLAIN])
def test_a_browser_finds_all_that_it_needs_to_install_it(client, look):
    found = client.get(look)

    assert found["Content-Type"] == "application/manifest+json"
    told = found.json()
    assert told["display"] == "standalone"
    assert (told["start_url"], told["scope"]) == ("/", "/")
    assert {(icon["sizes"], icon["purpose"]) for icon in told["icons"]} == {
        ("192x192", "any"), ("192x192", "maskable"),
        ("512x512", "any"), ("512x512", "maskable"),
    }  # fmt: skip
    for icon in told["icons"]:
        drawn = finders.find(icon["src"].removeprefix("/static/"))
        assert Path(drawn).read_bytes().startswith(b"\x89PNG")


@pytest.mark.django_db
def test_the_plain_one_tells_nothing_of_this_place(client, settings):
    settings.COMMUNITY_NAME = "Carers in Cardiff"

    plain = client.get(PLAIN)

    assert "Carers" in client.get(OWN).text
    assert "Carers" not in plain.text
    assert "icon-" not in plain.text
    # Another app to the browser: it is never renamed to the telling one.
    assert client.get(OWN).json()["id"] != plain.json()["id"]


@pytest.mark.django_db
def test_there_is_no_third_look(client):
    assert client.get("/manifest/other.webmanifest").status_code == 404


def test_who_chose_the_plain_name_is_offered_it_on_every_page(ana, client_of):
    client = client_of(ana)
    assert OWN in client.get("/rooms/").text

    client.post("/settings/", {"plain_app": "on"})

    page = client.get("/rooms/").text
    assert PLAIN in page
    assert OWN not in page


def test_text_only_leaves_out_every_picture(ana, room, say, client_of):
    say(room, ana, "Hello")
    client = client_of(ana)
    assert "avatar.svg" in client.get(f"/rooms/{room.pk}/").text

    client.post("/settings/", {"text_only": "on"})

    assert "avatar.svg" not in client.get(f"/rooms/{room.pk}/").text


def test_who_saves_data_is_offered_text_only_in_one_tap(ana, client_of):
    client = client_of(ana)
    assert "Leave out pictures" not in client.get("/").text
    assert "Leave out pictures" in client.get("/", headers={"Save-Data": "on"}).text

    client.post("/settings/text-only/")

    assert "Leave out pictures" not in client.get("/", headers={"Save-Data": "on"}).text
    ana.refresh_from_db()
    assert ana.text_only


@pytest.mark.django_db
def test_a_visitor_who_saves_data_gets_no_drawing(client):
    assert "scene__" in client.get("/").text

    assert "scene__" not in client.get("/", headers={"Save-Data": "on"}).text
