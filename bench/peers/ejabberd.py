"""ejabberd with rooms and their archive, over WebSocket; unpacked from Debian's packages.

They are fetched with apt and laid in the cache, not installed, so that nobody need be root.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.cache import FOLDER, Missing
from bench.peers.starting import peer
from bench.servers import Serving
from bench.stack import free_port

UNPACKED = FOLDER / "ejabberd"
MOST_IN_A_ROOM = 1_000
SETTINGS = """
hosts: [localhost]
loglevel: error
listen:
  - {{port: {port}, ip: "127.0.0.1", module: ejabberd_http, request_handlers: {{/ws: ejabberd_http_ws}}}}
auth_method: [anonymous]
anonymous_protocol: sasl_anon
allow_multiple_connections: true
modules:
  mod_mam: {{default: always, db_type: mnesia}}
  mod_muc:
    host: conference.localhost
    max_users: {most}
    history_size: 0
    default_room_options: {{mam: true, max_users: {most}, presence_broadcast: []}}
"""


def fetched() -> Path:
    """The packages that this machine lacks, unpacked; made once."""
    if not shutil.which("apt-get") or not shutil.which("dpkg"):
        raise Missing("There is no apt here, so ejabberd is left out.")
    if not (UNPACKED / "etc" / "ejabberd").exists():
        names = _names()
        with tempfile.TemporaryDirectory() as folder:
            _run("apt-get", "download", "-q", *names, folder=folder)
            for package in Path(folder).glob("*.deb"):
                _run("dpkg", "-x", str(package), str(UNPACKED), folder=folder)
    return UNPACKED


def _names() -> list[str]:
    wished = ["apt-get", "install", "-s", "-y", "--no-install-recommends", "ejabberd"]
    told = subprocess.run(wished, capture_output=True, text=True, check=False)
    lines = [line.split() for line in told.stdout.splitlines()]
    names = [words[1] for words in lines if words[:1] == ["Inst"]]
    if "ejabberd" not in names:
        raise Missing("apt knows no ejabberd here, or has it already; it is left out.")
    return names


def _run(*command: str, folder: str) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    if done.returncode:
        raise Missing("ejabberd could not be fetched, so it is left out.")


@contextmanager
def ejabberd() -> Iterator[Serving]:
    """Under Erlang's own starter: the script ejabberdctl knows only installed places."""
    root, port = fetched(), free_port()
    erlang = root / "usr/lib/erlang"
    if not list(erlang.glob("erts-*")):
        erlang = Path("/usr/lib/erlang")
    [binaries] = erlang.glob("erts-*/bin")
    shared = sorted(root.glob("usr/lib/*-linux-gnu")) + sorted(root.glob("lib/*-gnu"))
    with tempfile.TemporaryDirectory(prefix="alongside-bench-ejabberd-") as named:
        folder = Path(named)
        settings = folder / "ejabberd.yml"
        settings.write_text(SETTINGS.format(port=port, most=MOST_IN_A_ROOM))
        program = [str(binaries / "erlexec"), "-noinput", "-boot", "start_clean"]
        program += ["-mnesia", "dir", f'"{folder / "db"}"', "-s", "ejabberd"]
        told = {
            "ROOTDIR": str(erlang),
            "BINDIR": str(binaries),
            "EMU": "beam",
            "PROGNAME": "erl",
            "ERL_LIBS": ":".join(map(str, [root / "usr/lib/erlang/lib", *shared])),
            "LD_LIBRARY_PATH": ":".join(map(str, shared)),
            "EJABBERD_CONFIG_PATH": str(settings),
            "EJABBERD_LOG_PATH": str(folder / "log"),
        }
        with peer("xmpp", program, told, port=port) as serving:
            yield serving
