"""Screening, flags, decisions, shifts: decides; lower apps carry out."""
