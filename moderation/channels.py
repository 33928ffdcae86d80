"""Ways to reach somebody who is not here: a few words and a link, and no more.

A channel is a function (reach, message) that returns when the message was taken, and
raises otherwise. It is called on a thread of its own, outside every transaction.
"""

import hashlib
import hmac
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult

from django.conf import settings
from django.core.mail import send_mail

from moderation.paging_models import OnCall
from people import outside

PATIENCE = 3.0  # seconds to reach a webhook, and as many for its answer
Reach = dict[str, str]


class NotTaken(Exception):
    """The other side did not take it; to be tried again."""


@dataclass(frozen=True)
class Message:
    """What goes out. The id stays the same when it is sent again."""

    id: str
    words: str
    link: str


def send_email(reach: Reach, message: Message) -> None:
    text = f"{message.words}\n\n{message.link}\n"
    send_mail(message.words, text, None, [reach["address"]])


def send_webhook(reach: Reach, message: Message) -> None:
    """One signed POST; only the status of its answer is read, and no redirect followed."""
    body = json.dumps(
        {"id": message.id, "words": message.words, "link": message.link}
    ).encode()
    stamp = str(int(time.time()))
    headers = {
        "Content-Type": "application/json",
        "X-Alongside-Timestamp": stamp,
        "X-Alongside-Signature": signature(reach["secret"], stamp, body),
    }
    url = webhook_of(reach["address"])
    path = f"{url.path or '/'}{'?' + url.query if url.query else ''}"
    with outside.line_to(url, settings.INSIDE_WEBHOOKS, PATIENCE) as line:
        line.request("POST", path, body, headers)
        status = line.getresponse().status
    if not 200 <= status < 300:
        raise NotTaken(f"status {status}")


def signature(secret: str, stamp: str, body: bytes) -> str:
    """What the receiver works out too: HMAC-SHA256 of "timestamp.body"."""
    signed = stamp.encode() + b"." + body
    return "sha256=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def webhook_of(address: str) -> SplitResult:
    """Reads where a webhook leads; NotAllowed for what we would never call."""
    url = outside.read(address)
    if url.scheme == "https" or (url.scheme == "http" and settings.PLAIN_WEBHOOKS):
        return url
    raise outside.NotAllowed


CHANNELS: dict[str, Callable[[Reach, Message], None]] = {
    OnCall.Channel.EMAIL: send_email,
    OnCall.Channel.WEBHOOK: send_webhook,
}
