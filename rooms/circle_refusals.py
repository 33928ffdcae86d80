"""Why something is not done in a circle, in words for whoever asked."""

from rooms.posting import Refused


def _no(reason: str) -> Refused:
    return Refused("circle", reason)


NONE_HERE = _no("There is no circle here now.")
ONE_IS_ON = _no("There is a circle in this room already.")
NOT_OPEN = _no("A circle can begin when the room is open.")
NOT_A_HOST = _no("A host opens a circle. A moderator can choose you as one.")
NOT_THE_HOST = _no("Only the host can do this.")
NOT_SEATED = _no("You are listening. Take part first.")
NOT_YOUR_TURN = _no("It is not your turn now.")
FULL = _no("Every seat is taken. You can listen, read and react.")
YOU_HOST = _no("You host this circle. You can write at any time.")
MAY_NOT_WRITE = _no("You can’t write here at the moment, so you can only listen.")
HOST_IS_HERE = _no("The host is still here.")
