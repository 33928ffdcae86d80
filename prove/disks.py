"""Disks that are full, or that refuse every write, and are well again."""

import resource
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PIECE = b"\0" * 4_096


class SmallDisk:
    """A tmpfs: as real a disk as any to whoever writes on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self) -> None:
        with suppress(OSError), self._filler.open("wb", buffering=0) as filler:
            while True:
                filler.write(PIECE)

    def empty(self) -> None:
        self._filler.unlink()


def may_mount() -> bool:
    """Root in a container may still not mount."""
    try:
        with small_disk(1):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


@contextmanager
def small_disk(megabytes: int) -> Iterator[SmallDisk]:
    with tempfile.TemporaryDirectory(prefix="alongside-prove-disk-") as folder:
        # PostgreSQL runs as a user of its own, who must get there.
        Path(folder).chmod(0o755)
        size = f"size={megabytes}m,mode=755"
        command = ["mount", "-t", "tmpfs", "-o", size, "alongside", folder]
        subprocess.run(command, check=True, capture_output=True)
        try:
            yield SmallDisk(Path(folder))
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


def refuse_writes(pid: int, refuses: bool) -> None:
    """No file may grow past its first byte: each write fails, as on a broken disk."""
    _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0 if refuses else hard, hard))
