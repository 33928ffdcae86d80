"""Bad frames that are bred: whatever took a new way through the code is changed further."""

import json
import random
import string
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from chatserver.wiring import TABLE
from prove import malice
from realtime import incoming
from realtime.sources import BadFrame, Refusal, Visitor, Work
from rooms import pace

# The code whose ways are watched: all that looks at a frame before any database.
WATCHED = (
    *("realtime/incoming.py", "rooms/source.py", "rooms/posting.py"),
    *("rooms/streams.py", "moderation/source.py", "people/source.py"),
)
SOMEBODY = Visitor(
    person=1, alias="ana", session="", is_verified=True, shows_typing=True
)
FRESH = 0.2
WORDS = (
    *('"type":', '"stream":', '"cid":', '"body":', '"message":', '"kind":', '"on":'),
    *('"post"', '"edit"', '"react"', '"take_back"', '"read"', '"seq":', '"hear"'),
    *("true", "false", "null", "1", "-1", "0", "9223372036854775808", "1e400", '""'),
    *('"room:1"', '"flags"', '"me"', '"0123456789abcdef0123456789abcdef"', "{", "}"),
)

Way = tuple[str, int, int]


class Ways:
    """The lines that were run, each with the one before it."""

    def __init__(self) -> None:
        self.seen: set[Way] = set()
        self.has_new = False
        self._last: dict[int, int] = {}

    def trace(self, frame: FrameType, event: str, _: Any) -> Any:
        return self._line if frame.f_code.co_filename.endswith(WATCHED) else None

    def _line(self, frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            name, key = frame.f_code.co_filename, id(frame)
            way = (name, self._last.get(key, 0), frame.f_lineno)
            self._last[key] = frame.f_lineno
            if way not in self.seen:
                self.seen.add(way)
                self.has_new = True
        return self._line

    def run(self, call: Callable[[], None]) -> bool:
        """Whether it went a way that none went before."""
        self.has_new = False
        self._last.clear()
        sys.settrace(self.trace)
        try:
            call()
        finally:
            sys.settrace(None)
        return self.has_new


def breed(seed: int, number: int) -> dict[str, Any]:
    """Anything but an answer, a refusal or BadFrame is a crash."""
    chance, ways = random.Random(seed), Ways()
    corpus = [json.dumps(frame) for frame in malice.GOOD]
    crashes: list[str] = []
    for turn in range(number):
        text = _next(chance, corpus)
        if turn % 50 == 0:
            pace.forget()
        try:
            if ways.run(lambda text=text: take(text)):  # type: ignore[misc]
                corpus.append(text)
        except Exception as problem:
            crashes.append(f"{problem!r} for {text[:200]!r}")
    told = {"crashes": len(crashes), "first": crashes[:3]}
    return told | {"ways": len(ways.seen), "kept": len(corpus)}


def take(text: str) -> None:
    """What realtime.socket does with a frame, as far as no database is asked."""
    try:
        frame = incoming.parse({"text": text})
        incoming.text_in(frame, "cid")
        incoming.is_position(frame.get("after"))
        stream = incoming.stream_of(frame)
        source = TABLE.get(stream.partition(":")[0])
        if source is not None:
            answer = source.act(SOMEBODY, frame | {"stream": stream})
            assert isinstance(answer, Work | Refusal)
    except BadFrame:
        pass


def _next(chance: random.Random, corpus: list[str]) -> str:
    if chance.random() < FRESH:
        return malice.bad_text(chance)
    text = chance.choice(corpus)
    for _ in range(chance.randint(1, 4)):
        text = _changed(chance, text, chance.choice(corpus))
    return text


def _changed(chance: random.Random, text: str, other: str) -> str:
    begin, end = sorted(chance.choices(range(len(text) + 1), k=2))
    match chance.randrange(6):
        case 0:
            return text[:begin] + text[end:]
        case 1:
            return text[:end] + text[begin:]
        case 2:
            return text[:begin] + chance.choice(WORDS) + text[end:]
        case 3:
            return text[:begin] + chance.choice(string.printable) + text[begin + 1 :]
        case 4:
            return text[:begin] + other[chance.randrange(len(other) + 1) :]
        case _:
            return _with_a_strange_value(chance, text)


def _with_a_strange_value(chance: random.Random, text: str) -> str:
    try:
        frame = json.loads(text)
    except ValueError:
        return text + chance.choice(WORDS)
    if not isinstance(frame, dict) or not frame:
        return chance.choice(WORDS)
    name = chance.choice([*frame, "cid", "body", "message", "warning", "reply_to"])
    return json.dumps(frame | {name: chance.choice(malice.STRANGE)})
