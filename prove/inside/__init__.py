"""A process of its own: loads the apps before the program beside this reads their models."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatserver.settings")
django.setup()
