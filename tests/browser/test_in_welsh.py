"""What scripts write is in the language of the page, whatever the browser knows."""

import re

from playwright.sync_api import expect

from tests.browser.test_talking import ROOM, message, write

A_WELSH_DAY = re.compile(
    r"^Dydd \w+ \d+ (Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi"
    r"|Hydref|Tachwedd|Rhagfyr)$"
)


def test_days_are_said_in_welsh_also_by_a_browser_that_knows_none(browsing):
    ben = browsing.open("ben", ROOM)
    write(ben, "Good night, all")
    expect(message(ben, "Good night, all")).to_be_visible()

    page = browsing.open("ana", f"{ROOM}?language=cy")

    expect(page.locator(".message-list__day").last).to_have_text(A_WELSH_DAY)
