"""PostgreSQL and Valkey for everything that is measured: one of each, on the other cores."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import redis

from bench import machine
from prove.stores import Postgres, Redis

PEERS = "peers"
TABLE = "CREATE TABLE peer_message (id bigserial PRIMARY KEY, room text, body text)"


class Stores:
    def __init__(self, postgres: Postgres, redis: Redis) -> None:
        self._postgres = postgres
        self._redis = redis
        self.database_url = postgres.url
        self.redis_url = redis.url
        self.host = str(postgres.socket.parent)
        self._has_peers = False

    def place_for_peers(self) -> str:
        """Host and database where the peers that save put their messages."""
        if not self._has_peers:
            self.run(f"CREATE DATABASE {PEERS}")
            self.run(TABLE, PEERS)
            self._has_peers = True
        return f"{self.host},{PEERS}"

    def run(self, statement: str, database: str = "prove") -> None:
        with self._connection(database) as connection:
            connection.execute(statement.encode())

    def published(self) -> float:
        """Messages that were ever published through Redis."""
        with redis.Redis.from_url(self.redis_url) as client:
            found = client.info("commandstats").get("cmdstat_publish", {})
            return float(found.get("calls", 0))

    def pids(self) -> list[int]:
        return [*machine.tree(self._postgres.pid), self._redis.pid]

    def _connection(self, database: str) -> "psycopg.Connection[tuple[int]]":
        url = self.database_url.replace("/prove?", f"/{database}?")
        return psycopg.connect(url, autocommit=True)


@contextmanager
def running(folder: Path) -> Iterator[Stores]:
    folder.mkdir()
    postgres = Postgres()
    redis = Redis(folder)
    try:
        redis.start()
        yield Stores(postgres, redis)
    finally:
        redis.kill()
        postgres.remove()
