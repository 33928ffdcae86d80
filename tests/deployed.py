"""Settings as a real community would have them, for `check --deploy`."""

import os

os.environ.update(
    SECRET_KEY="kR2v8Yt6Qm4Zp9Lx3Wn7Bc5Hd1Fg0Js-Ta_Ue-Vi_Xo-Yu4Zr6Qe",
    ORIGINS="https://alongside.example",
    DATABASE_URL="postgresql://alongside@127.0.0.1/alongside",
    REDIS_URL="redis://127.0.0.1:6379",
    DEMO="",
    DEBUG="",
)

from chatserver.settings import *  # noqa: F403
