"""What care does: the house speaks, first visits go on, welcomers are told."""

from care.actions.feelings import (
    forget_feelings,
    forget_old_feelings,
    keep_feeling,
)
from care.actions.house import keep_house, speak_as_house, write_welcome
from care.actions.visiting import finish_visit, go_on
from care.actions.welcoming import (
    allow_welcoming,
    end_welcoming,
    offer_welcoming,
    show_unanswered,
    stop_welcoming,
)

__all__ = [
    "allow_welcoming",
    "end_welcoming",
    "finish_visit",
    "forget_feelings",
    "forget_old_feelings",
    "go_on",
    "keep_feeling",
    "keep_house",
    "offer_welcoming",
    "show_unanswered",
    "speak_as_house",
    "stop_welcoming",
    "write_welcome",
]
