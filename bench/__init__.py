"""Plays real conversations through a running server, and measures what comes of it."""
