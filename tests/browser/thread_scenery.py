"""What belongs to threads beside their sessions, in every state, for scenery.py."""

from typing import Any


def threads(cast: dict[str, Any], pair: Any) -> dict[str, str]:
    """A mentor who is worried, with goals, notes and the coordinators’ thread."""
    from mentoring.actions import goals, supporting

    worried = pair(cast, "pat worry")
    worry = supporting.raise_worry(worried, "She sounds low.", by=cast["mia"])
    goal = goals.suggest_goal(worried, "A walk on Sundays", by=worried.mentee)
    goals.agree_goal(goal, by=cast["mia"])
    step = goals.add_step(goal, "Put the shoes by the door", by=worried.mentee)
    goals.tick_step(step, by=worried.mentee, is_done=True)
    goals.write_notes(worried, "Likes the garden.", by=cast["mia"])
    return {
        "thread_worry": f"/threads/{worried.room_id}/",
        "goals": f"/threads/{worried.room_id}/goals/",
        "step": f"/threads/goals/{goal.pk}/step/",
        "notes": f"/threads/{worried.room_id}/notes/",
        "worry": f"/threads/{worried.room_id}/worry/",
        "support": f"/threads/support/{worry.support.room_id}/",
    }
