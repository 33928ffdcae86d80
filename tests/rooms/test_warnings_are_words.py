"""A warning in words of one's own is writing too: screened, shown to moderators, covered."""

import re
import uuid

import pytest

from moderation.models import Flag, Verdict
from rooms import actions
from rooms.models import Message

RED = "I am going to kill myself tonight."


@pytest.fixture
def warn(room, ana):
    def post(warning):
        stored = actions.post(
            room.pk, by=ana, body="Long day", cid=uuid.uuid4(), warning=warning
        )
        return Message.objects.get(pk=stored.id)

    return post


def test_distress_in_a_warning_raises_a_flag(warn):
    message = warn(RED)

    assert Verdict.objects.get().severity == "red"
    assert Flag.objects.get(message=message).snapshot == f"Long day\n\n{RED}"


def test_a_moderator_reads_the_warning_too(warn, client_of, max_):
    flag = Flag.objects.get(message=warn(RED))

    page = client_of(max_).get(f"/moderation/flags/{flag.pk}/").text

    assert "kill myself" in re.search(r'class="found">([^<]+)<', page)[1]


def test_a_warning_that_we_offer_raises_nothing(warn):
    warn("Self-harm")

    assert Verdict.objects.get().severity == "none"


def test_the_warning_of_a_covered_message_reaches_nobody(warn, client_of, ben, room):
    actions.cover_message(warn("You are all fools"))

    for path in ("messages/", "changes/?after=0"):
        answer = client_of(ben).get(
            f"/rooms/{room.pk}/{path}", headers={"accept": "application/json"}
        )
        assert "fools" not in answer.text
