"""The first topics and requirements, which a charity changes as it likes."""

from typing import Any

from mentoring.models import Requirement, Topic
from realtime.writer import change

HELP = [
    "Looking after myself",
    "Sleep and tiredness",
    "Money and benefits",
    "Talking to services",
    "Family and friends",
    "Work alongside caring",
    "Loneliness",
    "Feeling low or worried",
    "Planning ahead",
    "Using a phone or computer",
]
LIVED = [
    "Caring for a parent",
    "Caring for a partner",
    "Caring for a child",
    "Dementia",
    "A learning disability",
    "Mental ill health",
    "A long illness",
    "Loss of somebody close",
    "Caring as a young person",
]
REQUIREMENTS: list[dict[str, Any]] = [
    {"name": "First reference", "help_words": "Somebody who knows them, in writing."},
    {"name": "Second reference", "help_words": "Somebody else, in writing."},
    {
        "name": "Background check",
        "help_words": "The level that your safeguarding lead decided.",
        "months": 36,
    },
    {"name": "First training", "help_words": "Listening, boundaries, what to pass on."},
    {"name": "Safeguarding training", "help_words": "Every two years.", "months": 24},
    {"name": "Supervision", "help_words": "A talk about how it goes.", "months": 3},
]


@change
def ensure_programme() -> None:
    """Puts the first lines in empty lists; what staff wrote is never overwritten."""
    if not Topic.objects.exists():
        for kind, names in ((Topic.Kind.HELP, HELP), (Topic.Kind.LIVED, LIVED)):
            Topic.objects.bulk_create(Topic(name=name, kind=kind) for name in names)
    if not Requirement.objects.exists():
        Requirement.objects.bulk_create(Requirement(**line) for line in REQUIREMENTS)
