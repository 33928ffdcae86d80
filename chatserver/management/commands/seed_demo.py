"""Makes the demo community; only where DEMO=1."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from chatserver import demo


class Command(BaseCommand):
    help = "Makes the demo accounts, rooms, thread and session that are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo has known passphrases. Set DEMO=1 to make it.")
        demo.seed()
