"""Makes .venv from locked versions: `python install.py run` (to serve) or `dev` (all).

Does nothing when the lock has not changed since. Needs only Python itself.
"""

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
VENV = FOLDER.parent / ".venv"
STAMP = VENV / "installed-from"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def main(wanted: str) -> None:
    installed = STAMP.read_text().splitlines() if STAMP.exists() else []
    # Everything includes what serving needs, and stays.
    kind = "dev" if "dev" in (wanted, *installed[:1]) else "run"
    lock = FOLDER / f"{kind}.txt"
    # An environment that was moved, or whose Python is gone, is made anew.
    stamp = [kind, hashlib.sha256(lock.read_bytes()).hexdigest(), str(VENV)]
    if installed == stamp and PYTHON.exists():
        return
    if not PYTHON.exists() or installed[2:] != stamp[2:]:
        make_environment()
    print(f"Installing locked versions from requirements/{lock.name} …", flush=True)
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "-qq"]
    safely = ["--require-hashes", "--only-binary=:all:", "--no-deps"]
    done = subprocess.run([*pip, *safely, "-r", lock], check=False)
    if done.returncode:
        sys.exit("Installing failed; what pip says is above. Nothing was started.")
    STAMP.write_text("\n".join(stamp) + "\n")


def make_environment() -> None:
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        version = "{}.{}".format(*sys.version_info)
        sys.exit(
            f"Python {version} is here but cannot make virtual environments.\n"
            f"On Debian or Ubuntu: apt install python{version}-venv"
        )
    print("Making a virtual environment in .venv …", flush=True)
    venv.create(VENV, clear=True, with_pip=True)


if __name__ == "__main__":
    main(sys.argv[1])
