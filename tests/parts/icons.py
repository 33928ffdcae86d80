"""Draws the icons of chatserver/static/img as PNG, for phones: `python -m tests.parts.icons`.

What stands for the place is in the middle four fifths, so that any mask may cut it.
"""

from pathlib import Path

from tests.parts.browsing import Browsing

FOLDER = Path(__file__).resolve().parents[2] / "chatserver" / "static" / "img"
NAMES = ("icon", "plain")
SIZES = (192, 512)


def draw() -> None:
    with Browsing("", "") as browsing:
        for size in SIZES:
            page = browsing.open(path="", viewport={"width": size, "height": size})
            for name in NAMES:
                page.set_content((FOLDER / f"{name}.svg").read_text())
                page.add_style_tag(content="body{margin:0} svg{display:block}")
                page.screenshot(path=FOLDER / f"{name}-{size}.png")


if __name__ == "__main__":
    draw()
