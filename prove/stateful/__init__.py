"""E11: rooms, threads, flags and revocations, beside a model small enough to be believed."""
