"""Replies in check-ins that nobody read reach the board; safe to run twice, or in two places."""

from moderation import unread
from moderation.actions.check_ins import raise_unread
from realtime.one_by_one import each


def raise_unread_replies() -> None:
    each(unread.replies().order_by("pk"), raise_unread)
