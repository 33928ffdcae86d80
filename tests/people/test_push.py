"""Being told on a device: asked for, without content, and never to somebody else."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from people import actions
from people.push import base64url, keys, sending
from people.push_models import Push, Subscription
from tests.moderation.hooks import hook
from tests.people.browsers import Secret, signed_word

KEY = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
HERE = "/settings/devices/here/"


@pytest.fixture(autouse=True)
def _at_once(settings, monkeypatch):
    """This machine may be told, and what is due is sent before the next line."""
    settings.PUSH_KEY, settings.LOOPBACK_PUSH = KEY, True
    monkeypatch.setattr(sending, "start", lambda run, push: run(push))


@pytest.fixture
def service():
    with hook() as running:
        yield running


@pytest.fixture
def secret():
    return Secret()


@pytest.fixture
def tell(client_of, service, secret):
    """tell(ana, "notices") as her browser sends it; gives her client."""

    def ask(person, *kinds, path="/push/1", client=None):
        client = client or client_of(person)
        endpoint = service.address.replace("/call", path)
        fields = {"endpoint": endpoint, "kinds": kinds} | secret.fields
        answer = client.post(HERE, fields, follow=True)
        assert "This device is told from now on" in answer.text
        return client

    return ask


def came(service):
    """The headers and bodies of what the push service took, sent first."""
    sending.send_due()
    return service.came


def refuse_with(status):
    def answer(call):
        call.send_response(status)
        call.end_headers()

    return answer


# --- What is sent


def test_somebody_who_asked_is_told_that_something_waits_and_no_more(
    ana, tell, service, secret
):
    tell(ana, "notices")
    actions.notify(ana, kind="note", words="Your mentor wrote", link="/threads/7/")

    headers, body = came(service)[0]

    assert json.loads(secret.open(body)) == {"kind": "notices"}
    assert "mentor" not in str(headers)
    assert headers["Content-Encoding"] == "aes128gcm"
    word = signed_word(headers["Authorization"], keys.public())
    assert service.address.startswith(word["aud"])


@pytest.fixture
def quiet(settings):
    """It is a quiet hour, for at least another hour."""
    hour = timezone.now().hour
    settings.TIME_ZONE = "UTC"
    settings.QUIET_HOURS = f"{hour:02}-{(hour + 2) % 24:02}"


def quiet_ends():
    """As the clock sees it when the quiet hours are over."""
    gone = timedelta(hours=3)
    for push in Push.objects.all():
        push.made_at, push.send_at = push.made_at - gone, push.send_at - gone
        push.save()


@pytest.mark.usefixtures("quiet")
def test_quiet_hours_are_quiet_on_devices_too(ana, tell, service):
    tell(ana, "notices")

    actions.notify(ana, kind="note", words="Hello")

    assert not came(service)


@pytest.mark.usefixtures("quiet")
def test_what_came_in_quiet_hours_is_told_in_one_word_when_they_end(
    ana, tell, service, secret
):
    tell(ana, "notices", "sessions")
    for words in ("Hello", "And again"):
        actions.notify(ana, kind="note", words=words)
    actions.notify(ana, kind="session", words="It starts within the hour.")
    assert Push.objects.get().send_at > timezone.now() + timedelta(minutes=59)

    quiet_ends()

    assert [json.loads(secret.open(body)) for _, body in came(service)] == [
        {"kind": "notices"}
    ]


@pytest.mark.usefixtures("quiet")
def test_what_was_looked_at_in_quiet_hours_is_not_told_after_them(ana, tell, service):
    tell(ana, "notices")
    actions.notify(ana, kind="note", words="Hello")

    actions.mark_notices_seen(ana)
    quiet_ends()

    assert not came(service)


@pytest.mark.usefixtures("quiet")
def test_what_cannot_wait_does_not_wait_for_what_can(ana, tell, service):
    tell(ana, "notices")
    actions.notify(ana, kind="note", words="Hello")

    actions.notify(ana, kind="check_in", words="max has written you a note.")

    assert len(came(service)) == 1


@pytest.mark.usefixtures("quiet")
def test_on_a_break_nothing_is_told_after_quiet_hours_either(ana, tell, service):
    tell(ana, "notices")
    actions.take_break(ana, "day", by=ana)
    ana.refresh_from_db()

    actions.notify(ana, kind="note", words="Hello")

    assert not Push.objects.exists()


def test_who_did_not_ask_is_not_told(ana, ben, tell, service):
    tell(ana, "sessions")
    for person in (ana, ben):
        actions.notify(person, kind="note", words="Hello")

    assert not came(service)


def test_a_session_is_told_to_those_who_asked_for_sessions(ana, tell, service, secret):
    tell(ana, "sessions")
    actions.notify(ana, kind="session", words="It starts within the hour.")

    assert json.loads(secret.open(came(service)[0][1])) == {"kind": "sessions"}


def test_many_things_at_once_are_one_word(ana, tell, service):
    tell(ana, "notices")
    for number in range(5):
        actions.notify(ana, kind="note", words=f"Number {number}")
    assert len(came(service)) == 1

    actions.notify(ana, kind="note", words="And one more")

    assert len(came(service)) == 1
    assert Push.objects.get().send_at > timezone.now() + timedelta(seconds=30)


def test_a_clock_that_was_put_back_keeps_no_device_silent(ana, tell, service):
    tell(ana, "notices")
    Subscription.objects.update(told_at=timezone.now() + timedelta(hours=2))

    actions.notify(ana, kind="note", words="One more")

    assert len(came(service)) == 1


def test_a_peer_cannot_ask_to_be_told_of_flags(ana, client_of, service, secret):
    fields = {"endpoint": service.address, "kinds": ["flags"]} | secret.fields

    answer = client_of(ana).post(HERE, fields)

    assert "Please choose from the list" in answer.text
    assert not Subscription.objects.exists()


def test_who_is_no_longer_a_moderator_is_told_of_no_flag(max_, sol, tell, service):
    tell(max_, "flags")
    actions.notify(max_, kind="page", words="A flag waits.")
    actions.change_role(max_, "peer", by=sol, reason="A rest.")

    assert not came(service)
    assert not Push.objects.exists()


def test_who_is_kept_out_is_not_told(ana, sol, tell, service):
    tell(ana, "notices")
    actions.notify(ana, kind="note", words="Hello")
    actions.suspend_person(ana, until=None, by=sol, reason="A rest.")

    assert not came(service)


def test_on_a_break_nothing_is_sent(ana, tell, service):
    tell(ana, "notices")
    actions.notify(ana, kind="note", words="Hello")
    actions.take_break(ana, "hour", by=ana)
    actions.notify(ana, kind="note", words="Hello again")

    assert not came(service)


# --- A push service that is not well


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(ana, tell, service, status):
    tell(ana, "notices")
    service.answer = refuse_with(status)
    actions.notify(ana, kind="note", words="Hello")

    came(service)

    assert not Subscription.objects.exists()


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_service_that_is_busy_is_tried_again_later(ana, tell, service, status):
    tell(ana, "notices")
    service.answer = refuse_with(status)
    actions.notify(ana, kind="note", words="Hello")
    assert len(came(service)) == 1
    assert len(came(service)) == 1

    Push.objects.update(send_at=timezone.now())

    assert len(came(service)) == 2


@pytest.mark.parametrize("status", [302, 400, 401, 403, 413])
def test_a_refusal_that_is_our_fault_does_not_cost_anybody_their_device(
    ana, tell, service, status
):
    tell(ana, "notices")
    service.answer = refuse_with(status)
    actions.notify(ana, kind="note", words="Hello")

    came(service)

    assert Subscription.objects.exists()
    assert not Push.objects.exists()


def test_it_gives_up_after_five_tries(ana, tell, service):
    tell(ana, "notices")
    service.answer = refuse_with(500)
    actions.notify(ana, kind="note", words="Hello")

    for _ in range(7):
        Push.objects.update(send_at=timezone.now())
        came(service)

    assert len(service.came) == 5
    assert not Push.objects.exists()


def test_what_is_old_news_is_not_told(ana, tell, service):
    tell(ana, "sessions")
    actions.notify(ana, kind="session", words="It starts within the hour.")
    Push.objects.update(made_at=timezone.now() - timedelta(hours=2))

    assert not came(service)


def test_a_service_that_is_not_there_holds_nothing_up(ana, tell, service):
    tell(ana, "notices")
    service.server_close()
    actions.notify(ana, kind="note", words="Hello")

    sending.send_due()

    assert Push.objects.get().tries == 1


# --- Whose device it is


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
