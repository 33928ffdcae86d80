"""Makes the first safeguarding lead of a real community, who then lets in the others."""

import os
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from people import actions, passphrases
from people.forms import check_passphrase
from people.models import Person, Role

VARIABLE = "FIRST_LEAD_PASSPHRASE"


class Command(BaseCommand):
    help = "Makes the first safeguarding lead; refuses when there is one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--alias", help="asked for if left out")
        parser.add_argument(
            "--offered",
            action="store_true",
            help=f"take four offered words; else {VARIABLE} is read, or one is asked for",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            is_there = Person.objects.filter(role=Role.LEAD).exists()
        except DatabaseError:
            raise CommandError(
                "The database has no tables yet, or can't be reached. Run manage.py "
                "prepare first, with the same settings."
            ) from None
        if is_there:
            raise CommandError("There is a safeguarding lead. They can grant roles.")
        alias = options["alias"] or input("Alias (a made-up name): ")
        passphrase = self._passphrase(alias, offered=options["offered"])
        try:
            person = actions.register(
                alias, passphrase, role=Role.LEAD, is_adult=True, by=None
            )
        except actions.Refused as no:
            raise CommandError(no.words) from None
        codes = actions.make_recovery_codes(person, by=person)
        self.stdout.write(f"{person.alias} is safeguarding lead now.")
        self.stdout.write("Recovery codes, shown once:\n  " + "\n  ".join(codes))
        self.stdout.write("Sign in, and set up your second factor first.")

    def _passphrase(self, alias: str, *, offered: bool) -> str:
        given = os.environ.get(VARIABLE, "")
        if not offered and not given:
            given = getpass("Passphrase (leave empty for four offered words): ")
        if offered or not given:
            given = passphrases.offer_passphrase()
            self.stdout.write(f"Your passphrase, shown once: {given}")
        try:
            check_passphrase(given, alias)
        except ValidationError as problem:
            raise CommandError(problem.messages[0]) from None
        return given
