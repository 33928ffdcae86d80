"""Starts a server process: `python -m chatserver`."""

import gc
import io
import os
import sys

# Connections that may wait to be taken: after a cut, everybody comes back at once.
MOST_AT_THE_DOOR = 1024


def main() -> None:
    # What is loaded now stays: looking through it for what does not takes a third of the
    # time to the first socket. engine.spare_the_collector() has it look again.
    gc.disable()
    # With every frame that it sends, the loop lets go of the interpreter; while the writer
    # thinks, it has it back only after so many seconds.
    sys.setswitchinterval(0.0005)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatserver.settings")
    # Daphne installs its reactor before anything else may ask for one.
    from daphne import server as _  # noqa: F401  isort: skip
    import django

    django.setup()
    from django.conf import settings

    from chatserver import engine, logs
    from chatserver.server import CommandLine

    engine.take_lock()
    refuse_unless_sound()
    logs.catch_strays()
    biggest = str(2 * settings.MAX_FRAME)
    CommandLine().run(
        [
            *("--endpoint", endpoint(settings.HOST, settings.PORT)),
            *("--verbosity", "0", "--http-timeout", "30"),
            *("--websocket_timeout", "-1", "--websocket_connect_timeout", "10"),
            *("--websocket-max-message-size", biggest),
            *("--websocket-max-frame-size", biggest),
            "chatserver.asgi:application",
        ]
    )


def endpoint(host: str, port: int) -> str:
    """Twisted's words for where to listen; it holds only 50 callers unless told."""
    address = host.strip("[]").replace(":", r"\:")
    return f"tcp:{port}:interface={address}:backlog={MOST_AT_THE_DOOR}"


def refuse_unless_sound() -> None:
    """Half-written rules, say: better closed, and said so, than open and unwatched."""
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError

    try:
        call_command("check", stdout=io.StringIO(), stderr=io.StringIO())
    except SystemCheckError as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    from django.core.exceptions import ImproperlyConfigured

    try:
        main()
    except ImproperlyConfigured as problem:
        sys.exit(str(problem))
