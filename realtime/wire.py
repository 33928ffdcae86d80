"""How bytes reach one browser: ready-made frames where the server offers them."""

import struct
from typing import Protocol

# What chatserver.server puts into scope["extensions"].
EXTENSION = "alongside.wire"


def text_frame(payload: bytes) -> bytes:
    """An unmasked final text frame (RFC 6455, section 5.2)."""
    size = len(payload)
    if size < 126:
        head = struct.pack("!BB", 0x81, size)
    elif size < 65_536:
        head = struct.pack("!BBH", 0x81, 126, size)
    else:
        head = struct.pack("!BBQ", 0x81, 127, size)
    return head + payload


class Wire(Protocol):
    def ready(self, payload: bytes) -> bytes:
        """The frame for a payload, to be written to any number of sockets."""
        ...

    def write(self, frame: bytes) -> int:
        """Returns how many bytes the other side has not yet taken."""
        ...

    def unsent(self) -> int:
        """Bytes that the other side has not yet taken."""
        ...

    def close(self, code: int) -> None:
        """Says goodbye with a code, without waiting for the application."""
        ...

    def shut_out(self, code: int) -> None:
        """Says why, reads nothing more, and soon cuts it: nobody need agree to leave."""
        ...

    def abort(self) -> None: ...
