"""Rooms, memberships, messages, reactions: converses and enforces."""
