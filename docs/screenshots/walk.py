"""The people of the demo in browsers: how they look, what they press, what is kept."""

import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from tests.parts.browsing import Browsing  # noqa: E402

PHONE = {
    "viewport": {"width": 375, "height": 700},
    "device_scale_factor": 1.4,
    "has_touch": True,
}
SMALL_AND_DARK = {
    "viewport": {"width": 320, "height": 600},
    "device_scale_factor": 1.4,
    "has_touch": True,
    "color_scheme": "dark",
}
DESK = {"viewport": {"width": 1060, "height": 680}}


class Walk:
    """The people of the demo, each in a browser of their own."""

    def __init__(self, browsing: Browsing) -> None:
        self._browsing = browsing

    def open(self, alias: str, path: str, look: dict[str, Any], **more: Any) -> Page:
        looks = {"reduced_motion": "reduce"} | look | more
        return self._browsing.open(alias, path, **looks)

    def close(self) -> None:
        self._browsing.close_pages()

    def keep(self, page: Page, name: str, part: str = "") -> None:
        """One picture of what is in the window, or from a part of the page on."""
        if part:
            page.locator(part).first.evaluate("part => part.scrollIntoView()")
        page.wait_for_load_state("networkidle")
        path = HERE / f"{name}.png"
        page.screenshot(path=path)
        sys.stdout.write(f"{path.stat().st_size / 1000:5.0f} kB  {path.name}\n")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).first.click()
    page.wait_for_load_state()


def write(page: Page, words: str) -> None:
    page.get_by_label("Your message").fill(words)
    press(page, "Send")
    said(page, words).wait_for()


def said(page: Page, words: str) -> Any:
    stored = page.locator("article[data-seq]:not([data-seq=undefined])")
    return stored.filter(has_text=words)
