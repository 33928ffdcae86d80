"""Draws a calm picture for an alias: always the same, and nothing to read in it."""

from django.utils.crypto import salted_hmac

# Backgrounds with shapes that stand out from them (3 to 1 or more), in light and dark.
COLOURS = (
    ("#1f5f4b", "#cfe8dc", "#f4c77b"),
    ("#2d4f7c", "#d3e2f5", "#f2b8a0"),
    ("#6b3f63", "#efd9ec", "#a9d6c4"),
    ("#7a4a21", "#f6e1c8", "#b5d3e8"),
    ("#3d5a2a", "#dfeccf", "#f0c4d0"),
    ("#24606b", "#cdeaee", "#f3cf8e"),
    ("#7a3b3b", "#f7d9d5", "#c3dba8"),
    ("#4a4a72", "#dedef4", "#f1c9a5"),
)


def draw(alias: str) -> str:
    """An SVG; keyed, so that nobody can try aliases against a picture."""
    dice = salted_hmac("people.avatar", alias, algorithm="sha256").digest()
    ground, light, warm = COLOURS[dice[0] % len(COLOURS)]
    hill, sun = _hill(dice[1], dice[2], light), _sun(dice[3], dice[4], warm)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<rect width="64" height="64" fill="{ground}"/>'
        f"{sun}{hill}{_mark(dice[5], dice[6], ground)}</svg>"
    )


def _sun(place: int, size: int, colour: str) -> str:
    return (
        f'<circle cx="{14 + place % 37}" cy="{16 + place % 7}" r="{7 + size % 6}" '
        f'fill="{colour}"/>'
    )


def _hill(left: int, right: int, colour: str) -> str:
    start, end = 30 + left % 18, 30 + right % 18
    return (
        f'<path d="M0 {start} C 20 {start - 14}, 40 {end + 14}, 64 {end} V64 H0 Z" '
        f'fill="{colour}"/>'
    )


def _mark(shape: int, place: int, colour: str) -> str:
    across = 16 + place % 33
    return (
        f'<circle cx="{across}" cy="55" r="4" fill="{colour}"/>',
        f'<path d="M{across - 5} 60 l5 -10 l5 10 Z" fill="{colour}"/>',
        f'<rect x="{across - 4}" y="51" width="8" height="8" fill="{colour}"/>',
        f'<path d="M{across - 8} 56 q4 -5 8 0 t8 0" fill="none" stroke="{colour}" '
        'stroke-width="3" stroke-linecap="round"/>',
    )[shape % 4]
