"""Sends what waits in the outbox, each on a thread of its own: nothing waits for it."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings
from django.db import connection
from django.urls import reverse

from moderation.actions import paging as actions
from moderation.channels import CHANNELS, Message
from moderation.paging_models import PURPOSE, OnCall, Page
from people import sealing

logger = logging.getLogger(__name__)

WORDS = "Something waits on the board."
OVER = "Something that you were called for is over."
_pool = ThreadPoolExecutor(max_workers=4, thread_name_prefix="pages")


def send_due() -> None:
    """Takes what is due, for itself alone, and returns before any of it is sent."""
    if not Page.objects.filter(actions.is_due()).exists():
        return
    for page in actions.take_pages():
        start(send, page)


def start(run: Callable[[Page], None], page: Page) -> None:
    _pool.submit(_alone, run, page)


def _alone(run: Callable[[Page], None], page: Page) -> None:
    try:
        run(page)
    finally:
        connection.close()


def send(page: Page) -> None:
    """Tries once; the outbox tries again later, and says when it gives up."""
    try:
        _deliver(page)
    except Exception as problem:
        logger.warning("page %s not sent: %s", page.pk, type(problem).__name__)
        actions.page_failed(page)
    else:
        actions.page_sent(page)


def _deliver(page: Page) -> None:
    entry = OnCall.objects.get(person=page.person_id)
    CHANNELS[entry.channel](sealing.unseal(entry.reach, PURPOSE), message_of(page))


def message_of(page: Page) -> Message:
    """The same for everything that can wait: nothing of what it is."""
    words = OVER if page.step == Page.Step.OVER else WORDS
    return Message(str(page.token), words, link_to(page))


def link_to(page: Page) -> str:
    origin: Any = settings.ORIGINS[0] if settings.ORIGINS else ""
    return f"{origin}{reverse('page', args=[page.token])}"
