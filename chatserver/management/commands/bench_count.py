"""Counts what a bench left in the database: messages, verdicts, flags by level."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Count

from moderation.models import Flag, Verdict
from rooms.models import Message


class Command(BaseCommand):
    help = "Prints how many messages, verdicts and flags stand on streams, as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("streams", nargs="+", metavar="room:ID")

    def handle(self, *args: Any, streams: list[str], **options: Any) -> None:
        rooms = [int(stream.removeprefix("room:")) for stream in streams]
        flags = Flag.objects.filter(message__room__in=rooms)
        levels = flags.values_list("level").annotate(Count("pk")).order_by()
        counted = {
            "messages": Message.objects.filter(room__in=rooms).count(),
            "verdicts": Verdict.objects.filter(message__room__in=rooms).count(),
            "flags": dict(levels),
        }
        self.stdout.write(json.dumps(counted))
