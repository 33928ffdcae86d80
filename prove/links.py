"""A real link between two network namespaces, and what goes wrong with it.

The namespaces have no names: only this process and those that run in them hold them, and
the link goes with them. So nothing is left behind, however the process ends.
"""

import ctypes
import itertools
import os
import random
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

# From RFC 2544: addresses for trying networks, which nobody else has.
OURS, THEIRS = "198.18.0.1", "198.18.0.2"
KINDS = ("down", "swallowed", "address gone")
ENDS = ("ours", "theirs")
LASTS = (0.2, 5.0)
CLONE_NEWNET = 0x40000000
# A card that is not there: what is sent to it goes out, and nobody takes it.
NOBODY = "02:00:00:00:00:00"

_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(slots=True, frozen=True)
class Fault:
    kind: str
    end: str
    seconds: float


def plan(seed: int, number: int) -> list[Fault]:
    """Each kind at each end equally often, in an order that the seed repeats."""
    chance = random.Random(seed)
    each = itertools.cycle(itertools.product(KINDS, ENDS))
    chosen = list(itertools.islice(each, number))
    chance.shuffle(chosen)
    return [Fault(kind, end, chance.uniform(*LASTS)) for kind, end in chosen]


class Namespace:
    """A network of its own, with one end of the link."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._file = -1
        # A thread that leaves our network takes nobody with it.
        making = threading.Thread(target=self._make)
        making.start()
        making.join()
        if self._file < 0:
            raise PermissionError("This process may not make a network namespace.")

    @property
    def path(self) -> str:
        return f"/proc/{os.getpid()}/fd/{self._file}"

    @contextmanager
    def inside(self) -> Iterator[None]:
        """This thread, and what it starts, meanwhile are in that network."""
        home = _here()
        _enter(self._file)
        try:
            yield
        finally:
            _enter(home)
            os.close(home)

    def ip(self, words: str) -> None:
        with self.inside():
            subprocess.run(["ip", *words.split()], check=True, capture_output=True)

    def close(self) -> None:
        os.close(self._file)

    def _make(self) -> None:
        if _libc.unshare(CLONE_NEWNET) == 0:
            self._file = _here()


class Link:
    """Between our end, where the clients are, and theirs, where the servers are."""

    def __init__(self, ours: Namespace, theirs: Namespace) -> None:
        self.ours = ours
        self.theirs = theirs
        self._moves = 0
        ours.ip(f"link add cable type veth peer name cable netns {theirs.path}")
        for end in (ours, theirs):
            end.ip(f"addr add {end.address}/24 dev cable")
            end.ip("link set lo up")
            end.ip("link set cable up")

    def strike(self, fault: Fault) -> None:
        """The link is whole again when this returns."""
        with self.broken(fault.kind, fault.end):
            time.sleep(fault.seconds)

    @contextmanager
    def broken(self, kind: str, at: str) -> Iterator[None]:
        """What that end sends, or what both send, does not arrive meanwhile."""
        ends = {"ours": (self.ours, self.theirs), "theirs": (self.theirs, self.ours)}
        end, other = ends[at]
        breaks, mends = {
            "down": ("link set cable down", "link set cable up"),
            # In this direction only, and neither end is told.
            "swallowed": (
                f"neigh replace {other.address} lladdr {NOBODY} dev cable nud permanent",
                f"neigh del {other.address} dev cable",
            ),
            "address gone": (
                "addr flush dev cable",
                f"addr add {end.address}/24 dev cable",
            ),
        }[kind]
        end.ip(breaks)
        try:
            yield
        finally:
            end.ip(mends)

    def move(self) -> None:
        """We get another address: what was open is dead, and nobody is told."""
        self._moves += 1
        self.ours.address = f"198.18.0.{100 + self._moves}"
        self.ours.ip("addr flush dev cable")
        self.ours.ip(f"addr add {self.ours.address}/24 dev cable")


@contextmanager
def link() -> Iterator[Link]:
    ours = Namespace(OURS)
    try:
        theirs = Namespace(THEIRS)
        try:
            yield Link(ours, theirs)
        finally:
            with suppress(OSError, subprocess.CalledProcessError):
                ours.ip("link del cable")
            theirs.close()
    finally:
        ours.close()


def may_link() -> bool:
    """Root in a container may still not make links."""
    try:
        with link():
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


def _here() -> int:
    return os.open("/proc/thread-self/ns/net", os.O_RDONLY)


def _enter(file: int) -> None:
    if _libc.setns(file, CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "This thread may not enter the namespace.")
