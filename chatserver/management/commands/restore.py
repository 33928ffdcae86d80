"""Puts a backup in the place of the database; no server may be running."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from chatserver import backups


class Command(BaseCommand):
    help = "Puts a backup back. What was written since it was made is gone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--yes", action="store_true", help="I know that what is there now is lost"
        )

    def handle(self, *args: Any, file: Path, yes: bool, **options: Any) -> None:
        if not yes:
            raise CommandError(
                "This puts the backup in the place of everything that is there now. "
                "Back that up first, then run this again with --yes."
            )
        try:
            backups.restore(file)
        except backups.BackupFailed as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(
            "Restored. Everybody signs in again. You can start the server."
        )
