"""What can be done in rooms: each verb is one change."""

from rooms.actions.editing import edit_message, edit_messages
from rooms.actions.expiring import expire_messages
from rooms.actions.hiding import (
    hide_person,
    hide_reactions,
    hide_word,
    show_person,
    show_word,
)
from rooms.actions.holding import refuse_message, release_message
from rooms.actions.hours import (
    add_break,
    add_hours,
    keep_hours,
    remove_break,
    remove_hours,
    set_holds_unscreened,
)
from rooms.actions.mending import (
    add_warning,
    cover_message,
    react,
    remove_warning,
    set_warning,
    take_back,
)
from rooms.actions.places import (
    close_room,
    describe_room,
    end_cover,
    join_room,
    keep_open,
    leave_room,
    mute_member,
    open_private_room,
    open_room,
    readmit_member,
    remove_member,
    renew_cover,
    set_needs_cover,
    set_next_watches,
)
from rooms.actions.reading import Reading, mark_read, mark_readings
from rooms.actions.storing import post, post_message, post_messages

__all__ = [
    "Reading",
    "add_break",
    "add_hours",
    "add_warning",
    "close_room",
    "cover_message",
    "describe_room",
    "edit_message",
    "edit_messages",
    "end_cover",
    "expire_messages",
    "hide_person",
    "hide_reactions",
    "hide_word",
    "join_room",
    "keep_hours",
    "keep_open",
    "leave_room",
    "mark_read",
    "mark_readings",
    "mute_member",
    "open_private_room",
    "open_room",
    "post",
    "post_message",
    "post_messages",
    "react",
    "readmit_member",
    "refuse_message",
    "release_message",
    "remove_break",
    "remove_hours",
    "remove_member",
    "remove_warning",
    "renew_cover",
    "set_holds_unscreened",
    "set_needs_cover",
    "set_next_watches",
    "set_warning",
    "show_person",
    "show_word",
    "take_back",
]
