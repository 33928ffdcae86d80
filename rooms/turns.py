"""Whose turn comes next in a circle. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Place:
    """A seat as far as turns go; places come in the order in which people sat down."""

    person: int
    turns: int = 0
    hand_at: datetime | None = None


def next_speaker(places: Sequence[Place], current: int | None) -> int | None:
    """Who has had the fewest turns; among them a raised hand, the longest up, goes first.

    So nobody is passed over because others are louder, and nobody speaks twice running.
    """
    others = [place for place in places if place.person != current]
    if not others:
        return None
    fewest = min(place.turns for place in others)
    round_ = [place for place in others if place.turns == fewest]
    hands = [(place.hand_at, place.person) for place in round_ if place.hand_at]
    return min(hands)[1] if hands else round_[0].person
