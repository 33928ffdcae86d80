"""The cast, the places they meet, and what may go wrong with them."""

import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import hypothesis
import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

# Servers and browsers that run for real.
pytest_plugins = ["tests.parts.running"]

PASSPHRASE = "alongside demo"
# How busy the machine is says nothing about a law.
hypothesis.settings.register_profile(
    "calm",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("calm")


# --- The cast: zed is signed in and belongs nowhere


def make_person(alias: str, role: str = "peer") -> Any:
    from people import actions

    return actions.register(alias, PASSPHRASE, role=role, is_adult=True)


@pytest.fixture
def ana(db: None) -> Any:
    return make_person("ana")


@pytest.fixture
def ben(db: None) -> Any:
    return make_person("ben")


@pytest.fixture
def mia(db: None) -> Any:
    return make_person("mia", "mentor")


@pytest.fixture
def max_(db: None) -> Any:
    return make_person("max", "moderator")


@pytest.fixture
def cora(db: None) -> Any:
    return make_person("cora", "coordinator")


@pytest.fixture
def sol(db: None) -> Any:
    return make_person("sol", "lead")


@pytest.fixture
def zed(db: None) -> Any:
    return make_person("zed")


@pytest.fixture
def client_of() -> Callable[[Any], Client]:
    """A signed-in client; staff have shown their second factor."""

    def sign_in(person: Any, *, verified: bool = True) -> Client:
        client = Client()
        client.force_login(person)
        if verified and person.is_staff_member:
            _verify(client, person)
        return client

    return sign_in


def _verify(client: Client, person: Any) -> None:
    from django_otp import DEVICE_ID_SESSION_KEY
    from django_otp.plugins.otp_totp.models import TOTPDevice

    device, _ = TOTPDevice.objects.get_or_create(user=person, name="app")
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()


@pytest.fixture(autouse=True)
def _rested() -> None:
    """Nobody is kept waiting for what was written in an earlier test."""
    from moderation import acting
    from people import signing_in
    from rooms import pace

    pace.forget()
    acting.forget()
    signing_in.forget()


@pytest.fixture(autouse=True, scope="session")
def _tables_can_be_emptied() -> Iterator[None]:
    """Between tests that commit, Django empties every table, also those that nothing may
    be deleted from. Only here are their triggers taken down for that; the signal
    post_migrate, sent after the emptying, puts them up again as it does in real life."""
    from django.db.backends.base.operations import BaseDatabaseOperations

    from moderation import guards

    empty = BaseDatabaseOperations.execute_sql_flush

    def take_down_and_empty(self: Any, sql: Any) -> None:
        guards.take_down(self.connection)
        empty(self, sql)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", take_down_and_empty)
        yield


# --- What may go wrong


@pytest.fixture
def full_disk(db: None) -> Iterator[None]:
    """A database that can be read and not written."""
    if connection.vendor == "sqlite":
        _ask("PRAGMA query_only=ON")
        yield
        _ask("PRAGMA query_only=OFF")
    else:
        before = transaction.savepoint()
        _ask("SET transaction_read_only = on")
        yield
        transaction.savepoint_rollback(before)


def _ask(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


# --- Where they meet


@pytest.fixture
def room(ana: Any, ben: Any) -> Any:
    """Open, covered, with ana and ben in it."""
    return _covered(_open_room("The kitchen table", ana, ben))


@pytest.fixture
def covered_room(ana: Any, ben: Any) -> Any:
    """Takes messages only while it is covered, and is covered now."""
    return _covered(_open_room("Late evenings", ana, ben))


@pytest.fixture
def quiet_room(ana: Any, ben: Any) -> Any:
    """Needs cover and has none."""
    return _open_room("Early mornings", ana, ben)


@pytest.fixture
def thread(mia: Any, ana: Any, cora: Any) -> Any:
    """The room of mia's mentorship of ana."""
    from mentoring.actions import pair

    return pair(mia, ana, by=cora).room


@pytest.fixture
def say() -> Callable[..., Any]:
    """say(room, person, words) posts, and returns the message."""
    from rooms import actions
    from rooms.models import Message

    def post(place: Any, person: Any, words: str) -> Any:
        stored = actions.post(place.pk, by=person, body=words, cid=uuid.uuid4())
        return Message.objects.get(pk=stored.id)

    return post


def _open_room(name: str, *members: Any) -> Any:
    from rooms import actions

    room = actions.open_room(by=None, name=name)
    for person in members:
        actions.join_room(room, by=person)
    return room


def _covered(room: Any) -> Any:
    from rooms import actions

    actions.renew_cover([room.pk], until=timezone.now() + timedelta(hours=1))
    room.refresh_from_db()
    return room


# --- Several at the same moment


@pytest.fixture
def at_once(transactional_db: None) -> Iterator[Callable[..., list[Any]]]:
    """Runs calls side by side, on threads with connections of their own."""
    from realtime import writer

    # Opened before a writer's guard makes every other thread's read-only.
    connection.ensure_connection()
    process = writer.begin() if connection.vendor == "sqlite" else None

    def run(*calls: Callable[[], Any]) -> list[Any]:
        with ThreadPoolExecutor(len(calls)) as pool:
            return [future.result() for future in [pool.submit(_try, c) for c in calls]]

    yield run
    if process:
        writer.end()


def _try(call):
    from people.actions import Refused

    try:
        return call()
    except Refused as no:
        return str(no.words)
    finally:
        connection.close()
