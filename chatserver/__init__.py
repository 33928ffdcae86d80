"""The project: puts the parts together and holds no domain."""

from chatserver.sqlite import use_sound_sqlite

use_sound_sqlite()
