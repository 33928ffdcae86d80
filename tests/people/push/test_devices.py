"""Whose device it is: listed, tried, stopped, and never somebody else's."""

import pytest

from people.push import base64url
from people.push_models import Subscription
from tests.people.push.conftest import HERE, came


def test_the_next_person_on_a_shared_phone_takes_it_over(ana, ben, tell):
    tell(ana, "notices")
    tell(ben, "notices")

    assert Subscription.objects.get().person == ben


def test_signing_out_stops_this_device_and_no_other(ana, tell):
    tell(ana, "notices", path="/elsewhere")
    here = tell(ana, "notices", path="/here")

    here.post("/sign-out/")

    assert Subscription.objects.get().endpoint.endswith("/elsewhere")


def test_a_new_passphrase_stops_every_device(ana, tell):
    client = tell(ana, "notices")

    client.post(
        "/settings/passphrase/",
        {"old_passphrase": "alongside demo", "passphrase": "quite another one"},
    )

    assert not Subscription.objects.exists()


def test_devices_are_listed_tried_and_stopped(ana, tell, service):
    client = tell(ana, "notices")
    one = Subscription.objects.get().pk

    client.post(f"/settings/devices/{one}/try/")
    assert len(came(service)) == 1
    answer = client.post(f"/settings/devices/{one}/stop/", follow=True)

    assert "That device is told nothing more." in answer.text
    assert "No device is told." in answer.text


def test_nobody_reaches_the_devices_of_others(ana, zed, tell, client_of):
    tell(ana, "notices")
    one = Subscription.objects.get().pk

    for verb in ("try", "stop"):
        path = f"/settings/devices/{one}/{verb}/"
        assert client_of(zed).post(path).status_code == 404

    assert Subscription.objects.exists()


def test_somebody_has_ten_devices_at_most(ana, tell):
    client = None
    for number in range(12):
        client = tell(ana, "notices", path=f"/push/{number}", client=client)

    endpoints = Subscription.objects.values_list("endpoint", flat=True)
    assert len(endpoints) == 10
    assert not any(endpoint.endswith("/push/0") for endpoint in endpoints)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kinds": []},
        {"kinds": ["everything"]},
        {"endpoint": ""},
        {"endpoint": "http://10.0.0.1/"},
        {"endpoint": "https://push.example/\x00"},
        {"public": ""},
        {"public": "A" * 87},
        {"public": "é"},
        {"public": "A" * 10_000},
        {"auth": "short"},
        {"auth": "\x00"},
        {"auth": base64url.encode(b"x" * 17)},
    ],
)
def test_what_no_browser_would_say_is_refused_in_words(ana, client_of, secret, wrong):
    fields = {"endpoint": "https://push.example/1", "kinds": ["notices"]}

    answer = client_of(ana).post(HERE, fields | secret.fields | wrong)

    assert "Please look at this again" in answer.text
    assert not Subscription.objects.exists()


def test_without_a_key_the_page_says_that_it_is_not_set_up(
    ana, client_of, secret, settings, tmp_path
):
    settings.PUSH_KEY, settings.VAR_DIR = "", tmp_path
    client = client_of(ana)

    assert "not set up here yet" in client.get("/settings/devices/").text
    assert client.post(HERE, secret.fields).status_code == 404
