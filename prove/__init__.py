"""Proves by experiment that nothing acknowledged is ever lost: `make prove`."""
