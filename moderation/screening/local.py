"""A community's own rules over those that ship: as data, as CSV, and not too wide."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from moderation.screening.rulebook import RuleBook, RulesError
from moderation.screening.verdict import CONCERNS, SEVERITIES

COLUMNS = ("id", "concern", "severity", "reason", "phrases", "steady", "retired")
YES, NO = {"yes", "true", "1"}, {"", "no", "false", "0"}
MOST_RULES = 500
MOST_PHRASES = 60
LONGEST = {"id": 60, "reason": 200, "phrase": 300}
# A rule that finds more of everyday talk than this finds everything.
WIDEST = 0.02


@dataclass(frozen=True, slots=True)
class Local:
    """One rule of the community: a new one, or a shipped one changed or retired."""

    id: str
    concern: str
    severity: str
    reason: str
    phrases: tuple[str, ...]
    steady: bool = False
    retired: bool = False
    # Where it stood in the file it came from.
    line: int = 1

    def plain(self) -> dict[str, Any]:
        values = asdict(self)
        del values["line"]
        return values | {"phrases": list(self.phrases)}

    def checked(self) -> "Local":
        """Itself, or a refusal that says what is wrong in it."""
        problem = _problem(self)
        if problem:
            raise RulesError(self.line, problem)
        return self


def _problem(rule: Local) -> str:
    if not rule.id or len(rule.id) > LONGEST["id"] or not _is_name(rule.id):
        return f"{rule.id!r} is no name for a rule: small letters, dots and lines only"
    if rule.retired:
        return ""
    if rule.concern not in CONCERNS:
        return f"{rule.concern!r} is not a known concern"
    if rule.severity not in SEVERITIES[1:]:
        return f"{rule.severity!r} is not a known severity"
    if not rule.reason.strip() or len(rule.reason) > LONGEST["reason"]:
        return "the reason is missing, or too long"
    if not 0 < len(rule.phrases) <= MOST_PHRASES:
        return f"a rule has between one and {MOST_PHRASES} phrases"
    if any(len(phrase) > LONGEST["phrase"] for phrase in rule.phrases):
        return f"a phrase is longer than {LONGEST['phrase']} letters"
    return ""


def _is_name(name: str) -> bool:
    return name.isascii() and name.replace(".", "").replace("_", "").isalnum()


def from_plain(rows: Iterable[dict[str, Any]]) -> tuple[Local, ...]:
    return tuple(
        Local(**(row | {"phrases": tuple(row["phrases"])}), line=line)
        for line, row in enumerate(rows, 1)
    )


def changed(rules: Sequence[Local], change: Local) -> tuple[Local, ...]:
    """The rules with this one in the place of its namesake, or at the end."""
    others = [rule for rule in rules if rule.id != change.id]
    return (*others, replace(change, line=len(others) + 1))


def read_csv(text: str) -> tuple[Local, ...]:
    """Every rule of a file, or a refusal by line."""
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise RulesError(1, f"the first line must be {','.join(COLUMNS)}")
    try:
        found = tuple(_rules(rows))
    except csv.Error as problem:
        raise RulesError(rows.line_num, str(problem)) from None
    if len(found) > MOST_RULES:
        raise RulesError(MOST_RULES, f"more than {MOST_RULES} rules")
    return found


def _rules(rows: "csv.DictReader[str]") -> Iterator[Local]:
    seen: set[str] = set()
    start = 2
    for row in rows:
        line, start = start, rows.line_num + 1
        if None in row or None in row.values():
            raise RulesError(line, f"a line has {len(COLUMNS)} columns")
        rule = Local(
            id=row["id"].strip(),
            concern=row["concern"].strip(),
            severity=row["severity"].strip(),
            reason=row["reason"].strip(),
            phrases=tuple(p.strip() for p in row["phrases"].splitlines() if p.strip()),
            steady=_truth(line, row["steady"]),
            retired=_truth(line, row["retired"]),
            line=line,
        ).checked()
        if rule.id in seen:
            raise RulesError(line, f"two rules are called {rule.id!r}")
        seen.add(rule.id)
        yield rule


def _truth(line: int, word: str) -> bool:
    if (low := word.strip().lower()) not in YES | NO:
        raise RulesError(line, f"{word!r} is neither yes nor no")
    return low in YES


def write_csv(rules: Iterable[Local]) -> str:
    file = io.StringIO(newline="")
    table = csv.writer(file)
    table.writerow(COLUMNS)
    for rule in rules:
        yes = {True: "yes", False: "no"}
        table.writerow(
            [
                rule.id,
                rule.concern,
                rule.severity,
                rule.reason,
                "\n".join(rule.phrases),
                yes[rule.steady],
                yes[rule.retired],
            ]
        )
    return file.getvalue()


def check_width(
    book: RuleBook, rules: Iterable[Local], everyday: Sequence[str]
) -> None:
    """Refuses a rule that finds something in much of what anybody says."""
    from moderation.screening.screener import Screener

    theirs = {rule.id: rule for rule in rules if not rule.retired}
    for compiled in book.rules:
        if compiled.id not in theirs:
            continue
        alone = Screener(replace(book, rules=(compiled,)))
        found = sum(bool(alone.screen(text).findings) for text in everyday)
        if found > WIDEST * len(everyday):
            share = round(100 * found / len(everyday))
            rule = theirs[compiled.id]
            raise RulesError(
                rule.line, f"{rule.id!r} would find {share} of 100 everyday messages"
            )
