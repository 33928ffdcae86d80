"""The tables of docs/protocol.md, read so that tests can hold the code to them."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")


def table(heading: str) -> list[list[str]]:
    """The cells of the first table under a heading, without their backticks."""
    rows: list[list[str]] = []
    for line in section(heading).splitlines():
        if line.startswith("|"):
            rows.append([cell.strip(" `") for cell in line.strip("|").split("|")])
        elif rows:
            break
    return rows[2:]


def section(heading: str) -> str:
    """What stands under a heading, up to the next of any depth."""
    told = re.split(rf"^#+ {re.escape(heading)}$", TEXT, flags=re.MULTILINE)[1]
    return re.split(r"^#+ ", told, maxsplit=1, flags=re.MULTILINE)[0]


def names(heading: str) -> set[str]:
    """What stands in the first column."""
    return {row[0] for row in table(heading)}


def source(*files: str) -> str:
    return "\n".join(
        path.read_text(encoding="utf-8")
        for name in files
        for path in sorted(ROOT.glob(name))
    )
