"""Databases and files that are made once in a run, and copied for each experiment.

Making all tables takes ten seconds of a core, and there are twenty databases in a run.
"""

import functools
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.parts.postgres import programs

SQLITE, STATIC, DUMP = "alongside.sqlite3", "static", "dump.sql"


@functools.cache
def _folder() -> "tempfile.TemporaryDirectory[str]":
    """It goes away with this process."""
    return tempfile.TemporaryDirectory(prefix="alongside-prove-mould-")


def _kept(name: str) -> Path:
    return Path(_folder().name) / name


def fill(folder: Path, postgres: str) -> bool:
    """Copies what was made before; False if nothing was."""
    found = _kept(DUMP if postgres else SQLITE)
    if not found.exists():
        return False
    shutil.copytree(_kept(STATIC), folder / STATIC)
    if postgres:
        _run("psql", postgres, "--quiet", "--set=ON_ERROR_STOP=1", f"--file={found}")
    else:
        shutil.copy(found, folder / SQLITE)
    return True


def keep(folder: Path, postgres: str) -> None:
    if postgres:
        _run("pg_dump", postgres, f"--file={_kept(DUMP)}")
    else:
        shutil.copy(folder / SQLITE, _kept(SQLITE))
    if not _kept(STATIC).exists():
        shutil.copytree(folder / STATIC, _kept(STATIC))


def _run(program: str, url: str, *arguments: str) -> None:
    command = [str(programs() / program), f"--dbname={url}", *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
