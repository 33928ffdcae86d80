"""E2: bad networks between clients, servers, Redis and the database."""

import asyncio
import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from bench.client import Place
from prove.proxy import FAULTS, Network, Proxy
from prove.results import Result
from prove.stack import OnPostgres, on_postgres
from prove.storm import Size, Storm
from tests.parts.servers import free_port

FULL = Size(rooms=20, members=5, posts=27_000, rate=30, distress=200)
SHORT = Size(rooms=8, members=5, posts=1_500, rate=30, distress=20)
CUTS = {"full": 1_000, "short": 40}
LASTS = (0.1, 1.5)
LINKS = ("web1", "web2", "redis", "database")


class Bad(Storm):
    """A storm whose clients find the servers behind proxies."""

    ports: tuple[int, ...] = ()

    def places(self) -> list[Place]:
        return [Place(f"http://127.0.0.1:{port}") for port in self.ports]


async def bad_links(result: Result) -> None:
    near = {name: free_port() for name in LINKS[:3]}
    network = Network()
    with (
        tempfile.TemporaryDirectory(prefix="alongside-prove-") as folder,
        on_postgres() as stack,
    ):
        Path(folder).chmod(0o777)
        proxies = _proxies(network, stack, near, Path(folder))
        await _behind(stack, near, Path(folder))
        size = FULL if result.form == "full" else SHORT
        storm = Bad(stack, size, result.seed)
        storm.ports = (near["web1"], near["web2"])
        await storm.play(_strikes(proxies, result))
        await storm.leave()
        await asyncio.to_thread(stack.stop_servers)
    network.stop()
    _tell(result, storm)


def _proxies(
    network: Network, stack: OnPostgres, near: dict[str, int], folder: Path
) -> list[Proxy]:
    far: dict[str, int | Path] = {
        "web1": stack.servers[0].port,
        "web2": stack.servers[1].port,
        "redis": stack.redis.port,
        "database": stack.database.socket,
    }
    socket = folder / stack.database.socket.name
    return [network.before(name, far[name], near.get(name, socket)) for name in LINKS]


async def _behind(stack: OnPostgres, near: dict[str, int], folder: Path) -> None:
    """Starts the servers anew, with what they need behind proxies too."""
    knobs = {
        "ORIGINS": ",".join(
            f"http://127.0.0.1:{near[name]}" for name in ("web1", "web2")
        ),
        "REDIS_URL": f"redis://127.0.0.1:{near['redis']}",
        "DATABASE_URL": f"postgresql://postgres@/prove?host={quote(str(folder))}",
    }
    for server in stack.servers:
        await asyncio.to_thread(server.stop)
        server.environment |= knobs
        await asyncio.to_thread(server.start)


def _strikes(
    proxies: list[Proxy], result: Result
) -> list[tuple[str, Callable[[], None]]]:
    chance = random.Random(result.seed)
    return [_strike(chance, chance.choice(proxies)) for _ in range(CUTS[result.form])]


def _strike(chance: random.Random, proxy: Proxy) -> tuple[str, Callable[[], None]]:
    fault, seconds = chance.choice(FAULTS), chance.uniform(*LASTS)
    own = random.Random(chance.random())
    return proxy.name, lambda: proxy.strike(own, fault, seconds)


def _tell(result: Result, storm: Storm) -> None:
    for name, number in storm.counts().items():
        result.tell(name, number)
    result.zero(storm.faults())
    result.exact("unknown operations", storm.record.history.counts()["unknown"], 0)
    for name in LINKS:
        result.spread(
            f"{name}: fault over → its words seen by all", storm.healed(name), p95=3.0
        )
