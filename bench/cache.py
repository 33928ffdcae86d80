"""What the bench builds and fetches: its C programs and its peers, kept in .cache/bench."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".cache" / "bench"
SOURCES = ROOT / "bench" / "load"
GENERATOR = "load plan posting lines ledger alongside wires ws".split()
LIMIT = "limit ws".split()
NODE = {"ws": "8.23.0", "socket.io": "4.8.4", "pg": "8.23.1"}
FLAGS = "-O2 -std=gnu11 -D_GNU_SOURCE -Wall -Wextra -Werror".split()


class Missing(Exception):
    """What this machine lacks, in words."""


def generator() -> Path:
    return _built("load", GENERATOR)


def limit() -> Path:
    return _built("limit", LIMIT)


def _built(name: str, parts: list[str]) -> Path:
    """Named after its source, so that a change makes it anew."""
    texts = [path.read_bytes() for path in sorted(SOURCES.glob("*.[ch]"))]
    mark = hashlib.sha256(b"".join(texts)).hexdigest()[:12]
    program = FOLDER / f"{name}-{mark}"
    if not program.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        made = program.with_suffix(f".{os.getpid()}")
        files = [str(SOURCES / f"{part}.c") for part in parts]
        subprocess.run([*_compiler(), *FLAGS, "-o", str(made), *files], check=True)
        made.rename(program)
    return program


def _compiler() -> list[str]:
    for name in ("cc", "gcc", "clang"):
        if shutil.which(name):
            return [name]
    # A wheel that holds a whole compiler, for machines that have none.
    folder = FOLDER / "zig"
    if not folder.exists():
        pip = [sys.executable, "-m", "pip", "install", "-q", "ziglang==0.13.0"]
        done = subprocess.run([*pip, "--target", str(folder)], check=False)
        if done.returncode:
            raise Missing("There is no C compiler here, and none could be fetched.")
    return [str(folder / "ziglang" / "zig"), "cc"]


def node_folder() -> Path:
    """Where require() finds the peers' packages; installed once."""
    if not shutil.which("node") or not shutil.which("npm"):
        raise Missing("Node.js and npm are not here, so ws and socket.io are left out.")
    folder = FOLDER / "node"
    wanted = json.dumps({"private": True, "dependencies": NODE})
    told = folder / "package.json"
    is_there = (folder / "node_modules" / "pg").exists() and told.read_text() == wanted
    if not is_there:
        folder.mkdir(parents=True, exist_ok=True)
        told.write_text(wanted)
        done = subprocess.run(
            ["npm", "install", "--silent", "--no-audit", "--no-fund"],
            cwd=folder,
            check=False,
        )
        if done.returncode:
            raise Missing("npm could not fetch ws and socket.io; they are left out.")
    return folder / "node_modules"
