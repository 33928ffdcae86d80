"""A file of volunteers: rows to bring in, and what is wrong with the others, by line. Pure."""

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from mentoring.choices import AGE_BANDS, GENDERS, LANGUAGES

MOST_ROWS = 2_000
LONGEST = {"alias": 24, "why": 1000, "few words": 300}
COLUMNS = ("alias", "why", "few words", "topics", "languages", "gender", "age", "most")
NEEDED = ("alias", "few words")
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y")
MOST_PEOPLE = 20


class FileError(ValueError):
    """Nothing of it can be read; says why in words."""


@dataclass(frozen=True)
class Problem:
    line: int
    words: str


@dataclass(frozen=True)
class Row:
    """One volunteer as the file tells of them."""

    line: int
    alias: str
    why: str
    few_words: str
    topics: list[str]
    languages: list[str]
    gender: str
    age_band: str
    most: int
    # By the name of what is asked of mentors: when it was done, as 2026-05-14.
    checks: dict[str, str]


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
    known = {"topics": _by_key(topics), "asked": _by_key(asked)}
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
        names = [_key(name) for name in next(reader, [])]
    except csv.Error:
        names = []
    missing = [name for name in NEEDED if name not in names]
    if missing:
        words = ", ".join(missing)
        raise FileError(f"The first line must name the columns. Missing: {words}.")
    strange = [n for n in names if n not in {*COLUMNS, *map(_key, asked)}]
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
    row = _row(line, cells, known, today, wrong)
    if not wrong and _key(row.alias) in seen:
        wrong.append("This alias stands in the file already.")
    if wrong:
        table.problems += [Problem(line, words) for words in wrong]
    else:
        seen.add(_key(row.alias))
        table.rows.append(row)


def _row(
    line: int,
    cells: dict[str, str],
    known: dict[str, dict[str, str]],
    today: date,
    wrong: list[str],
) -> Row:
    for name in NEEDED:
        if not cells[name]:
            wrong.append(f"“{name}” is empty.")
    for name, most in LONGEST.items():
        if len(cells.get(name, "")) > most:
            wrong.append(f"“{name}” is longer than {most} letters.")
    checks = {
        known["asked"][name]: _day(name, cell, today, wrong)
        for name, cell in cells.items()
        if name in known["asked"] and cell
    }
    return Row(
        line,
        alias=cells["alias"],
        why=cells.get("why", ""),
        few_words=cells["few words"],
        topics=_several("topic", cells.get("topics", ""), known["topics"], wrong),
        languages=_several("language", cells.get("languages", ""), LANGUAGE_KEYS, wrong)
        or ["en"],
        gender=_one("gender", cells.get("gender", ""), GENDER_KEYS, wrong),
        age_band=_one("age", cells.get("age", ""), AGE_KEYS, wrong),
        most=_number(cells.get("most", ""), wrong),
        checks=checks,
    )


def _several(
    kind: str, cell: str, known: dict[str, str], wrong: list[str]
) -> list[str]:
    names = [name.strip() for name in cell.split("|") if name.strip()]
    wrong += [
        f"There is no {kind} “{name[:60]}”."
        for name in names
        if _key(name) not in known
    ]
    return [known[_key(name)] for name in names if _key(name) in known]


def _one(kind: str, cell: str, known: dict[str, str], wrong: list[str]) -> str:
    if cell and _key(cell) not in known:
        wrong.append(f"There is no {kind} “{cell[:60]}”.")
    return known.get(_key(cell), "")


def _number(cell: str, wrong: list[str]) -> int:
    if not cell:
        return 2
    is_number = cell.isascii() and cell.isdigit() and len(cell) < 4
    if not is_number or not 1 <= int(cell) <= MOST_PEOPLE:
        wrong.append(f"“most” is a number from 1 to {MOST_PEOPLE}.")
        return 2
    return int(cell)


def _day(name: str, cell: str, today: date, wrong: list[str]) -> str:
    for shape in DAYS:
        try:
            day = datetime.strptime(cell, shape).replace(tzinfo=UTC).date()
        except ValueError:
            continue
        if day > today:
            wrong.append(f"“{name}” is in the future.")
        return day.isoformat()
    wrong.append(f"“{name}” is no day. Write it like 14/05/2026.")
    return ""


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _by_key(names: Collection[str]) -> dict[str, str]:
    return {_key(name): name for name in names}


def _keys_of(choices: dict[str, str]) -> dict[str, str]:
    """Both the code and the words for it are understood."""
    return {
        _key(name): code for code, words in choices.items() for name in (code, words)
    }


LANGUAGE_KEYS, GENDER_KEYS, AGE_KEYS = map(_keys_of, (LANGUAGES, GENDERS, AGE_BANDS))
