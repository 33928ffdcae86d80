"""What realtime keeps: the streams' counters, revocations, and who is connected where."""

import secrets

from django.db import models


def new_epoch() -> str:
    return secrets.token_hex(4)


class Stream(models.Model):
    """An ordered line of changes; its row lock orders every change to it."""

    name = models.CharField(max_length=64, primary_key=True)
    epoch = models.CharField(max_length=8, default=new_epoch)
    # Every change takes the next position.
    position = models.BigIntegerField(default=0)
    # Every new entry takes the next place, and keeps it.
    length = models.BigIntegerField(default=0)


class Revocation(models.Model):
    """Somebody may no longer read: everywhere, in one stream, or in one session."""

    person = models.BigIntegerField()
    stream = models.CharField(max_length=64, blank=True)
    session = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(db_index=True)


class Roster(models.Model):
    """Who is connected to one server process, and what they follow."""

    process = models.CharField(max_length=32, primary_key=True)
    at = models.DateTimeField(db_index=True)
    # {"persons": [person id, …], "streams": {stream: {person id: alias}}}
    here = models.JSONField(default=dict)
