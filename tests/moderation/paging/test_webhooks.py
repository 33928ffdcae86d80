"""Calls by webhook: signed, sent once, tried again, and never sent on elsewhere."""

import contextlib
import hashlib
import hmac
import json
import socket
import threading
import time

from django.utils import timezone

from moderation import channels, clockwork
from moderation.actions import on_call as lists
from moderation.actions.paging import MOST_TRIES
from moderation.actions.paging import test_on_call as send_test
from moderation.paging_models import OnCall, Page
from tests.moderation.hooks import SECRET


def test_a_webhook_is_signed_with_the_time(webhook, later):
    later(0)

    headers, body = webhook.came[0]
    signed = headers["X-Alongside-Timestamp"].encode() + b"." + body
    expected = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert headers["X-Alongside-Signature"] == f"sha256={expected}"
    assert json.loads(body)["words"] == "Something waits on the board."
    assert Page.objects.get().sent_at


def test_a_webhook_that_hangs_is_left_after_three_seconds(webhook, kit, monkeypatch):
    monkeypatch.setattr(channels, "PATIENCE", 0.3)
    done = threading.Event()

    def drip(hook):
        with contextlib.suppress(OSError):
            for letter in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100:
                hook.wfile.write(bytes([letter]))
                if done.wait(0.05):
                    return

    webhook.answer = drip
    send_test(OnCall.objects.get())
    began = time.monotonic()
    clockwork.send_pages()
    done.set()

    assert time.monotonic() - began < 2
    page = Page.objects.get()
    assert (page.sent_at, page.tries) == (None, 1)
    assert page.send_at > timezone.now()


def test_a_webhook_that_answers_twice_is_asked_once(webhook, later):
    def twice(hook):
        for _ in range(2):
            hook.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    webhook.answer = twice
    later(0)
    later(0)

    assert len(webhook.came) == 1
    assert Page.objects.get().sent_at


def test_a_webhook_that_sends_us_elsewhere_is_not_followed(webhook, later):
    def elsewhere(hook):
        hook.send_response(302)
        hook.send_header("Location", "http://127.0.0.1:1/")
        hook.end_headers()

    webhook.answer = elsewhere
    later(0)

    assert Page.objects.get().sent_at is None


def test_what_was_not_taken_is_sent_again_under_the_same_id_and_then_given_up(
    webhook, later
):
    def refuse(hook):
        hook.send_response(500)
        hook.end_headers()

    webhook.answer = refuse
    later(0)
    for _ in range(MOST_TRIES + 2):
        Page.objects.exclude(send_at=None).update(send_at=timezone.now())
        clockwork.send_pages()

    ids = {json.loads(body)["id"] for _, body in webhook.came}
    assert (len(webhook.came), len(ids)) == (MOST_TRIES, 1)
    assert Page.objects.get(step="on_call").failed_at


def test_a_webhook_without_tls_is_refused_outside_the_demo(webhook, settings, later):
    settings.PLAIN_WEBHOOKS = False
    later(0)

    assert webhook.came == []


def test_the_warning_ends_when_a_message_arrives(webhook, client_of, sol, later):
    later(0)
    Page.objects.update(tries=3, sent_at=None)
    assert "did not arrive" in client_of(sol).get("/moderation/").text

    send_test(OnCall.objects.get())
    clockwork.send_pages()

    assert "did not arrive" not in client_of(sol).get("/moderation/").text


def test_nobody_at_the_other_end_is_tried_again(webhook, kit, later):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    reach = {"address": f"http://127.0.0.1:{port}/", "secret": SECRET}
    lists.put_on_call(kit, channel="webhook", reach=reach)

    later(0)

    assert Page.objects.get().send_at > timezone.now()
