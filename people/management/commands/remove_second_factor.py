"""Lets a lone lead who lost their phone set up another app."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from people import access, actions


class Command(BaseCommand):
    help = "Removes somebody's second factor; it is written down that the server did."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("alias")

    def handle(self, *args: Any, alias: str, **options: Any) -> None:
        person = access.person_with_alias(alias)
        if person is None or not access.has_device(person):
            raise CommandError("Nobody of that alias has a second factor.")
        reason = "By whoever runs the server."
        actions.remove_second_factor(person, by=None, reason=reason)
        self.stdout.write(f"{person.alias} can set up a new app.")
