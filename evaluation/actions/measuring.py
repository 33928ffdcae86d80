"""The measures a charity asks: the first ones, its own, and which are asked."""

from pathlib import Path

from evaluation import definitions, harm
from evaluation.actions import naming
from evaluation.models import Measure
from people.actions import Refused
from people.models import Person
from realtime.writer import change

SHIPPED = Path(__file__).resolve().parents[1] / "shipped"


@change
def ensure_measures() -> None:
    """Those that may be shipped; one that is there stays as it is."""
    for file in sorted(SHIPPED.glob("*.toml")):
        text = file.read_text()
        Measure.objects.get_or_create(
            key=definitions.read(text).key, defaults={"definition": text}
        )


@change
def add_measure(
    text: str,
    *,
    by: Person,
    licence_number: str,
    reader: Person | None = None,
    read_within_hours: int | None = None,
) -> Measure:
    """A charity's own measure; refused whole if any part cannot be used."""
    try:
        found = definitions.read(text)
    except definitions.Unusable as problem:
        raise Refused(str(problem), "file") from None
    asks = harm.asks_of_harm(found)
    if asks and (reader is None or not read_within_hours):
        raise Refused(
            f"“{asks}” asks about harm. Name who reads the answers, and how soon.",
            "reader",
        )
    if reader is not None:
        naming.check(reader)
    facts = {
        "definition": text,
        "licence_number": licence_number,
        "added_by": by,
        "reader": reader,
        "read_within_hours": read_within_hours,
    }
    added, is_new = Measure.objects.get_or_create(key=found.key, defaults=facts)
    if not is_new:
        raise Refused(f"There is a measure called {found.key} already.", "file")
    return added


@change
def turn_measure(measure: Measure, *, is_asked: bool) -> None:
    """Asks it, or asks it no longer; what was answered stays."""
    measure.is_asked = is_asked
    measure.save(update_fields=["is_asked"])
