"""What was said in a room while somebody was away, for them alone."""

from dataclasses import dataclass

from rooms import words
from rooms.hiding import Hidden
from rooms.models import Membership, Message

# Beyond this nobody wants a number, only a word.
MOST = 500


@dataclass(slots=True)
class CatchUp:
    """What is new: how many messages, which are for this reader, and the first."""

    first: int = 0
    messages: int = 0
    to_me: int = 0
    covered: int = 0
    has_more: bool = False

    @property
    def words(self) -> str:
        return words.while_away(
            self.messages, self.to_me, self.covered, has_more=self.has_more
        )


def since(member: Membership, hidden: Hidden) -> CatchUp:
    """Without one's own messages, and without those that are folded for this reader."""
    found = CatchUp()
    if member.last_read is None:
        return found
    me = member.person_id
    new = Message.objects.filter(room=member.room_id, seq__gt=member.last_read)
    new = new.exclude(author=me)
    new = new.exclude(state=Message.State.TAKEN_BACK).order_by("seq")
    # Bodies are long, and only muted words need them.
    body = "body" if hidden.words else "warning"
    fields = ("seq", "author", "state", "mentions", "reply_to__author", body)
    rows = list(new.values_list(*fields)[: MOST + 1])
    found.has_more = len(rows) > MOST
    for seq, author, state, called, answered, text in rows[:MOST]:
        is_shown = state == Message.State.SHOWN
        if hidden.why(author, text if is_shown and hidden.words else ""):
            continue
        is_called = any(one == me for one, _ in called)
        found.first = found.first or seq
        found.messages += 1
        found.to_me += is_shown and (answered == me or is_called)
        found.covered += state == Message.State.COVERED
    return found
