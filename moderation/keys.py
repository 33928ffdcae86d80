"""The keys of the desk, as its pages show them.

Alt and a letter: screen readers keep single letters for themselves, and browsers keep
Alt with B, D, E, F, H, S, T and V. desk_keys.js acts on them.
"""

BOARD = (
    ("J", "the next flag"),
    ("K", "the flag before"),
    ("N", "the flag whose turn it is"),
)
FLAG = (
    ("C", "take it"),
    ("L", "keep it longer"),
    ("G", "give it back"),
    ("M", "not me today"),
    ("U", "the message"),
    ("I", "decide"),
    ("Q", "back to the board"),
)
