"""The pool of connections finds PostgreSQL again as soon as it is back."""

from typing import Any
from unittest.mock import Mock

import psycopg
from psycopg.pq import TransactionStatus
from psycopg_pool import ConnectionPool

from chatserver import postgres


class Away:
    """Refuses whoever connects, as often as it was told to."""

    def __init__(self, refusals: int) -> None:
        self.refusals = refusals

    def connect(self, *_: Any, **__: Any) -> Any:
        if self.refusals:
            self.refusals -= 1
            raise psycopg.OperationalError("connection refused")
        return Mock(pgconn=Mock(transaction_status=TransactionStatus.IDLE))


def test_whoever_waits_is_served_once_the_database_is_back() -> None:
    away = Away(refusals=9)
    with _pool(away) as pool:
        assert pool.getconn(timeout=10)
    assert away.refusals == 0


def test_the_pool_is_bounded_and_nobody_waits_for_it_long() -> None:
    pool = postgres.options(most=7)["pool"]

    assert pool["max_size"] == 7
    assert pool["timeout"] == postgres.WAITS_FOR


def _pool(away: Away) -> Any:
    options = postgres.options(most=4)["pool"] | {"reconnect_timeout": 0.02}
    return ConnectionPool(connection_class=away, open=True, **options)  # type: ignore[arg-type]
