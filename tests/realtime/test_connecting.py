"""The writer's connection is its own, and made for looking things up."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from moderation.models import Verdict
from realtime import connecting
from rooms.models import Message


@pytest.mark.django_db
def test_the_writer_looks_up_by_key_though_its_tables_are_known_to_be_empty() -> None:
    with ThreadPoolExecutor(1) as thread:
        of_messages, of_verdicts = thread.submit(_plans_of_a_writer).result()
    assert "index" in of_messages.lower()
    assert "index" in of_verdicts.lower() or "PRIMARY KEY" in of_verdicts


def _plans_of_a_writer() -> tuple[str, str]:
    connecting.leave_the_pool()
    try:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        messages = Message.objects.filter(cid__in=[uuid.uuid4(), uuid.uuid4()])
        return messages.explain(), Verdict.objects.filter(pk=1).explain()
    finally:
        connection.close()
