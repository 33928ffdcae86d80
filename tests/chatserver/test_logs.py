import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from io import StringIO

import pytest
from django.db import IntegrityError, connection
from django.test import RequestFactory
from django.views.debug import ExceptionReporter

from chatserver import logs

SECRET = "I cannot go on like this"
COOKIE = "kept-by-the-browser"


@pytest.fixture
def lines() -> Iterator[StringIO]:
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
    handler.addFilter(logs.WithoutText())
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


def test_ids_and_numbers_are_logged(lines):
    logging.getLogger("rooms.actions").warning("room %s has %d", "room:7", 3)

    assert lines.getvalue() == "WARNING rooms.actions room room:7 has 3\n"


def test_sentences_are_not_logged(lines):
    logging.getLogger("rooms.actions").warning("posted %s by %s", SECRET, [SECRET])

    assert lines.getvalue() == "WARNING rooms.actions posted <str> by <list>\n"


def test_named_values_are_held_back_too(lines):
    logging.getLogger("rooms").warning("%(id)s %(body)s", {"id": 7, "body": SECRET})

    assert lines.getvalue() == "WARNING rooms 7 <str>\n"


def test_an_exception_is_logged_as_places_in_code(lines):
    try:
        raise ValueError(SECRET)
    except ValueError:
        logging.getLogger("realtime").exception("failed")

    assert "ValueError\n  tests/chatserver/test_logs.py:" in lines.getvalue()
    assert SECRET not in lines.getvalue()


def test_the_causes_of_an_exception_are_named_without_their_words(lines):
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as problem:
            raise ExceptionGroup(SECRET, [FileNotFoundError(2, SECRET)]) from problem
    except ExceptionGroup:
        logging.getLogger("realtime").exception("failed")

    assert "ExceptionGroup" in lines.getvalue()
    assert "FileNotFoundError (2)" in lines.getvalue()
    assert "KeyError" in lines.getvalue()
    assert SECRET not in lines.getvalue()


@pytest.mark.django_db
def test_a_database_error_shows_its_code_and_not_its_row(lines):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE once (body text UNIQUE)")
        cursor.execute("INSERT INTO once VALUES (%s)", [SECRET])
    try:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO once VALUES (%s)", [SECRET])
    except IntegrityError:
        logging.getLogger("rooms").exception("failed")

    assert "IntegrityError" in lines.getvalue()
    assert "(23505)" in lines.getvalue() or "(SQLITE_CONSTRAINT" in lines.getvalue()
    assert SECRET not in lines.getvalue()


@pytest.mark.parametrize("library", ["daphne.server", "asyncio", "django.db.backends"])
def test_a_library_may_only_say_where_it_spoke(lines, library):
    logging.getLogger(library).error(f"Exception inside application: {SECRET}")

    assert f"{library} from tests/chatserver/test_logs.py:" in lines.getvalue()
    assert SECRET not in lines.getvalue()


def test_an_uncaught_exception_in_a_thread_keeps_its_words(lines, monkeypatch):
    monkeypatch.setattr(threading, "excepthook", logs.log_uncaught_in_thread)

    def fail():
        raise ValueError(SECRET)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()

    assert "ValueError" in lines.getvalue()
    assert SECRET not in lines.getvalue()


def test_an_uncaught_exception_keeps_its_words(lines):
    try:
        raise ValueError(SECRET)
    except ValueError as problem:
        logs.log_uncaught(type(problem), problem, sys.exc_info()[2])

    assert "CRITICAL chatserver Uncaught exception.\nValueError" in lines.getvalue()
    assert SECRET not in lines.getvalue()


def test_a_warning_keeps_its_words(lines):
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = logs.log_warning
        warnings.warn(SECRET, RuntimeWarning, stacklevel=1)

    assert "WARNING chatserver RuntimeWarning at tests/chatserver" in lines.getvalue()
    assert SECRET not in lines.getvalue()


def test_an_error_report_holds_nothing_private(settings):
    request = RequestFactory().post("/rooms/7/", {"body": SECRET})
    request.COOKIES["session"] = COOKIE
    try:
        body = request.POST["body"]
        raise ValueError("no words")
    except ValueError:
        report = ExceptionReporter(request, *sys.exc_info())

    for page in (report.get_traceback_html(), report.get_traceback_text()):
        assert body not in page
        assert COOKIE not in page
        assert settings.SECRET_KEY not in page
