"""What belongs to threads beside their sessions, in every state."""

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from mentoring import actions
from mentoring.actions import changing, ending, goals, supporting
from rooms import actions as rooms
from tests.browser.scenery.sessions import mentor, pair


def threads(cast: dict[str, Any]) -> dict[str, str]:
    """A mentor who is worried, with goals, notes and the coordinators’ thread."""
    worried = pair(cast, "pat worried")
    worry = supporting.raise_worry(worried, "She sounds low.", by=cast["mia"])
    goal = goals.suggest_goal(worried, "A walk on Sundays", by=worried.mentee)
    goals.agree_goal(goal, by=cast["mia"])
    step = goals.add_step(goal, "Put the shoes by the door", by=worried.mentee)
    goals.tick_step(step, by=worried.mentee, is_done=True)
    goals.write_notes(worried, "Likes the garden.", by=cast["mia"])
    words = {"body": "Ring me on 07700 900123", "cid": uuid.uuid4()}
    rooms.post(worried.room_id, by=worried.mentee, **words)
    ending.plan_ending(
        worried, timezone.localdate() + timedelta(days=9), by=cast["mia"]
    )
    over = pair(cast, "pat gone by")
    actions.end_mentorship(over, by=cast["cora"])
    nell = mentor(cast, "nell")
    anas = cast["ana"].mentorships_had.get(ended_at=None)
    asked = changing.suggest_change(anas, nell, by=cast["cora"])
    handed = changing.suggest_change(pair(cast, "pat handed on"), nell, by=cast["cora"])
    old = handed.mentorship
    changing.agree_change(handed, changing.Along(thread=True), by=old.mentee)
    return {
        "ending": f"/threads/{worried.room_id}/ending/",
        "ending_over": f"/threads/{over.room_id}/ending/",
        "change": f"/threads/changes/{asked.pk}/",
        "suggest_change": f"/threads/pair/{worried.pk}/change/",
        "handed": f"/threads/{old.room_id}/before/",
        "thread_worry": f"/threads/{worried.room_id}/",
        "goals": f"/threads/{worried.room_id}/goals/",
        "step": f"/threads/goals/{goal.pk}/step/",
        "notes": f"/threads/{worried.room_id}/notes/",
        "worry": f"/threads/{worried.room_id}/worry/",
        "support": f"/threads/support/{worry.support.room_id}/",
    }
