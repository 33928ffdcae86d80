"""Every knob, read from the environment; safe for real members unless DEBUG=1."""

import ipaddress
import re
from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path

import django_stubs_ext
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from chatserver import environment as env
from chatserver import postgres

# Lets forms and views name their types, as the type checker asks.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))

# --- Where it runs

DEBUG = env.flag("DEBUG")
DEMO = env.flag("DEMO")
HOST = env.text("HOST", "127.0.0.1")
PORT = env.number("PORT", 8000)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


if DEMO and not _is_loopback(HOST):
    raise ImproperlyConfigured(
        f"DEMO=1 has known passphrases, so it only runs on this machine. HOST is {HOST!r}: "
        "use 127.0.0.1, or leave DEMO out."
    )

SECRET_KEY = env.text("SECRET_KEY") or ("demo-only-" * 6 if DEMO or DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is missing. Make one: "
        "python -c 'import secrets; print(secrets.token_urlsafe(50))'"
    )
SECRET_KEY_FALLBACKS = env.items("SECRET_KEY_FALLBACKS")
# Make the hashes of the audit, the newest first; without any, one from SECRET_KEY does.
AUDIT_KEYS = env.items("AUDIT_KEYS")
AUDIT_ANCHORS = env.text("AUDIT_ANCHORS") or str(VAR_DIR / "audit-anchors")

# The exact origins (scheme, host, port) that browsers may use.
ORIGINS = env.origins("ORIGINS") or (
    [f"http://127.0.0.1:{PORT}", f"http://localhost:{PORT}"] if DEMO or DEBUG else []
)
# The machine itself asks /livez and /readyz.
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
ALLOWED_HOSTS += [env.host_of(origin) for origin in ORIGINS]
CSRF_TRUSTED_ORIGINS = ORIGINS
TRUSTED_PROXIES = env.addresses("TRUSTED_PROXIES")
IS_HTTPS = bool(ORIGINS) and all(origin.startswith("https://") for origin in ORIGINS)

# --- Parts

ROOT_URLCONF = "chatserver.urls"
ASGI_APPLICATION = "chatserver.asgi.application"
INSTALLED_APPS = [
    "daphne",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "csp",
    "channels",
    "chatserver",
    "realtime",
    "people",
    "rooms",
    "mentoring",
    "moderation",
    "evaluation",
    "care",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "chatserver.storage.WholeFiles",
    # With random padding, so that its size tells nothing of what is inside.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "chatserver.middleware.private_answers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "chatserver.middleware.SignedInOrAsked",
    "moderation.acting.notes_acts",
    "people.middleware.readers_zone",
    "people.middleware.readers_language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            # Nearly every page marks its words for translation.
            "builtins": ["django.templatetags.i18n", "people.templatetags.clock"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "chatserver.context.community",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader"],
                )
            ]
            if not DEBUG
            else ["django.template.loaders.filesystem.Loader"],
        },
    }
]

# --- Stores

DATABASES = {
    "default": env.database(
        env.text("DATABASE_URL"), str(VAR_DIR / "alongside.sqlite3")
    )
}
IS_SQLITE = DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
if IS_SQLITE:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        ),
    }
else:
    ours = postgres.options(env.number("DATABASE_POOL", 12, least=4))
    DATABASES["default"]["OPTIONS"] = ours | DATABASES["default"]["OPTIONS"]
DATABASES["default"]["CONN_MAX_AGE"] = 0
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Nudges between processes travel through Redis; with one process there is none.
REDIS_URL = env.redis("REDIS_URL")
CHANNEL_LAYERS = (
    {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [REDIS_URL], "prefix": "alongside"},
        }
    }
    if REDIS_URL
    else {}
)

# --- People

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["people.backend.PeopleBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign_in"
SIGN_UP = env.choice(
    "SIGN_UP", "open" if DEMO else "invitation", ("open", "invitation")
)
ADULTS_ONLY = env.flag("ADULTS_ONLY", True)
# A second factor is asked of staff everywhere but in the demo.
STAFF_SECOND_FACTOR = not DEMO

SESSION_ENGINE = "people.sessions"
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
SESSION_COOKIE_NAME = "__Host-session" if IS_HTTPS else "session"
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_HTTPS else "csrf"
CSRF_FAILURE_VIEW = "chatserver.views.form_expired"

# --- The community

COMMUNITY_NAME = env.text("COMMUNITY_NAME", "Alongside")
TIME_ZONE = env.zone("TIME_ZONE", "Europe/London")
USE_TZ = True
# Notices wait in silence then; each person may choose other hours.
QUIET_HOURS = env.text("QUIET_HOURS", "never" if DEMO else "22-08")
if not re.fullmatch(r"never|([01]\d|2[0-3])-([01]\d|2[0-3])", QUIET_HOURS):
    raise ImproperlyConfigured("QUIET_HOURS must be like 22-08, or never.")
LANGUAGE_CODE = "en-gb"
# Each by its own name: who looks for one may read no other.
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
FORM_RENDERER = "people.long_words.Renderer"

# --- House rules: limits that keep the place calm, each a setting

MAX_BODY = 4_000  # characters in a message
MAX_FRAME = 16_384  # bytes in a socket frame
POSTS_PER_MINUTE = env.number("POSTS_PER_MINUTE", 20, least=1)  # one person
POSTS_BURST = env.number("POSTS_BURST", 8, least=1)
FRAMES_PER_SECOND = env.number("FRAMES_PER_SECOND", 10, least=1)  # one socket
FRAMES_BURST = env.number("FRAMES_BURST", 60, least=4)
SOCKETS_PER_ADDRESS = env.number("SOCKETS_PER_ADDRESS", 40, least=1)
SOCKETS_PER_PERSON = env.number("SOCKETS_PER_PERSON", 12, least=1)
SOCKETS_IN_ALL = env.number("SOCKETS_IN_ALL", 10_000, least=1)
SIGN_INS_PER_QUARTER_HOUR = env.number("SIGN_INS_PER_QUARTER_HOUR", 10, least=1)
SIGN_UPS_PER_HOUR = env.number("SIGN_UPS_PER_HOUR", 20, least=1)  # one address
REPORTS_PER_HOUR = env.number("REPORTS_PER_HOUR", 30, least=1)  # one person
PAGE_OF_MESSAGES = 50
HEARTBEAT = 10  # seconds
COVER_LASTS = timedelta(seconds=30)  # after a moderator was last there: for a reload
CLAIM_LASTS = {  # how long a claimed flag stays with its owner without activity
    "red": timedelta(minutes=5),
    "amber": timedelta(minutes=30),
    "yellow": timedelta(minutes=30),
    "green": timedelta(minutes=30),
}
TARGETS = {  # a flag is taken within; the lead changes them on /moderation/targets/
    "red": timedelta(minutes=5),
    "amber": timedelta(minutes=30),
    "yellow": timedelta(hours=4),
    "green": timedelta(hours=24),
}
SESSION_OPENS_BEFORE = timedelta(minutes=10)
DATA_UPLOAD_MAX_MEMORY_SIZE = 65_536

# --- Reaching people who are not here: never what somebody wrote

EMAIL_HOST = env.text("EMAIL_HOST")
# TLS from the first byte, as on port 465; else STARTTLS.
EMAIL_USE_SSL = env.flag("EMAIL_USE_SSL")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", not EMAIL_USE_SSL)
if EMAIL_USE_SSL and EMAIL_USE_TLS:
    raise ImproperlyConfigured(
        "EMAIL_USE_SSL and EMAIL_USE_TLS are both 1. Use EMAIL_USE_SSL for port 465, "
        "EMAIL_USE_TLS (STARTTLS) for port 587."
    )
EMAIL_PORT = env.number("EMAIL_PORT", 465 if EMAIL_USE_SSL else 587, least=1)
EMAIL_HOST_USER = env.text("EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_PASSWORD")
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "alongside@localhost")
# Webhooks over plain HTTP show who is called, so that only developers may.
PLAIN_WEBHOOKS = DEMO or DEBUG
# Hosts in our own network that a webhook may lead to; else only the open internet.
INSIDE_WEBHOOKS = [host.lower() for host in env.items("INSIDE_WEBHOOKS")]
if DEMO or DEBUG:
    INSIDE_WEBHOOKS += ["127.0.0.1", "localhost"]

# It may say a name too: Alongside <post@example.org>.
SENDER = parseaddr(DEFAULT_FROM_EMAIL)[1]
if not re.fullmatch(r"[^\s@]+@[^\s@]+", SENDER):
    raise ImproperlyConfigured("EMAIL_FROM must be one address, like post@example.org.")

# The key by which push services know this community; else VAR_DIR/push.key.
PUSH_KEY = env.text("PUSH_KEY")
# Whom they write to if something is wrong: mailto: or https:.
PUSH_CONTACT = env.text("PUSH_CONTACT") or (
    ORIGINS[0] if IS_HTTPS else f"mailto:{SENDER}"
)
if not re.match(r"mailto:[^\s@]+@|https://[^\s/]", PUSH_CONTACT):
    raise ImproperlyConfigured(
        "PUSH_CONTACT must be like mailto:post@example.org or https://example.org."
    )
# A push service on this machine is only for developers and tests.
LOOPBACK_PUSH = DEMO or DEBUG

# What screens a message before its transaction begins (rooms must not know moderation).
SCREENER = "moderation.receivers.screen_bodies"
# What waits for a coordinator in a thread, and whether anything does.
HOLDS_IN_THREADS = "moderation.conduct.holds_in_threads"
IS_HOLDING_IN_THREADS = "moderation.conduct.is_holding_in_threads"
# Asked by mentoring, which knows nothing of retention.
THREADS_KEPT_FOR = "moderation.retention.threads_kept_for"

# --- Pages

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "chatserver.storage.ModuleStorage"
    },
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF, *(origin.replace("http", "ws", 1) for origin in ORIGINS)],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["offline"],  # makes the one address /sw.js (js/offline.js)
    }
}
X_FRAME_OPTIONS = "DENY"
# With no-referrer, browsers send forms with "Origin: null", which CSRF must refuse.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_SSL_REDIRECT = IS_HTTPS and env.flag("SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
)

# --- Logs: ids and numbers, never what somebody wrote

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_text": {"()": "chatserver.logs.WithoutText"}},
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["no_text"],
        }
    },
    "root": {"handlers": ["stderr"], "level": env.choice("LOG_LEVEL", "INFO", LEVELS)},
    "loggers": {
        "django": {"level": "INFO"},
        # Request lines hold paths; the proxy in front keeps the access log, if any.
        "django.request": {"level": "ERROR"},
        "daphne": {"level": "WARNING"},
    },
}
DEFAULT_EXCEPTION_REPORTER_FILTER = "chatserver.logs.NothingPrivate"
