"""A web server of somebody else's, that on-call messages are sent to."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = "a secret that both sides know"


class Hook(ThreadingHTTPServer):
    """Keeps what came; answer is what it does with each."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.came: list[tuple[dict[str, str], bytes]] = []
        self.arrived = threading.Semaphore(0)
        self.answer: Callable[[BaseHTTPRequestHandler], None] = take

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/call"


class _Handler(BaseHTTPRequestHandler):
    server: Hook

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.came.append((dict(self.headers), body))
        self.server.arrived.release()
        self.server.answer(self)

    def log_message(self, *args: object) -> None:
        """Tests read what came, not the console."""


def take(call: BaseHTTPRequestHandler) -> None:
    call.send_response(204)
    call.end_headers()


@contextmanager
def hook() -> Iterator[Hook]:
    server = Hook()
    # It looks so often, in seconds, whether it should stop.
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
