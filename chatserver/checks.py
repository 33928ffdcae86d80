"""What must be true before this may serve anybody."""

import sqlite3
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Warning, register

from chatserver.sqlite import SOUND
from moderation.screening import RulesError, default_screener
from people.push import keys


@register()
def sqlite_is_sound(**_: Any) -> list[CheckMessage]:
    if not settings.IS_SQLITE or sqlite3.sqlite_version_info >= SOUND:
        return []
    return [
        Warning(
            f"SQLite {sqlite3.sqlite_version} has a bug that can corrupt "
            "a database in WAL mode.",
            hint="Install the wheel pysqlite3, or use PostgreSQL (DATABASE_URL).",
            id="alongside.W001",
        )
    ]


@register()
def origins_are_given(**_: Any) -> list[CheckMessage]:
    if settings.ORIGINS:
        return []
    return [
        Error(
            "ORIGINS is missing: the address that people type, such as "
            "https://alongside.example.",
            id="alongside.E002",
        )
    ]


@register()
def push_key_is_one(**_: Any) -> list[CheckMessage]:
    try:
        key = keys.ours()
    except keys.BadKey:
        return [
            Error(
                "PUSH_KEY (or push.key in VAR_DIR) is not 32 bytes in base64url.",
                hint="Take PUSH_KEY away and run manage.py prepare, which makes one.",
                id="alongside.E003",
            )
        ]
    if key is not None:
        return []
    return [
        Info(
            "There is no key for telling people on their devices.",
            hint="manage.py prepare makes one.",
            id="alongside.I001",
        )
    ]


@register()
def rules_are_whole(**_: Any) -> list[CheckMessage]:
    try:
        default_screener()
    except RulesError as problem:
        return [
            Error(
                f"The screening rules are refused: {problem}",
                hint="Mend that line, or put the last rules back.",
                id="alongside.E001",
            )
        ]
    return []
