"""Does it help? Reads every app; no app reads it."""
