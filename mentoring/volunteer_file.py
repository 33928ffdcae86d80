"""A file of volunteers: rows to bring in, and what is wrong with the others, by line. Pure."""

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from mentoring.volunteer_row import NEEDED, Row, by_key, key_of, row_of

MOST_ROWS = 2_000
COLUMNS = ("alias", "why", "few words", "topics", "languages", "gender", "age", "most")


class FileError(ValueError):
    """Nothing of it can be read; says why in words."""


@dataclass(frozen=True)
class Problem:
    line: int
    words: str


@dataclass
class Table:
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(
    text: str, topics: Collection[str], asked: Collection[str], today: date
) -> Table:
    """Every line is either a row or a problem; topics and what is asked by their names."""
    if "\0" in text:
        raise FileError("That is no CSV file. Save it as CSV UTF-8.")
    reader = _reader(text)
    names = _headings(reader, asked)
    known = {"topics": by_key(topics), "asked": by_key(asked)}
    table, seen = Table(), set[str]()
    try:
        for line, cells in _lines(reader, names):
            _take(table, seen, line, cells, known, today)
    except csv.Error:
        table.problems.append(Problem(reader.line_num, "This line cannot be read."))
    return table


def _reader(text: str) -> "csv._reader":  # type: ignore[name-defined]
    first = text.partition("\n")[0]
    mark = ";" if first.count(";") > first.count(",") else ","
    return csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)


def _headings(reader: Iterator[list[str]], asked: Collection[str]) -> list[str]:
    try:
        names = [key_of(name) for name in next(reader, [])]
    except csv.Error:
        names = []
    missing = [name for name in NEEDED if name not in names]
    if missing:
        words = ", ".join(missing)
        raise FileError(f"The first line must name the columns. Missing: {words}.")
    strange = [n for n in names if n not in {*COLUMNS, *map(key_of, asked)}]
    if strange:
        raise FileError(f"Nothing here is called “{strange[0][:60]}”.")
    if len(set(names)) != len(names):
        raise FileError("Two columns have the same name.")
    return names


def _lines(
    reader: "csv._reader",  # type: ignore[name-defined]
    names: list[str],
) -> Iterator[tuple[int, dict[str, str] | None]]:
    start = reader.line_num + 1
    for cells in reader:
        line, start = start, reader.line_num + 1
        if any(cell.strip() for cell in cells):
            fits = len(cells) == len(names)
            told = dict(zip(names, map(str.strip, cells), strict=False))
            yield line, told if fits else None


def _take(
    table: Table,
    seen: set[str],
    line: int,
    cells: dict[str, str] | None,
    known: dict[str, dict[str, str]],
    today: date,
) -> None:
    if len(table.rows) + len(table.problems) >= MOST_ROWS:
        raise FileError(f"At most {MOST_ROWS} volunteers at a time. Split the file.")
    if cells is None:
        table.problems.append(Problem(line, "It has more or fewer cells than names."))
        return
    wrong: list[str] = []
    row = row_of(line, cells, known, today, wrong)
    if not wrong and key_of(row.alias) in seen:
        wrong.append("This alias stands in the file already.")
    if wrong:
        table.problems += [Problem(line, words) for words in wrong]
    else:
        seen.add(key_of(row.alias))
        table.rows.append(row)
