"""The front door of the project: `make run`, stopped with Ctrl-C and started again."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.parts.servers import FORGOTTEN, LONG_PATIENCE, ROOT, Server
from tests.parts.visitor import Visitor

pytestmark = pytest.mark.real


class Make(Server):
    """`make run` as one types it: a process group of its own, like in a terminal."""

    def start(self) -> None:
        kept = {k: v for k, v in os.environ.items() if k not in FORGOTTEN}
        wanted = {"VAR_DIR": self.environment["VAR_DIR"], "PORT": str(self.port)}
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                ["make", "run"],
                cwd=ROOT,
                env=kept | wanted,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        # It makes and seeds a community before it serves one.
        self.wait_until_ready(LONG_PATIENCE)

    def press_ctrl_c(self) -> None:
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGINT)
        self._process.wait(20)


@contextmanager
def make_run(folder: Path) -> Iterator[Make]:
    made = Make(folder, "make-run")
    try:
        made.start()
        yield made
    finally:
        made.press_ctrl_c()


def test_make_run_serves_the_demo_and_keeps_what_was_written(
    tmp_path: Path, visit: Callable[..., Visitor]
) -> None:
    with make_run(tmp_path) as first:
        visit(first, "ana").socket().post("room:1", "This stays.")
    with make_run(tmp_path) as second:
        rows = visit(second, "ben").socket().join("room:1")["rows"]

    assert "This stays." in [row["body"] for row in rows]
    assert "alongside demo" in first.said()
    assert f"http://127.0.0.1:{first.port}/" in first.said()
    assert "Traceback" not in first.said()
    assert not first.is_running()
