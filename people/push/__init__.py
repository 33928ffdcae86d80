"""Telling people on their own devices that something waits, and never what."""
