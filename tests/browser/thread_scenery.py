"""What belongs to threads beside their sessions, in every state, for scenery.py."""

from typing import Any


def threads(cast: dict[str, Any], pair: Any) -> dict[str, str]:
    """A mentor who is worried, with the coordinators' thread about it."""
    from mentoring.actions import supporting

    worried = pair(cast, "pat worry")
    worry = supporting.raise_worry(worried, "She sounds low.", by=cast["mia"])
    return {
        "worry": f"/threads/{worried.room_id}/worry/",
        "support": f"/threads/support/{worry.support.room_id}/",
    }
