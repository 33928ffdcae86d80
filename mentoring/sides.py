"""The two sides of a match, as matching sees them: who waits, and who may take them on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Side:
    """What both sides tell of themselves."""

    person: int
    needs: frozenset[str] = frozenset()
    experience: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset({"en"})
    gender: str = ""
    age_band: str = ""
    hours: frozenset[int] = frozenset()
    # Keyed hashes of places and names that must not meet.
    never: frozenset[str] = frozenset()
    is_known_by: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Mentee(Side):
    """Someone who waits for a mentor."""

    waited_days: float = 0.0
    # Mentors who were asked and it was not to be, on either side.
    not_again: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Mentor(Side):
    """Someone who may take a mentee on."""

    places: int = 1
    is_ready: bool = True
