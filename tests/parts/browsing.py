"""A headless browser whose pages must not complain and must not call anybody else."""

import os
from types import TracebackType
from typing import Any, Self

from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    sync_playwright,
)

from tests.parts import chromium

PATIENCE = 10_000  # milliseconds


class Browsing:
    """One browser for one test; each page has cookies and storage of its own."""

    def __init__(self, url: str, passphrase: str) -> None:
        self.url = url
        self.passphrase = passphrase
        self.complaints: list[str] = []
        self._expected: list[str] = []
        self._pages: set[str] = set()
        # Every server whose pages were opened: one may still fetch its help offline.
        self._ours: set[str] = set()

    def __enter__(self) -> Self:
        found = chromium.find()
        # Started for each test: its event loop must not linger into tests of sockets.
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(
            executable_path=found.path,
            args=chromium.FLAGS,
            env=dict(os.environ) | found.environment,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._browser.close()
        self._playwright.stop()

    def open(self, alias: str = "", path: str = "/", **options: Any) -> Page:
        """A new page in a context of its own, signed in where an alias is given."""
        page = self.page_in(self.context(**options))
        if alias:
            self._let_in(page.context, alias)
        if path:
            page.goto(path)
        return page

    def context(self, **options: Any) -> BrowserContext:
        """Cookies, storage and a cache of its own."""
        self._ours.add(f"{self.url}/")
        options = {"base_url": self.url, "locale": "en-GB"} | options
        context = self._browser.new_context(**options)
        context.on("request", self._requested)
        return context

    def page_in(self, context: BrowserContext) -> Page:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def close_pages(self) -> None:
        """A server takes so many connections from one address, and no more."""
        for context in self._browser.contexts:
            context.close()

    def _let_in(self, context: BrowserContext, alias: str) -> None:
        """Signs in without showing the pages for it: two are a second of a processor."""
        context.request.get("/sign-in/")
        [token] = [one["value"] for one in context.cookies() if one["name"] == "csrf"]
        answer = context.request.post(
            "/sign-in/",
            form={"alias": alias, "passphrase": self.passphrase},
            headers={"X-CSRFToken": token, "Origin": self.url},
        )
        assert answer.url == f"{self.url}/", f"{alias} could not sign in: {answer}"

    def sign_in(self, page: Page, alias: str) -> None:
        """As somebody does who is at the page already."""
        page.goto("/sign-in/")
        page.fill("[name=alias]", alias)
        page.fill("[name=passphrase]", self.passphrase)
        page.press("[name=passphrase]", "Enter")
        page.wait_for_url(f"{self.url}/")

    def expect(self, words: str) -> None:
        """Says that a complaint with these words is part of the test."""
        self._expected.append(words)

    def assert_calm(self) -> None:
        unexpected = [
            complaint
            for complaint in self.complaints
            if not any(words in complaint for words in self._expected)
        ]
        assert not unexpected, "\n".join(unexpected)

    def _heard(self, message: ConsoleMessage) -> None:
        place = message.location.get("url", "")
        # A page that refuses says so to its reader; the test looks at what it says.
        is_refusal = place in self._pages and "with a status of 4" in message.text
        if message.type in {"error", "warning"} and not is_refusal:
            self.complaints.append(f"{message.type}: {message.text} ({place})")

    def _requested(self, request: Request) -> None:
        if request.is_navigation_request():
            self._pages.add(request.url)
        if not request.url.startswith((*self._ours, "data:", "blob:")):
            self.complaints.append(f"asked another origin: {request.url}")
