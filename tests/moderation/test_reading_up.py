"""What a process reads of the board when it hears that it moved."""

from moderation import streams
from moderation.flags import BOARD
from moderation.models import Flag
from moderation.paging_models import Targets
from tests.moderation.conftest import LOW


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
