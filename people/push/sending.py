"""Sends what waits in the outbox, on threads of its own: nothing waits for it."""

import hashlib
import hmac
import json
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.db import connection

from people import outside
from people.actions import subscribing as actions
from people.push import base64url, encryption, keys, posting, vapid
from people.push_models import Kind, Push

logger = logging.getLogger(__name__)

GONE = {404, 410}
LATER = {429}
THREADS = 4
MOST_IN_HAND = 2 * THREADS
_pool = ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="pushes")
_hands = threading.BoundedSemaphore(MOST_IN_HAND)


def send_due() -> None:
    """Takes what is due, for itself alone, and returns before any of it is sent."""
    if keys.ours() is None or not actions.due_pushes().exists():
        return
    free = _take_hands()
    pushes: list[Push] = []
    try:
        pushes = actions.take_pushes(free)
    finally:
        for _ in range(free - len(pushes)):
            _hands.release()
    for push in pushes:
        start(_send, push)


def start(run: Callable[[Push], None], push: Push) -> None:
    _pool.submit(_alone, run, push)


def _take_hands() -> int:
    """No more is taken than can be tried soon, so that nothing is tried twice at once."""
    taken = 0
    while taken < MOST_IN_HAND and _hands.acquire(blocking=False):
        taken += 1
    return taken


def _alone(run: Callable[[Push], None], push: Push) -> None:
    try:
        run(push)
    finally:
        connection.close()


def _send(push: Push) -> None:
    try:
        send(push)
    finally:
        _hands.release()


def send(push: Push) -> None:
    """Tries once; what was not taken stays in the outbox for its next time."""
    try:
        answer = _post(push)
    except outside.NotAllowed:
        logger.warning("push %s leads where we do not go", push.pk)
        actions.subscription_gone(push.subscription_id)
        return
    except Exception as problem:
        logger.warning("push %s not sent: %s", push.pk, type(problem).__name__)
        return
    _note(push, answer)


def _note(push: Push, answer: posting.Answer) -> None:
    status = answer.status
    if 200 <= status < 300:
        actions.push_sent(push)
    elif status in GONE:
        actions.subscription_gone(push.subscription_id)
    elif status in LATER or status >= 500:
        actions.push_put_off(push, answer.retry_after)
    else:
        # Not the device's fault (a wrong key or contact): it keeps its place.
        logger.error("push %s refused with %s", push.pk, status)
        actions.push_refused(push)


def _post(push: Push) -> posting.Answer:
    to, key = push.subscription, keys.ours()
    assert key is not None
    public, auth = base64url.decode(to.public), base64url.decode(to.auth)
    word = json.dumps({"kind": push.kind}).encode()
    headers = {
        "Authorization": vapid.authorization(
            to.endpoint, key, settings.PUSH_CONTACT, time.time()
        ),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(int(actions.LASTS[Kind(push.kind)].total_seconds())),
        "Topic": _topic(auth, push.kind),
        "Urgency": "high",
    }
    return posting.post(to.endpoint, headers, encryption.seal(word, public, auth))


def _topic(auth: bytes, kind: str) -> str:
    """Lets a newer one replace an older; says nothing to the push service."""
    digest = hmac.new(auth, kind.encode(), hashlib.sha256).digest()
    return base64url.encode(digest[:18])
