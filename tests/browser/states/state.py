"""What a state of a page is, and what somebody does on a page to get there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Act = Callable[[Any], None]


@dataclass(frozen=True)
class State:
    """Who opens a page, what they do there, and how it stands then."""

    page: str  # the name of its URL
    path: str
    alias: str = ""  # nobody signed in
    how: str = ""
    acts: tuple[Act, ...] = ()
    world: str = "demo"  # or "first day": a real community before anybody came
    scripts: bool = True
    is_refused: bool = False  # answered 403 or 404, in words

    def __str__(self) -> str:
        who = f"by {self.alias}" if self.alias else "by a visitor"
        told = [self.page, who, self.how, "" if self.scripts else "without scripts"]
        where = "" if self.world == "demo" else f"on a {self.world}"
        return " ".join(part for part in [*told, where] if part)


def press(name: str) -> Act:
    return lambda page: page.get_by_role("button", name=name, exact=True).first.click()


def follow(name: str) -> Act:
    return lambda page: page.get_by_role("link", name=name, exact=True).first.click()


def fill(label: str, words: str) -> Act:
    return lambda page: page.get_by_label(label, exact=True).first.fill(words)


def unfold(page: Any) -> None:
    page.locator(".menu > summary").last.click()


def choose(label: str) -> Act:
    return lambda page: page.get_by_label(label).check()


def listen(page: Any) -> None:
    page.get_by_role("button", name="Join just to listen").click()
    page.locator(".listening").wait_for()


def write(words: str) -> Act:
    def send(page: Any) -> None:
        page.get_by_label("Your message").fill(words)
        page.get_by_label("Your message").press("Enter")

    return send


def see(selector: str) -> Act:
    return lambda page: page.locator(selector).first.wait_for()


DAY_ONE = "first day"
