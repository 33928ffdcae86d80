"""Every message has a verdict from its own commit; what screening cannot read, people do."""

import pytest

from moderation import in_force, receivers
from moderation.models import Flag, Verdict
from rooms.models import Message
from tests.moderation.conftest import LOW, PLAIN


def test_every_message_has_a_verdict(room, thread, ana, ben, mia, say):
    say(room, ana, PLAIN)
    say(room, ben, LOW)
    say(thread, mia, PLAIN)

    assert Message.objects.filter(verdict=None).count() == 0
    assert Verdict.objects.count() == 3


def test_a_message_is_not_stored_if_its_verdict_cannot_be(room, ana, say, monkeypatch):
    def broken(*_):
        raise RuntimeError

    monkeypatch.setattr(receivers, "verdict_on", broken)
    with pytest.raises(RuntimeError):
        say(room, ana, PLAIN)

    assert not Message.objects.exists()


def test_what_could_not_be_screened_is_flagged_for_a_person(
    room, ana, say, monkeypatch
):
    def broken():
        raise RuntimeError

    monkeypatch.setattr(in_force, "screener", broken)
    message = say(room, ana, PLAIN)

    flag = Flag.objects.get(message=message)
    assert (flag.concern, flag.level) == ("unscanned", "amber")
    assert message.verdict.severity == "unscanned"
    assert not ana.notices.exists()


def test_what_takes_too_long_to_screen_is_left_to_a_person(room, ana, say, monkeypatch):
    monkeypatch.setattr(receivers, "LONGEST", -1.0)
    message = say(room, ana, LOW)

    assert message.body == LOW
    assert Flag.objects.get(message=message).concern == "unscanned"


def test_an_unscanned_flag_says_so(room, ana, max_, say, client_of, monkeypatch):
    def broken():
        raise RuntimeError

    monkeypatch.setattr(in_force, "screener", broken)
    flag = Flag.objects.get(message=say(room, ana, PLAIN))

    page = client_of(max_).get(f"/moderation/flags/{flag.pk}/").text

    assert "Screening failed for this message." in page
    assert PLAIN in page


def test_the_author_is_shown_help_privately_and_at_once(room, ana, ben, say):
    say(room, ana, LOW)

    notice = ana.notices.get(kind="help")
    assert notice.link == "/help/"
    assert "tablets" not in notice.words
    assert not ben.notices.exists()


def test_ordinary_talk_raises_nothing(room, ana, say):
    say(room, ana, PLAIN)

    assert not Flag.objects.exists()
    assert not ana.notices.exists()
