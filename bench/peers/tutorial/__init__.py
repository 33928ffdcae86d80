"""A project around the tutorial's chat: its settings, and the apps loaded before it is."""

import os

import django
from django.conf import settings

SAVE_IN = os.environ.get("SAVE_IN", "")

settings.configure(
    SECRET_KEY="for the bench only",
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=[
        "daphne",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "channels",
    ],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": SAVE_IN.partition(",")[0],
            "NAME": SAVE_IN.partition(",")[2],
            "USER": "postgres",
            "CONN_MAX_AGE": 60,
        }
        if SAVE_IN
        else {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    },
    CHANNEL_LAYERS={
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [os.environ["REDIS_URL"]]},
        }
    },
    USE_TZ=True,
)
django.setup()
