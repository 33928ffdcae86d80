"""What can be done to people: each verb is one change."""

from people.actions.joining import make_invitation, register, withdraw_invitation
from people.actions.leaving import (
    close_account,
    forget_person,
    leave_again,
    leave_for_good,
)
from people.actions.limits import forget_attempt, forget_old, take_attempt
from people.actions.mailing import (
    confirm_address,
    forget_unconfirmed,
    give_address,
    remove_address,
)
from people.actions.proof import (
    change_passphrase,
    make_recovery_codes,
    recover_with_code,
)
from people.actions.refusal import Refused
from people.actions.resting import (
    end_break,
    hide_heavy_today,
    show_heavy,
    take_break,
)
from people.actions.second_factor import (
    add_second_factor,
    remove_second_factor,
    verify_second_factor,
)
from people.actions.standing import (
    change_preferences,
    change_role,
    end_session,
    keep_out_for_good,
    reinstate_person,
    suspend_person,
)
from people.actions.subscribing import (
    keep_subscription,
    remove_subscription,
    try_push,
)
from people.actions.telling import Telling, mark_notices_seen, notify, tell_each

__all__ = [
    "Refused",
    "Telling",
    "add_second_factor",
    "change_passphrase",
    "change_preferences",
    "change_role",
    "close_account",
    "confirm_address",
    "end_break",
    "end_session",
    "forget_attempt",
    "forget_old",
    "forget_person",
    "forget_unconfirmed",
    "give_address",
    "hide_heavy_today",
    "keep_out_for_good",
    "keep_subscription",
    "leave_again",
    "leave_for_good",
    "make_invitation",
    "make_recovery_codes",
    "mark_notices_seen",
    "notify",
    "recover_with_code",
    "register",
    "reinstate_person",
    "remove_address",
    "remove_second_factor",
    "remove_subscription",
    "show_heavy",
    "suspend_person",
    "take_attempt",
    "take_break",
    "tell_each",
    "try_push",
    "verify_second_factor",
    "withdraw_invitation",
]
