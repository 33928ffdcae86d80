"""Why something is not done in a circle, in words for whoever asked."""

from realtime.later import later as _
from realtime.sources import Refusal


def _no(reason: str) -> Refusal:
    return Refusal("circle", reason)


NONE_HERE = _no(_("There is no circle here now."))
ONE_IS_ON = _no(_("There is a circle in this room already."))
NOT_OPEN = _no(_("A circle can begin when the room is open."))
NOT_A_HOST = _no(_("A host opens a circle. A moderator can choose you as one."))
NOT_THE_HOST = _no(_("Only the host can do this."))
NOT_SEATED = _no(_("You are listening. Take part first."))
FULL = _no(_("Every seat is taken. You can listen, read and react."))
YOU_HOST = _no(_("You host this circle. You can write at any time."))
MAY_NOT_WRITE = _no(_("You can’t write here at the moment, so you can only listen."))
HOST_IS_HERE = _no(_("The host is still here."))
