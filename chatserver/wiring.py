"""The one socket's table: stream prefix → the app that admits, reads and acts on it."""

from moderation.source import BoardSource
from people.source import InboxSource
from realtime.sources import Table
from rooms.source import RoomSource

TABLE: Table = {
    "room": RoomSource(),
    "flags": BoardSource(),
    "me": InboxSource(),
}
