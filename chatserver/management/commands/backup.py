"""Copies the whole database to a file, while the community runs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from chatserver import backups


class Command(BaseCommand):
    help = "Writes a backup to a new file. Keep it as safely as the community itself."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            backups.back_up(file)
        except backups.BackupFailed as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(f"Written to {file} ({file.stat().st_size:,} bytes).")
