"""What moderation does: reports, claims, decisions, check-ins, looks, shifts."""

from moderation.actions.appealing import answer_appeal, appeal_decision
from moderation.actions.claims import (
    claim_flag,
    release_flag,
    renew_claim,
    return_lapsed_claim,
    see_flag,
)
from moderation.actions.decisions import resolve_flag, was_decided
from moderation.actions.emergency import start_emergency, take_emergency_back
from moderation.actions.keeping import keep_flag
from moderation.actions.looks import Delay, delay_telling, open_thread_view, tell_pair
from moderation.actions.reports import report_message
from moderation.actions.seconding import agree, answer_red, disagree, withdraw
from moderation.actions.shifts import choose_rooms, end_shift, renew_cover, start_shift

__all__ = [
    "Delay",
    "agree",
    "answer_appeal",
    "answer_red",
    "appeal_decision",
    "choose_rooms",
    "claim_flag",
    "delay_telling",
    "disagree",
    "end_shift",
    "keep_flag",
    "open_thread_view",
    "release_flag",
    "renew_claim",
    "renew_cover",
    "report_message",
    "resolve_flag",
    "return_lapsed_claim",
    "see_flag",
    "start_emergency",
    "start_shift",
    "take_emergency_back",
    "tell_pair",
    "was_decided",
    "withdraw",
]
