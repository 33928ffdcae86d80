"""Everything before serving: tables, a key, static files, first helplines, the demo."""

import hashlib
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from care.actions import keep_house
from chatserver import engine
from chatserver.storage import STAMP
from evaluation.actions import ensure_measures
from mentoring.actions.starting import ensure_programme
from moderation.helpline_actions import ensure_helplines
from people.push import keys

WELCOME = """
The demo community opens at http://{host}:{port}/

Who can sign in, all with the passphrase “alongside demo”:
  ana, ben   peers                mia   mentor
  max        moderator            cora  coordinator
  sol        safeguarding lead    zed   belongs nowhere

Ctrl-C stops it; what was written stays in {folder}.
"""


class Command(BaseCommand):
    help = "Migrates, collects static files and, with DEMO=1, seeds the demo community."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--without-static", action="store_true", help="leave static files alone"
        )

    def handle(self, *args: Any, without_static: bool, **options: Any) -> None:
        engine.make_folder()
        call_command("migrate", interactive=False, verbosity=0)
        if settings.IS_SQLITE:
            # It holds all that people wrote, and other users of this machine may look.
            Path(str(settings.DATABASES["default"]["NAME"])).chmod(0o600)
        keys.ensure()
        if not without_static:
            collect_static()
        ensure_helplines()
        keep_house()
        ensure_programme()
        ensure_measures()
        if settings.DEMO:
            call_command("seed_demo", verbosity=0)
            self.stdout.write(self.welcome())

    def welcome(self) -> str:
        return WELCOME.format(
            host=settings.HOST, port=settings.PORT, folder=settings.VAR_DIR
        )


def collect_static() -> None:
    """Collects only when a file has changed; compressing them takes seconds."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    state = state_of_files()
    if stamp.exists() and stamp.read_text() == state:
        return
    forget_unnamed(stamp.parent)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(state)


def forget_unnamed(root: Path) -> None:
    """What the version before names stays: its processes may run on beside the new one,
    and a page of it that is open fetches some scripts only when they are needed."""
    manifest = root / "staticfiles.json"
    try:
        named = set(json.loads(manifest.read_text())["paths"].values())
    except (OSError, ValueError, KeyError):
        named = set()
    for path in root.rglob("*"):
        name = path.relative_to(root).as_posix()
        plain = name.removesuffix(".br").removesuffix(".gz")
        if path.is_file() and path != manifest and plain not in named:
            path.unlink()


def state_of_files() -> str:
    found = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda pair: pair[0]):
            path = Path(storage.path(name))
            found.update(f"{name} {path.stat().st_mtime_ns}\n".encode())
    return found.hexdigest()
