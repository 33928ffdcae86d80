"""The short line that says what a message answers, read from that message every time."""

from realtime.later import later as _
from rooms.models import Message

FIRST_WORDS = 60
# Where nothing may be quoted; js/models/quotes.js is given the same words.
INSTEAD = {
    "earlier": _("an earlier message"),
    "taken_back": _("a message that was taken back"),
    "covered": _("a message that a moderator has covered"),
    "hidden": _("a message that you have muted"),
    "warned": _("a message that may be hard to read"),
}


def quote(message: Message | None) -> str:
    """Who wrote it and the first words, if every reader may see them now."""
    if message is None:
        return INSTEAD["earlier"]
    if message.state != Message.State.SHOWN:
        return INSTEAD[message.state]
    if message.warning:
        return INSTEAD["warned"]
    return f"{message.author.alias}: {first_words(message.body)}"


def first_words(body: str) -> str:
    line = " ".join(body.split())
    return line if len(line) <= FIRST_WORDS else f"{line[:FIRST_WORDS].rstrip()}…"
