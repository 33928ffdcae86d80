"""E3: the disk under the database is full, refuses every write, or is read-only."""

import contextlib
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bench.client import now
from bench.people import Account
from prove import disks, visits
from prove.disks import SmallDisk
from prove.history import Operation, Place
from prove.processes import pid_of
from prove.record import Record
from prove.results import Result
from prove.stack import OnPostgres, OnSqlite, Stack, on_postgres, on_sqlite
from prove.storm import Size, Storm, Strike

EACH = {"full": 5, "short": 1}
LASTS = {"full": 10.0, "short": 4.0}
# Between the beginnings of two strikes.
PACE = {"full": 25.0, "short": 10.0}
SQLITE_MB, POSTGRES_MB = 48, 256
TOLD_WITHIN = 2.0
HEALED_WITHIN = 5.0
WORDS = "The kettle is on and I am still here"


@dataclass
class Forms:
    """What became of forms that were posted while nothing could be written."""

    account: Account
    stack: Stack
    record: Record
    taken: int = 0
    told: int = 0
    broken: list[str] = field(default_factory=list)
    said: list[Operation] = field(default_factory=list)

    def post_until(self, end: float) -> None:
        room = self.account.stream.partition(":")[2]
        while now() < end:
            self._say(room)
            self._post("/settings/", {"time_zone": "Europe/Paris", "body": WORDS})
            time.sleep(0.5)

    def _say(self, room: str) -> None:
        """By form, and written down: with what is told later, it may be there once."""
        cid, body = str(uuid.uuid4()), f"{WORDS} {uuid.uuid4().hex[:8]}"
        stream, author = self.account.stream, self.account.person
        op = Operation(stream, author, cid, body, False, now())
        self.said.append(op)
        self.record.history.operations.append(op)
        at = self._post(f"/rooms/{room}/messages/", {"cid": cid, "body": body})
        if "#m" in at:
            # Its place is not told by a page: any is right, but it must be there.
            op.acks.append(Place(int(at.partition("#m")[2]), 0, now()))

    def _post(self, path: str, fields: dict[str, str]) -> str:
        answer = visits.post(self.stack.servers[0].url, self.account, path, fields)
        if answer.status == 302:
            self.taken += 1
        elif answer.status in {422, 503} and fields["body"] in answer.text:
            self.told += 1
        else:
            self.broken.append(f"{path} was answered with {answer.status}")
        return answer.location

    def find_places(self) -> None:
        """Gives what was taken the place that the database tells."""
        places = {row.id: row.seq for row in self.record.history.log}
        for op in self.said:
            op.acks = [Place(a.id, places.get(a.id, 0), a.at) for a in op.acks]

    @property
    def put_off(self) -> int:
        return sum(op.is_unknown for op in self.said)


async def bad_disks(result: Result) -> None:
    if disks.may_mount():
        with disks.small_disk(SQLITE_MB) as disk, on_sqlite(disk=disk.folder) as stack:
            kinds = {"full": _full(disk), "refusing": _refusing(stack)}
            await _suffer(result, "SQLite", stack, kinds)
            result.exact("SQLite: the file is whole", stack.integrity(), "ok")
        with (
            disks.small_disk(POSTGRES_MB) as disk,
            on_postgres(disk=disk.folder) as both,
        ):
            kinds = {"full": _full(disk, both), "read-only": _read_only(both)}
            await _suffer(result, "PostgreSQL", both, kinds)
        return
    result.notes.append("Full disks are left out: they need root, which may mount.")
    with on_sqlite() as stack:
        await _suffer(result, "SQLite", stack, {"refusing": _refusing(stack)})
    with on_postgres() as both:
        await _suffer(result, "PostgreSQL", both, {"read-only": _read_only(both)})


# --- What is done to a disk while the block lasts

Harm = Callable[[], contextlib.AbstractContextManager[None]]


def _full(disk: SmallDisk, stack: OnPostgres | None = None) -> Harm:
    @contextlib.contextmanager
    def harm() -> Iterator[None]:
        disk.fill()
        yield
        disk.empty()
        if stack is not None:
            stack.database.start_if_dead()

    return harm


def _refusing(stack: OnSqlite) -> Harm:
    @contextlib.contextmanager
    def harm() -> Iterator[None]:
        disks.refuse_writes(pid_of(stack.servers[0]), True)
        yield
        disks.refuse_writes(pid_of(stack.servers[0]), False)

    return harm


def _read_only(stack: OnPostgres) -> Harm:
    @contextlib.contextmanager
    def harm() -> Iterator[None]:
        stack.database.refuse_writes(True)
        yield
        stack.database.refuse_writes(False)

    return harm


async def _suffer(
    result: Result, where: str, stack: Stack, kinds: dict[str, Harm]
) -> None:
    form = result.form
    number = EACH[form] * len(kinds)
    size = Size(3, 4, posts=int(15 * PACE[form] * (number + 1)), rate=15, distress=8)
    storm = Storm(stack, size, result.seed)
    forms: dict[str, Forms] = {}

    def strike(kind: str, harm: Harm) -> Strike:
        def struck() -> None:
            account = storm.members[0].account
            posted = forms.setdefault(kind, Forms(account, stack, storm.record))
            with harm():
                posted.post_until(now() + LASTS[form])

        return struck

    pids = stack.pids
    await storm.play([(k, strike(k, harm)) for k, harm in kinds.items()] * EACH[form])
    await storm.leave()
    for posted in forms.values():
        posted.find_places()
    _tell(result, where, storm, forms)
    anew = sum(pid not in pids for pid in stack.pids)
    result.exact(f"{where}: servers of ours that were started anew", anew, 0)


def _tell(result: Result, where: str, storm: Storm, forms: dict[str, Forms]) -> None:
    for name, number in storm.counts().items():
        result.tell(f"{where}: {name}", number)
    result.zero({f"{where}: {name}": n for name, n in storm.faults().items()})
    told = sum(posted.put_off for posted in forms.values())
    unknown = storm.record.history.counts()["unknown"] - told
    result.exact(f"{where}: unknown operations over sockets", unknown, 0)
    put_off = storm.record.put_off
    name = f"{where}: sent → told that it is not stored"
    result.spread(name, put_off, p95=TOLD_WITHIN)
    for kind, posted in forms.items():
        name = f"{where}, {kind}"
        result.tell(f"{name}: forms saved all the same", posted.taken)
        result.at_least(f"{name}: forms that were told, with the words", posted.told, 1)
        result.exact(f"{name}: forms answered otherwise", posted.broken, [])
        healed = storm.healed(kind)
        result.spread(f"{name}: well again → seen by all", healed, p95=HEALED_WITHIN)
