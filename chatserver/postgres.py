"""How a process keeps its connections to PostgreSQL, and finds it again."""

from contextlib import suppress
from typing import Any

import psycopg

# A page waits so long for a connection; then it says that it could not be saved.
WAITS_FOR = 5.0
# Left to itself the pool would ask a database that was away for an hour, and is back,
# only some minutes later: it doubles its pauses. Ours asks twice, and then anew.
ASKS_AGAIN_AFTER = 1.0


def options(most: int) -> dict[str, Any]:
    return {
        "pool": {
            "min_size": 2,
            "max_size": most,
            "timeout": WAITS_FOR,
            "reconnect_timeout": ASKS_AGAIN_AFTER,
            "reconnect_failed": knock,
        },
        "server_side_binding": True,
        "prepare_threshold": 2,
        # A link that swallows everything must not hold the writer for ever.
        "connect_timeout": 5,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 10_000,
        "options": "-c statement_timeout=5000 -c idle_in_transaction_session_timeout=10000",
    }


def knock(pool: Any) -> None:
    """Has the pool begin to grow again, whether or not somebody waits just now."""
    with suppress(psycopg.OperationalError):
        pool.putconn(pool.getconn(timeout=0.01))
