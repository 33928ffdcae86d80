"""The project: puts the parts together and holds no domain."""

import os

from chatserver.sqlite import use_sound_sqlite

# Before numpy is loaded: tables as small as ours are read fastest by one thread. On a
# busy machine several wait for each other, and teach the second reader six times as long.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
use_sound_sqlite()
