"""What many people on many processes ask of each part: worked out, not measured.

A server process is a line of three turns, and whatever waits shares the next turn: its
writer commits posts, its layer publishes nudges, its hub reads rows that others wrote.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

SEED = 5
SECONDS = 10.0
TIPS_EVERY = 2.0
BEATS_EVERY = 10.0
ROSTER_EVERY = 2.0
# Of so many at once are a tip's and a person's costs taken.
NAMES, PEOPLE = 1_000, 1_000
LOOKS_A_SECOND = 2.0  # of each process, at revocations


@dataclass(frozen=True)
class Turns:
    """How long each turn takes, in seconds."""

    commit: float
    publish: float
    read: float


TURNS = tuple(field.name for field in fields(Turns))


@dataclass(frozen=True)
class World:
    people: int
    processes: int
    posts_a_second: float
    room: int = 100
    # Whether all of a room are sent to the same process, by their first room.
    is_by_room: bool = False
    # Whether everybody follows their own inbox too, as browsers do.
    has_inboxes: bool = True

    @property
    def rooms(self) -> int:
        return self.people // self.room


@dataclass(frozen=True)
class Asked:
    """A second of it; for each process unless it says otherwise."""

    nudges_published_by_all: float
    nudges_heard: float
    reads: float
    tips: float
    beats: float
    rows_sent: float
    roster_people_read: float
    streams: float


Event = tuple[float, int]  # when, which room


def asked_of(world: World, turns: Turns, seconds: float = SECONDS) -> Asked:
    dice = random.Random(SEED)
    homes = [_homes(world, room, dice) for room in range(world.rooms)]
    posts = _posts(world, homes, seconds, dice)
    nudges = [_nudges(of_one, turns) for of_one in posts]
    heard = sum(len(ends) for ends in nudges) * (world.processes - 1) / world.processes
    reads = sum(
        _reads(process, nudges, homes, turns) for process in range(world.processes)
    )
    published = sum(len(ends) for ends in nudges) / seconds
    here = sum(len(home) for home in homes) / world.processes
    people = world.people / world.processes
    streams = here + people * world.has_inboxes
    return Asked(
        nudges_published_by_all=published,
        nudges_heard=heard / seconds,
        reads=reads / seconds / world.processes,
        tips=streams / TIPS_EVERY,
        beats=people / BEATS_EVERY,
        rows_sent=world.posts_a_second * world.room / world.processes,
        roster_people_read=(world.people - people) / ROSTER_EVERY,
        streams=streams,
    )


def _homes(world: World, room: int, dice: random.Random) -> set[int]:
    """The processes on which somebody follows a room."""
    if world.is_by_room:
        return {room % world.processes}
    return {dice.randrange(world.processes) for _ in range(world.room)}


def _posts(
    world: World, homes: list[set[int]], seconds: float, dice: random.Random
) -> list[list[Event]]:
    """By the process that they come to; who writes when is chance."""
    found: list[list[Event]] = [[] for _ in range(world.processes)]
    choices = [tuple(home) for home in homes]
    at = dice.expovariate(world.posts_a_second)
    while at < seconds:
        room = dice.randrange(world.rooms)
        found[dice.choice(choices[room])].append((at, room))
        at += dice.expovariate(world.posts_a_second)
    return found


def _nudges(posts: Sequence[Event], turns: Turns) -> list[tuple[float, set[int]]]:
    commits = shared(posts, turns.commit)
    moved = [(end, room) for end, rooms in commits for room in rooms]
    return shared(moved, turns.publish)


def _reads(
    process: int,
    nudges: list[list[tuple[float, set[int]]]],
    homes: list[set[int]],
    turns: Turns,
) -> int:
    """Of rows that came in elsewhere, for rooms that somebody follows here."""
    behind = sorted(
        (at, room)
        for other, told in enumerate(nudges)
        if other != process
        for at, rooms in told
        for room in rooms
        if process in homes[room]
    )
    return len(shared(behind, turns.read))


def shared(events: Iterable[Event], takes: float) -> list[tuple[float, set[int]]]:
    """One turn after the other, each for all that waits when it begins: its end, whose."""
    done: list[tuple[float, set[int]]] = []
    waiting = list(events)
    free = 0.0
    at = 0
    while at < len(waiting):
        begins = max(free, waiting[at][0])
        rooms = set()
        while at < len(waiting) and waiting[at][0] <= begins:
            rooms.add(waiting[at][1])
            at += 1
        free = begins + takes
        done.append((free, rooms))
    return done


@dataclass(frozen=True)
class Costs:
    """Microseconds of processor for one of each, as measured on one machine."""

    row: float
    nudge: float
    read: float
    tip: float
    beat: float
    roster_person: float
    read_database: float
    tip_database: float
    post_database: float
    publish_redis: float
    hearer_redis: float


def process_share(asked: Asked, costs: Costs) -> dict[str, float]:
    """What of one core each kind of work takes in each process."""
    used = {
        "rows to sockets, with their posts": asked.rows_sent * costs.row,
        "nudges heard": asked.nudges_heard * costs.nudge,
        "rows read that others wrote": asked.reads * costs.read,
        "tips compared": asked.tips * costs.tip,
        "heartbeats": asked.beats * costs.beat,
        "the roster of who is here": asked.roster_people_read * costs.roster_person,
    }
    return {name: us / 1e6 for name, us in used.items()}


def redis_share(world: World, asked: Asked, costs: Costs) -> float:
    each = costs.publish_redis + costs.hearer_redis * world.processes
    return asked.nudges_published_by_all * each / 1e6


def database_share(world: World, asked: Asked, costs: Costs) -> float:
    """In cores, of all its connections together."""
    looked = asked.reads * costs.read_database + asked.tips * costs.tip_database
    looked += LOOKS_A_SECOND * costs.read_database
    return (world.processes * looked + world.posts_a_second * costs.post_database) / 1e6
