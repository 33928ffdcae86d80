"""Being told on a device: asked for, without content, and never to somebody else."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from people import actions
from people.push import keys
from people.push_models import Push, Subscription
from tests.people.browsers import signed_word
from tests.people.push.conftest import HERE, came


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
    notice = actions.notify(ana, kind="note", words="Hello")

    actions.mark_notices_seen(ana, shown=[notice.pk])
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


def test_a_clock_that_was_put_back_keeps_no_flag_waiting(max_, tell, service):
    """Made and due by an hour that is now to come."""
    tell(max_, "flags")
    actions.notify(max_, kind="page", words="A flag waits.")
    ahead = timezone.now() + timedelta(hours=2)
    Push.objects.update(made_at=ahead, send_at=ahead)

    assert len(came(service)) == 1
    assert not Push.objects.exists()


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
