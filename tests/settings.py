"""The project's settings with what tests need: quick hashes, files as they lie."""

import os
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only-for-tests-" * 4)
os.environ.setdefault("ORIGINS", "http://testserver")
# Never what `make run` keeps.
VAR = Path(__file__).resolve().parents[1] / ".cache" / "tests"
VAR.mkdir(parents=True, exist_ok=True)
os.environ.setdefault("VAR_DIR", str(VAR))
if os.environ.get("ALONGSIDE_TEST_DATABASE") == "postgres":
    from tests.parts import postgres

    # Workers of pytest-xdist inherit this, so that all share one PostgreSQL.
    os.environ.setdefault("DATABASE_URL", postgres.server().url("postgres"))

from chatserver.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Templates name files as they lie in static/, so nothing must be collected first.
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
# What a test is told must not depend on when it runs.
QUIET_HOURS = "never"
WHITENOISE_AUTOREFRESH = True
if IS_SQLITE:  # noqa: F405
    # A file with a WAL, as in real life: readers and the writer don't shut each other
    # out, as they do in memory. What it holds need not outlive a loss of power.
    DATABASES["default"]["TEST"] = {  # noqa: F405
        "NAME": str(VAR / f"{os.getpid()}.sqlite3")
    }
    DATABASES["default"]["OPTIONS"]["init_command"] = (  # noqa: F405
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    )
