"""Servers and browsers that run for real, and what they said when a test fails."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PASSPHRASE
from tests.parts import servers
from tests.parts.browsing import Browsing
from tests.parts.servers import Cluster, Process, Server
from tests.parts.visitor import Visitor

REAL = {"seeded_folder", "browsing"}
DATABASE = {"db", "transactional_db"}


@pytest.fixture(scope="session")
def seeded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A VAR_DIR with the demo community on SQLite and the static files; to be copied."""
    # Workers of pytest-xdist have folders of their own inside the run's.
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    return servers.prepared(shared / "seeded")


@pytest.fixture
def server(seeded_folder: Path, tmp_path: Path) -> Iterator[Server]:
    """One server process on SQLite, with a demo community of its own."""
    with servers.one(seeded_folder, tmp_path / "var") as running:
        yield running


@pytest.fixture(scope="session")
def seeded_database(seeded_folder: Path) -> str:
    """The name of a PostgreSQL database with the demo community; to be copied."""
    return servers.seed_postgres(seeded_folder)


@pytest.fixture
def two_servers(
    seeded_folder: Path, seeded_database: str, tmp_path: Path
) -> Iterator[Cluster]:
    """Two web processes and a clock, on PostgreSQL and Redis's protocol."""
    with servers.two(seeded_folder, seeded_database, tmp_path / "var") as running:
        yield running


@pytest.fixture
def visit() -> Iterator[Callable[..., Visitor]]:
    """visit(server, alias) signs in by HTTP and can open a socket."""
    visitors: list[Visitor] = []

    def sign_in(server: Server, alias: str) -> Visitor:
        visitors.append(Visitor(server, alias, PASSPHRASE))
        return visitors[-1]

    yield sign_in
    for visitor in visitors:
        visitor.close()


@pytest.fixture
def browsing(server: Server) -> Iterator[Browsing]:
    """Opens pages; fails the test on what a page complained about."""
    with Browsing(server.url, PASSPHRASE) as opened:
        yield opened
        opened.assert_calm()


@pytest.fixture
def page(browsing: Browsing) -> Any:
    """A page of nobody, at the server's front door."""
    return browsing.open()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        used = set(getattr(item, "fixturenames", ()))
        if used & REAL:
            item.add_marker("real")
        elif used & DATABASE or item.get_closest_marker("django_db"):
            item.add_marker("database")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Iterator[None]:
    report = yield
    if report.failed:
        for thing in getattr(item, "funcargs", {}).values():
            for process in getattr(thing, "processes", [thing]):
                if isinstance(process, Process):
                    report.sections.append((process.name, process.said()))
    return report
