"""Bad frames: good ones with something strange in them, broken ones, and no frames."""

import json
import random
import string
from typing import Any

GOOD: list[dict[str, Any]] = [
    {"type": "ping", "cursors": {"room:1": 4, "me": 0}},
    {"type": "join", "stream": "room:1", "after": None, "epoch": "9f3a61c2"},
    {"type": "leave", "stream": "room:1"},
    {"type": "react", "stream": "room:1", "message": 1, "kind": "hear", "on": True},
    {"type": "post", "stream": "room:99", "cid": "x", "body": "", "reply_to": 1},
    {"type": "take_back", "stream": "room:1", "message": 2**70},
    {"type": "typing", "stream": "flags"},
]
STRANGE: list[Any] = [
    *(None, True, -1, 0.5, 2**63, 2**200, "", "\x00", "\ud800", "room:", "room:-1"),
    *("room:٣", "me:1", "flags:", "x" * 5_000, [], {}, [[[[]]]], {"a": {}}, "!"),
]


def bad_text(chance: random.Random) -> str:
    frame = dict(chance.choice(GOOD))
    for _ in range(chance.randint(1, 3)):
        frame[chance.choice([*frame, "type", "stream"])] = chance.choice(STRANGE)
    text = json.dumps(frame)
    fate = chance.random()
    if fate < 0.3:
        at = chance.randrange(len(text))
        return text[:at] + chance.choice(string.printable) + text[at + 1 :]
    if fate < 0.4:
        return text[: chance.randrange(len(text))]
    if fate < 0.45:
        return "[" * chance.randint(1, 3_000)
    if fate < 0.5:
        return "".join(chance.choices(string.printable, k=chance.randint(0, 40)))
    return text
