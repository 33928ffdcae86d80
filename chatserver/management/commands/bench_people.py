"""Makes people with open sessions, so that a generator can play against a server."""

import json
import secrets
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from mentoring.models import Mentorship
from people.aliases import alias_key
from people.models import Person, Role
from realtime import streams
from rooms.models import Membership, Room

LASTS = timedelta(days=1)
Seat = tuple[Person, Room]


class Command(BaseCommand):
    help = (
        "Makes N members of a room, or N mentoring threads, and prints one session "
        "cookie a line. Only under DEMO, or on a database with bench in its name."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", type=int, metavar="N")
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("--room", metavar="NAME", help="made where there is none")
        where.add_argument(
            "--threads",
            action="store_true",
            help="N threads; their mentee and mentor stand on two lines",
        )
        parser.add_argument(
            "--json", action="store_true", help="print person and stream as well"
        )

    def handle(self, *args: Any, number: int, **options: Any) -> None:
        name = str(settings.DATABASES["default"]["NAME"])
        if not settings.DEMO and "bench" not in name:
            raise CommandError("Only under DEMO=1, or on a bench database.")
        with transaction.atomic():
            seats = (
                make_threads(number)
                if options["threads"]
                else make_members(number, options["room"])
            )
            cookies = open_sessions(person for person, _ in seats)
        for (person, room), cookie in zip(seats, cookies, strict=True):
            told = {"cookie": cookie, "person": person.pk, "stream": room.stream}
            self.stdout.write(json.dumps(told) if options["json"] else cookie)


def make_members(number: int, room_name: str) -> list[Seat]:
    room, _ = Room.objects.get_or_create(
        name=room_name, kind=Room.Kind.ROOM, defaults={"needs_cover": False}
    )
    streams.begin(room.stream)
    people = make_people(number, Role.PEER)
    Membership.objects.bulk_create(Membership(room=room, person=p) for p in people)
    return [(person, room) for person in people]


def make_threads(number: int) -> list[Seat]:
    mentees = make_people(number, Role.PEER)
    mentors = make_people(number, Role.MENTOR)
    [coordinator] = make_people(1, Role.COORDINATOR)
    rooms = Room.objects.bulk_create(
        Room(
            kind=Room.Kind.THREAD,
            name="Mentoring",
            is_open_to_all=False,
            needs_cover=False,
        )
        for _ in range(number)
    )
    for room in rooms:
        streams.begin(room.stream)
    pairs = list(zip(mentees, mentors, rooms, strict=True))
    Mentorship.objects.bulk_create(
        Mentorship(mentor=mentor, mentee=mentee, room=room, paired_by=coordinator)
        for mentee, mentor, room in pairs
    )
    seats = [(p, room) for mentee, mentor, room in pairs for p in (mentee, mentor)]
    Membership.objects.bulk_create(Membership(room=r, person=p) for p, r in seats)
    return seats


def make_people(number: int, role: str) -> list[Person]:
    """Nobody can sign in as them: their only door is the session made here."""
    first = Person.objects.filter(alias__startswith="bench ").count()
    aliases = [f"bench {first + n:06}" for n in range(number)]
    nobody = make_password(None)
    return Person.objects.bulk_create(
        Person(alias=a, alias_key=alias_key(a), role=role, password=nobody)
        for a in aliases
    )


def open_sessions(people: Iterator[Person]) -> list[str]:
    """The Cookie header of each."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    sessions = Session.objects.bulk_create(
        Session(
            session_key=secrets.token_hex(16),
            session_data=store.encode(signed_in(person)),
            expire_date=timezone.now() + LASTS,
        )
        for person in people
    )
    return [f"{settings.SESSION_COOKIE_NAME}={s.session_key}" for s in sessions]


def signed_in(person: Person) -> dict[str, str]:
    return {
        SESSION_KEY: str(person.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[-1],
        HASH_SESSION_KEY: person.get_session_auth_hash(),
    }
