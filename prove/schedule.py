"""Who says what and when: made from a seed, so that it can be made again."""

import random
import uuid
from dataclasses import dataclass

PLAIN = (
    "Long day, kettle is on",
    "Slept badly but the walk helped",
    "Thank you, that helps",
    "My sister is coming tomorrow",
    "The garden looks nice today",
    "Trying one small thing today",
)
# The oracle is that the harness wrote these, whatever screening thinks of them.
DISTRESS = (
    "I want to kill myself tonight",
    "I am going to end my life",
    "I can't go on, I want to die",
    "I took all my pills an hour ago",
    "I cut myself again last night",
)


@dataclass(slots=True, frozen=True)
class Wish:
    """One post of the schedule: who writes what, how many seconds after the start."""

    at: float
    member: int
    cid: str
    body: str
    is_distress: bool


def schedule(
    chance: random.Random, members: int, posts: int, rate: float, distress: int
) -> list[Wish]:
    marked = set(chance.sample(range(posts), distress))
    return [
        _wish(chance, number / rate, members, number in marked)
        for number in range(posts)
    ]


def _wish(chance: random.Random, at: float, members: int, is_distress: bool) -> Wish:
    token = "".join(chance.choices("bcdfghjklmnpqrstvwxz", k=10))
    cid = str(uuid.UUID(int=chance.getrandbits(128)))
    words = chance.choice(DISTRESS if is_distress else PLAIN)
    return Wish(at, chance.randrange(members), cid, f"{words} {token}", is_distress)
