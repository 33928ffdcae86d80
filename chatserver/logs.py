"""Keeps what people write out of logs and error reports, also when things break."""

import logging
import sys
import threading
import traceback
import warnings
from collections.abc import ItemsView, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

HERE = Path(__file__).resolve().parent.parent
# Only these loggers are known to be given words that the programmers wrote. Libraries
# put values into theirs: Daphne and asyncio repeat the text of an exception.
TRUSTED = frozenset(
    [
        "alongside",
        "chatserver",
        "evaluation",
        "care",
        "moderation",
        "mentoring",
        "rooms",
        "people",
        "realtime",
    ]
) | {"django.request", "django.security"}
LONGEST_WORD = 64
DEEPEST = 12


class WithoutText(logging.Filter):
    """Lets ids, numbers and single words through; exceptions become places in code."""

    def filter(self, record: logging.LogRecord) -> bool:
        if is_trusted(record.name):
            record.args = plain_args(record.args)
        else:
            record.msg, record.args = f"from {place(record.pathname)}", None
            record.msg += f":{record.lineno}"
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = "\n".join(outline(record.exc_info[1]))
        record.exc_info = None
        return True


class NothingPrivate(SafeExceptionReporterFilter):
    """An error report has no body, no cookies, no settings and no local variables."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_safe_cookies(self, request: HttpRequest) -> dict[str, Any]:
        return {}

    def get_safe_request_meta(self, request: HttpRequest) -> dict[str, Any]:
        return {}

    def get_safe_settings(self) -> dict[str, Any]:
        return {}

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: Any
    ) -> ItemsView[str, Any]:
        return dict[str, Any]().items()


def is_trusted(logger: str) -> bool:
    return any(logger == name or logger.startswith(f"{name}.") for name in TRUSTED)


def plain_args(args: Any) -> Any:
    if isinstance(args, dict):
        return {key: plain(value) for key, value in args.items()}
    return tuple(plain(value) for value in args) if args else args


def plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    text = value if isinstance(value, str) else ""
    if text and len(text) <= LONGEST_WORD and not any(map(str.isspace, text)):
        return text
    return f"<{type(value).__name__}>"


def outline(problem: BaseException) -> list[str]:
    """The kinds of exception in a chain and where they arose, without what they say."""
    lines = []
    for cause in chain(problem):
        lines.append(f"{type(cause).__name__}{code(cause)}")
        frames = traceback.extract_tb(cause.__traceback__)[-DEEPEST:]
        lines += [f"  {place(f.filename)}:{f.lineno} {f.name}" for f in frames]
        if isinstance(cause, BaseExceptionGroup):
            for member in cause.exceptions:
                lines += [f"  | {line}" for line in outline(member)]
    return lines


def chain(problem: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    cause: BaseException | None = problem
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield cause
        cause = cause.__cause__ or cause.__context__


def code(problem: BaseException) -> str:
    """What a database or the system calls it: a code, never a sentence with values."""
    for name in ("sqlstate", "sqlite_errorname", "errno"):
        found = getattr(problem, name, None)
        if found is not None:
            return f" ({found})"
    return ""


def place(filename: str) -> str:
    path = Path(filename)
    if path.is_relative_to(HERE) and "site-packages" not in path.parts:
        return str(path.relative_to(HERE))
    return "/".join(path.parts[-2:])


# --- What never passes through logging unless it is asked to


def catch_strays() -> None:
    """Sends what Python and Twisted would print to standard error through logging.

    To be called once the settings are read: until then a mistake in them is told whole.
    """
    sys.excepthook = log_uncaught
    threading.excepthook = log_uncaught_in_thread
    sys.unraisablehook = log_unraisable
    from twisted.logger import STDLibLogObserver, globalLogBeginner

    logging.getLogger("twisted").setLevel(logging.ERROR)
    observers: list[Any] = [STDLibLogObserver()]
    globalLogBeginner.beginLoggingTo(
        observers, discardBuffer=True, redirectStandardIO=False
    )
    warnings.showwarning = log_warning


def log_uncaught(
    kind: type[BaseException],
    problem: BaseException,
    trace: TracebackType | None,
) -> None:
    if not isinstance(problem, KeyboardInterrupt):
        _tell(problem)


def log_uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        _tell(args.exc_value)


def log_unraisable(args: "sys.UnraisableHookArgs") -> None:
    if args.exc_value is not None:
        _tell(args.exc_value)


def log_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: Any = None,
    line: str | None = None,
) -> None:
    where = f"{place(filename)}:{lineno}"
    logging.getLogger("chatserver").warning("%s at %s", category.__name__, where)


def _tell(problem: BaseException) -> None:
    logging.getLogger("chatserver").critical("Uncaught exception.", exc_info=problem)
