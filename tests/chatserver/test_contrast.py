import math
import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "chatserver" / "static" / "css" / "app.css"
GROUNDS = ["ground", "surface", "sunken", "bubble"]
# What is read, on what it stands.
TEXT = [
    *[("text", ground) for ground in GROUNDS],
    *[("text-soft", ground) for ground in GROUNDS],
    *[("link", ground) for ground in GROUNDS],
    *[("danger", ground) for ground in [*GROUNDS, "danger-pale"]],
    *[("text", ground) for ground in ["care", "info", "good", "danger-pale", "found"]],
    *[("text-soft", ground) for ground in ["care", "good"]],
    *[("link", ground) for ground in ["care", "info", "good", "danger-pale"]],
    ("care-text", "care"),
    ("care-text", "surface"),
    ("info-text", "info"),
    ("good-text", "good"),
    ("on-action", "action"),
    ("on-action", "action-hover"),
    ("on-danger", "danger"),
    ("on-bar", "bar"),
    ("on-lamp", "lamp"),
]
# What must be seen: edges of controls, and the focus.
SHAPES = [
    *[("control", ground) for ground in ["ground", "surface", "bubble"]],
    *[("focus", ground) for ground in [*GROUNDS, "care", "info", "good"]],
    ("on-bar", "bar"),
    ("lamp", "bar"),
]


def tokens(scheme: str) -> dict[str, str]:
    light, dark = TOKENS.read_text().split("@media (prefers-color-scheme: dark)")
    text = light + dark if scheme == "dark" else light
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", text))


def luminance(name: str, known: dict[str, str]) -> float:
    value = known[name]
    if reference := re.fullmatch(r"var\(--([\w-]+)\)", value):
        return luminance(reference[1], known)
    lightness, chroma, hue = map(float, re.findall(r"[\d.]+", value)[:3])
    red, green, blue = linear(lightness, chroma, math.radians(hue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(lightness: float, chroma: float, hue: float) -> list[float]:
    """Linear sRGB of an OKLCH colour, clipped as a screen would."""
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    mixed = [
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    ]
    return [min(max(part, 0), 1) for part in mixed]


def contrast(one: str, other: str, scheme: str) -> float:
    known = tokens(scheme)
    pair = [luminance(f"color-{name}", known) for name in (one, other)]
    return (max(pair) + 0.05) / (min(pair) + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("words", "ground"), TEXT)
def test_words_can_be_read(words, ground, scheme):
    assert contrast(words, ground, scheme) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_can_be_seen(shape, ground, scheme):
    assert contrast(shape, ground, scheme) >= 3
