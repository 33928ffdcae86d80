"""By keyboard, with large letters, and in the machine's own colours: nobody loses their place."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_everyone_can_use_it import NOT_SEEN_WITH_FOCUS, assert_fits
from tests.browser.test_talking import ROOM, message, write
from tests.moderation.conftest import LOW

FOCUSED = "() => document.activeElement.textContent.trim() || document.activeElement.id"
# What is focused is in sight: nothing that sticks lies over it.
IN_SIGHT = """() => {
  const { left, top, width, height } = document.activeElement.getBoundingClientRect();
  const over = document.elementFromPoint(left + width / 2, top + height / 2);
  return document.activeElement.contains(over) || over?.contains(document.activeElement);
}"""
COUNT_WORDS = """() => {
  window.said = [];
  const region = document.querySelector(".message-list__said");
  new MutationObserver(() => window.said.push(region.textContent)).observe(region, {
    childList: true, characterData: true, subtree: true,
  });
}"""


@pytest.fixture
def ben(server, visit):
    line = visit(server, "ben").socket()
    line.join("room:1")
    return line


def react(line, number, on):
    line.send("react", stream="room:1", message=number, kind="hear", on=on)


def test_focus_stays_while_messages_come_change_and_go(browsing, server, visit, ben):
    first = ben.post("room:1", "A long day")["id"]
    page = browsing.open("ana", ROOM)
    expect(message(page, "A long day")).to_be_visible()
    page.evaluate(COUNT_WORDS)
    text = page.get_by_label("Your message")

    # While one writes.
    text.press_sequentially("I am ")
    for number in range(5):
        ben.post("room:1", f"And then {number}")
    expect(message(page, "And then 4")).to_be_visible()
    page.keyboard.type("here")
    expect(text).to_have_value("I am here")
    expect(page.locator(".message-list__said")).to_have_text("5 new messages")
    assert len(page.evaluate("() => window.said")) == 1

    # While one is on a message whose reactions come and go.
    react(ben, first, True)
    chip = message(page, "A long day").locator(".reaction")
    expect(chip).to_contain_text("ben")
    chip.focus()
    cora = visit(server, "mia").socket()
    cora.join("room:1")
    react(cora, first, True)
    expect(chip).to_contain_text("ben, mia")
    assert page.evaluate(FOCUSED).startswith("I hear you")

    # And when that message is taken back.
    message(page, "A long day").get_by_role("link", name="Reply").focus()
    page.keyboard.press("Shift")
    visit(server, "ben").post(f"/rooms/1/messages/{first}/take-back/")
    expect(page.locator(f"#m{first}")).to_have_class("message message--taken-back")
    assert page.evaluate("() => document.activeElement.id") == f"m{first}"


def test_with_large_letters_and_with_the_machines_own_colours(browsing, ben):
    page = browsing.open("ana", ROOM, viewport={"width": 320, "height": 640})
    ben.post("room:1", "Somewhere above")
    expect(message(page, "Somewhere above")).to_be_visible()
    page.emulate_media(forced_colors="active")
    assert page.evaluate(NOT_SEEN_WITH_FOCUS) == []
    page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")

    assert_fits(page)
    message(page, "Somewhere above").get_by_role("link", name="Reply").focus()
    assert page.evaluate(IN_SIGHT)
    page.get_by_label("Your message").focus()
    assert page.evaluate(IN_SIGHT)
    assert page.get_by_label("Your message").bounding_box()["width"] > 200
    write(page, "I can write")
    expect(message(page, "I can write")).to_be_visible()

    board = browsing.open("max", "/moderation/", viewport={"width": 320, "height": 640})
    flags = board.locator("flag-board li.flag")
    before = flags.count()
    ben.post("room:1", LOW)
    expect(flags).to_have_count(before + 1)
    board.emulate_media(forced_colors="active")
    board.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    assert_fits(board)
    assert board.evaluate(NOT_SEEN_WITH_FOCUS) == []
    flags.first.get_by_role("link").focus()
    assert board.evaluate(IN_SIGHT)
    ben.post("room:1", f"{LOW} Please.")
    expect(flags).to_have_count(before + 2)
    assert board.evaluate("() => document.activeElement.closest('li.flag') !== null")
