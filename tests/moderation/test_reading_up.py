"""What a process reads of the board when it hears that it moved."""

from moderation import machinery_clockwork, streams
from moderation.flags import BOARD
from moderation.models import Flag
from moderation.paging_models import Targets
from moderation.source import BoardSource
from realtime import pages
from rooms.models import Message, Room
from tests.moderation.conftest import LOW
from tests.moderation.test_machinery import make_due


def changed(after=0):
    return streams.changes({BOARD: after}, 200)[BOARD]


def test_a_flag_reads_alike_however_the_board_is_read(
    mine, max_, sol, ben, room, say, decide
):
    decide(max_, mine, "remove")
    new = Flag.objects.get(message=say(room, ben, LOW))
    Targets.objects.create(red=1, amber=7, yellow=30, green=90, by=sol)

    rows = changed()

    assert rows == streams.latest(BOARD, 200)
    asked = {row.id: row.data["needs_second"] for row in rows}
    assert asked == {mine.pk: True, new.pk: False}
    held = {row.id: row.data["claimed_by"] for row in rows}
    assert held == {mine.pk: {"id": max_.pk, "alias": "max"}, new.pk: None}


def test_only_what_changed_since_is_read(mine, ben, room, say):
    new = Flag.objects.get(message=say(room, ben, LOW))

    assert [row.id for row in changed(mine.position)] == [new.pk]
    assert changed(new.position) == []


def test_what_follows_a_canary_that_is_forgotten_meanwhile_is_read(
    room, ana, ben, say, monkeypatch
):
    make_due()
    machinery_clockwork.fly_canary()
    wanted = [Flag.objects.get(message=say(room, who, LOW)) for who in (ana, ben)]
    read = streams.by_id

    def forget_first(*asked):
        monkeypatch.setattr(streams, "by_id", read)
        Flag.objects.filter(message__room__kind=Room.Kind.CANARY).delete()
        Message.objects.filter(room__kind=Room.Kind.CANARY).delete()
        return read(*asked)

    monkeypatch.setattr(pages, "PAGE", 2)
    monkeypatch.setattr(streams, "by_id", forget_first)
    first = pages.read_page(BoardSource(), BOARD, 0)

    assert first.has_more
    assert first.position == wanted[0].position
