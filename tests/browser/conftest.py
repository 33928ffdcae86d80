"""Two peers in a room, one of them on a line that can fail."""

import pytest
from playwright.sync_api import expect

from tests.browser.line import Line
from tests.browser.test_talking import ROOM, message, write


@pytest.fixture
def pair(browsing):
    """Ana's page with a line that can fail, and ben's, whose line is good."""
    browsing.expect("WebSocket connection")
    browsing.expect("Failed to load resource")
    ana = browsing.open("ana")
    line = Line(ana)
    ana.goto(ROOM)
    ben = browsing.open("ben", ROOM)
    write(ben, "Are you there?")
    expect(message(ana, "Are you there?")).to_be_visible()
    return ana, line, ben
