"""Sessions: written through the process's writer, and only when they change."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_otp.oath import TOTP

from people import actions
from people.models import Attempt
from people.sessions import SessionStore
from realtime import writer


@pytest.fixture
def running_writer(transactional_db):
    """This process as a server: on SQLite only the writer's thread can write."""
    writer.begin()
    connection.close()
    yield
    writer.end()
    connection.close()


def test_a_visit_that_changes_nothing_writes_nothing(client_of, ana):
    client = client_of(ana)
    with CaptureQueriesContext(connection) as asked:
        client.get("/settings/")

    assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)


def test_a_visitor_who_only_looks_gets_no_session(client, db):
    client.get("/sign-in/")

    assert not Session.objects.exists()


def test_a_server_signs_in_and_out_without_writing_on_its_own(running_writer):
    actions.register("ana", "alongside demo")
    client = Client()
    data = {"alias": "ana", "passphrase": "alongside demo"}

    assert client.post("/sign-in/", data).status_code == 302
    assert client.get("/settings/").status_code == 200
    assert client.post("/sign-out/").status_code == 302
    assert client.get("/settings/").status_code == 302
    assert not Session.objects.exists()


def test_every_form_of_ones_own_works_in_a_server(running_writer):
    ana = actions.register("ana", "alongside demo")
    client = Client()
    client.force_login(ana)
    client.post("/recovery-codes/")
    client.post("/settings/", {"time_zone": "Asia/Tokyo"})
    data = {
        "old_passphrase": "alongside demo",
        "passphrase": "a new passphrase of mine",
    }
    client.post("/settings/passphrase/", data)
    notice = actions.notify(ana, kind="note", words="Hello.")
    client.post("/notices/", {"notice": notice.pk})
    ana.refresh_from_db()

    assert client.get("/settings/").status_code == 200
    assert ana.time_zone == "Asia/Tokyo"
    assert ana.recovery_codes.count() == 8
    assert not ana.notices.filter(seen_at=None).exists()


def test_staff_show_their_second_factor_to_a_server(running_writer):
    sol = actions.register("sol", "alongside demo", role="lead")
    client = Client()
    client.force_login(sol)
    key = "00" * 20
    signed = signing.dumps([sol.pk, key], salt="people.second_factor")
    number = f"{TOTP(bytes.fromhex(key)).token():06}"
    client.post("/second-factor/set-up/", {"key": signed, "code": number})
    assert client.get("/people/").status_code == 200
    again = Client()
    again.force_login(sol)

    assert again.post("/second-factor/", {"code": "000001"}).status_code == 200
    assert again.get("/people/").status_code == 302


def test_what_is_old_is_forgotten(db, cora):
    now = timezone.now()
    Attempt.objects.create(kind="sign_in", key="x", at=now - timedelta(days=2))
    Attempt.objects.create(kind="sign_in", key="y", at=now)
    session = SessionStore()
    session["a"] = 1
    session.set_expiry(-1)
    session.save()
    actions.forget_old()

    assert list(Attempt.objects.values_list("key", flat=True)) == ["y"]
    assert not Session.objects.exists()


def test_a_cookie_that_is_no_session_key_is_never_asked_for():
    assert SessionStore("\0" * 12).session_key is None
    assert SessionStore("0123456789abcdef").session_key == "0123456789abcdef"


def test_a_page_with_a_note_can_be_read_on_a_full_disk(client_of, ana, request):
    client = client_of(ana)
    client.post("/settings/", {"time_zone": "Europe/Paris"})
    request.getfixturevalue("full_disk")

    answer = client.get("/settings/")

    assert answer.status_code == 200


def test_a_session_that_ended_meanwhile_is_not_brought_back(ana, client_of):
    session = client_of(ana).session
    session["note"] = "Saved"
    Session.objects.all().delete()

    with pytest.raises(UpdateError):
        session.save()
    assert not Session.objects.exists()


def test_who_is_signed_in_and_comes_by_is_told_so(client, client_of, ana):
    """Else she looks for a passphrase at three in the morning, and needs none."""
    page = client_of(ana).get("/sign-in/", {"next": "/rooms/"}).text

    assert "You are signed in already, as <strong>ana</strong>." in page
    assert '<a href="/rooms/">Go on</a>' in page
    assert "signed_out" not in page
    assert "signed_out" in client.get("/sign-in/").text


def test_a_second_tap_signs_out_as_the_first_did_and_clears_the_phone(client_of, ana):
    client = client_of(ana)
    first, second = [client.post("/sign-out/") for _ in range(2)]

    assert second.status_code == first.status_code == 302
    assert second["Clear-Site-Data"] == first["Clear-Site-Data"]
    assert second.url == first.url == "/sign-in/"
