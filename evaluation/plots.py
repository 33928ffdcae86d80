"""Where the marks of the report's pictures stand; the same numbers stand in tables beside."""

from dataclasses import dataclass

from evaluation.difference import Result
from evaluation.programme import Messages

DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
SHADES = 5


@dataclass(frozen=True)
class Cell:
    x: int
    y: int
    shade: int


@dataclass(frozen=True)
class Week:
    """A week by the hour: the darker, the more messages."""

    cells: list[Cell]
    rows: list[tuple[str, list[int]]]
    days: list[str]
    # Each hour, with its messages on Monday to Sunday.
    hours: list[tuple[str, list[int]]]


@dataclass(frozen=True)
class Bar:
    """A mean change with its interval, in hundredths of the widest one shown."""

    result: Result
    low: float
    mean: float
    high: float


def week(messages: Messages) -> Week:
    most = max(messages.by_hour.values(), default=0)
    cells = [
        Cell(hour, day - 1, -(-SHADES * count // most))
        for (day, hour), count in sorted(messages.by_hour.items())
    ]
    rows = [
        (name, [_of_part(messages, day, part) for part in range(4)])
        for day, name in enumerate(DAYS, 1)
    ]
    hours = [
        (hour_words(hour), [messages.at(day, hour) for day in range(1, 8)])
        for hour in range(24)
    ]
    return Week(cells, rows, DAYS, hours)


def hour_words(hour: int) -> str:
    return f"{_clock(hour)} to {_clock(hour + 1)}"


def _clock(hour: int) -> str:
    return f"{(hour - 1) % 12 + 1}{'am' if hour % 24 < 12 else 'pm'}"


def _of_part(messages: Messages, day: int, part: int) -> int:
    """Night, morning, afternoon, evening: six hours each."""
    hours = range(part * 6, part * 6 + 6)
    return sum(messages.at(day, hour) for hour in hours)


def bars(results: list[Result]) -> list[Bar]:
    """Changes of everybody, each as a share of its score's whole range; 50 is none."""
    found = []
    for one in results:
        if one.change is not None:
            wide = one.high - one.low
            ends = (one.change.low, one.change.mean, one.change.high)
            low, mean, high = (round(50 + 50 * end / wide, 1) for end in ends)
            found.append(Bar(one, low, mean, high))
    return found
