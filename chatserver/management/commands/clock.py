"""Runs what happens by time, where there are more server processes than one."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from chatserver import clock, engine, logs


class Command(BaseCommand):
    help = "Runs the clock: cover, claims, reminders. One is enough; two do no harm."

    def handle(self, *args: Any, **options: Any) -> None:
        if engine.is_alone():
            raise CommandError("Here the clock runs inside the server; nothing to do.")
        logs.catch_strays()
        stop = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: stop.set())
        signal.signal(signal.SIGINT, lambda *_: stop.set())
        ticking = clock.Clock()
        while not stop.wait(1):
            for job in ticking.due():
                clock.run(job)
            close_old_connections()
