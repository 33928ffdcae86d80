"""E11: rooms, threads, flags and revocations, beside a model small enough to be believed."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatserver.settings")
django.setup()
