"""One line of a file of volunteers: its cells understood, or what is wrong with them. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime

from mentoring.choices import AGE_BANDS, GENDERS, LANGUAGES

LONGEST = {"alias": 24, "why": 1000, "few words": 300}
NEEDED = ("alias", "few words")
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y")
MOST_PEOPLE = 20


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


def row_of(
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
        if key_of(name) not in known
    ]
    return [known[key_of(name)] for name in names if key_of(name) in known]


def _one(kind: str, cell: str, known: dict[str, str], wrong: list[str]) -> str:
    if cell and key_of(cell) not in known:
        wrong.append(f"There is no {kind} “{cell[:60]}”.")
    return known.get(key_of(cell), "")


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


def key_of(name: str) -> str:
    return " ".join(name.casefold().split())


def by_key(names: Collection[str]) -> dict[str, str]:
    return {key_of(name): name for name in names}


def _keys_of(choices: dict[str, str]) -> dict[str, str]:
    """Both the code and the words for it are understood."""
    return {
        key_of(name): code for code, words in choices.items() for name in (code, words)
    }


LANGUAGE_KEYS, GENDER_KEYS, AGE_KEYS = map(_keys_of, (LANGUAGES, GENDERS, AGE_BANDS))
