"""Takes a community from its SQLite file into the PostgreSQL of DATABASE_URL."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from chatserver import moving


class Command(BaseCommand):
    help = "Copies everything into an empty PostgreSQL; the SQLite file stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the SQLite file to move from")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        total = 0
        try:
            for table, count in moving.move(file):
                self.stdout.write(f"{table}: {count:,}")
                total += count
        except moving.MoveFailed as problem:
            raise CommandError(f"{problem} Nothing was moved.") from None
        self.stdout.write(
            f"Moved {total:,} rows, and counted them in both. Now run manage.py "
            "verify_audit, then prepare, and start the servers."
        )
