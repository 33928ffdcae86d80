"""Every app's source answers for every stream that it is asked about."""

import pytest

from chatserver.wiring import TABLE

STREAMS = ["room:7", "flags", "me:7"]


@pytest.mark.parametrize("stream", STREAMS)
def test_a_stream_on_which_nothing_happened_has_no_changes(
    db: None, stream: str
) -> None:
    source = TABLE[stream.partition(":")[0]]

    assert source.changes({stream: 0}, 10) == {stream: []}
    assert source.latest(stream, 10) == []


def test_no_prefix_is_without_a_source() -> None:
    assert {stream.partition(":")[0] for stream in STREAMS} == set(TABLE)
