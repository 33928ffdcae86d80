"""What one has begun to write stays, whatever ends or changes around it."""

import re

from playwright.sync_api import expect

from tests.browser.line import bodies
from tests.browser.test_talking import message, write

LONGEST = 4_000


def test_what_is_pasted_and_too_long_is_not_cut(pair):
    ana, _, ben = pair
    text = ana.get_by_label("Your message")
    text.focus()
    ana.keyboard.insert_text("a" * LONGEST + " the end")
    left = ana.locator(".composer__left")
    expect(left).to_contain_text("8 characters too many")
    text.press("Enter")
    expect(text).to_have_value("a" * LONGEST + " the end")
    text.fill("the end")
    expect(left).to_be_hidden()
    text.press("Enter")
    expect(message(ben, "the end")).to_be_visible()
    assert not any("a" * LONGEST in body for body in bodies(ben))


def test_a_reset_reads_the_room_anew_and_keeps_the_draft(pair):
    ana, line, ben = pair
    ana.get_by_label("Your message").fill("Half a thought")
    line.say(type="reset", stream="room:1")
    write(ben, "After the reset")
    expect(message(ana, "After the reset")).to_be_visible()
    expect(ana.get_by_label("Your message")).to_have_value("Half a thought")
    assert bodies(ana) == bodies(ben)


def test_a_session_that_ends_keeps_the_draft(pair):
    ana, _, ben = pair
    ana.get_by_label("Your message").fill("I had so much to say")
    other = ana.context.new_page()
    other.goto("/")
    other.get_by_role("button", name="Sign out").click()
    expect(ana.locator("connection-words")).to_contain_text("You’re signed out.")
    expect(ana.get_by_label("Your message")).to_have_value("I had so much to say")
    other.goto("/sign-in/")
    other.get_by_label("Alias").fill("ana")
    other.locator("[name=passphrase]").fill("alongside demo")
    other.locator("[name=passphrase]").press("Enter")
    other.wait_for_url("**/")
    ana.evaluate("dispatchEvent(new Event('online'))")
    expect(ana.locator("connection-words")).to_be_empty()
    ana.get_by_label("Your message").press("Enter")
    expect(message(ben, "I had so much to say")).to_be_visible()


def test_another_persons_session_does_not_get_the_draft(pair):
    ana, line, _ = pair
    ana.get_by_label("Your message").fill("For my eyes only")
    line.say(type="welcome", person={"id": 999, "alias": "ben"}, heartbeat=10)
    expect(ana.get_by_label("Your message")).to_have_value("")


def test_a_refused_message_says_why_and_can_be_changed(pair):
    ana, line, ben = pair
    line.drops = {"stored", "rows"}
    write(ana, "Will this go?")
    expect(message(ben, "Will this go?")).to_be_visible()
    cid = next(frame["cid"] for frame in line.sent if frame["type"] == "post")
    reason = "A moderator has paused your writing here for a time."
    line.say(type="refused", stream="room:1", cid=cid, code="muted", reason=reason)
    failed = ana.locator(".message--failed")
    expect(failed).to_contain_text(f"Not sent. {reason}")
    failed.get_by_role("button", name="Change it").click()
    expect(failed).to_have_count(0)
    expect(ana.get_by_label("Your message")).to_have_value("Will this go?")


def test_a_room_that_goes_quiet_says_so_and_keeps_the_draft(pair):
    ana, line, ben = pair
    ana.get_by_label("Your message").fill("Before you go")
    # The server tells of who is here too, and that the room is open.
    line.drops = {"presence"}
    words = "This room is quiet now."
    line.say(
        type="presence",
        stream="room:1",
        here=[],
        open=False,
        state="closed",
        words=words,
    )
    expect(ana.locator("#composer-words")).to_have_text(words)
    ana.get_by_label("Your message").press("Enter")
    expect(ana.get_by_label("Your message")).to_have_value("Before you go")
    line.say(
        type="presence",
        stream="room:1",
        here=[],
        open=True,
        state="open",
        words="Open.",
    )
    expect(ana.locator("#composer-words")).to_have_text("Open.")
    ana.get_by_label("Your message").press("Enter")
    expect(message(ben, "Before you go")).to_be_visible()


def test_who_is_removed_is_told_and_keeps_the_draft(pair):
    ana, line, _ = pair
    ana.get_by_label("Your message").fill("Let me explain")
    words = "You are no longer in this place."
    line.drops = {"presence"}
    line.say(type="refused", stream="room:1", code="revoked", reason=words)
    expect(ana.locator("connection-words")).to_have_text(words)
    expect(ana.locator("form.composer")).to_have_class(re.compile("composer--closed"))
    expect(ana.get_by_label("Your message")).to_have_value("Let me explain")


def test_leaving_asks_before_unsent_words_are_lost(pair):
    ana, line, _ = pair
    ana.route("**/changes/**", lambda route: route.abort())
    line.block()
    write(ana, "Not sent yet")
    asked = []
    ana.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    ana.goto("/rooms/")
    assert asked == ["beforeunload"]


def test_leaving_the_page_at_once_asks_nothing(pair):
    ana, line, _ = pair
    ana.eval_on_selector("exit-page a", "link => { link.href = '/house-rules/'; }")
    ana.route("**/changes/**", lambda route: route.abort())
    line.block()
    write(ana, "Not sent yet")
    asked = []
    ana.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    ana.evaluate("document.querySelector('exit-page').leave()")
    ana.wait_for_url("**/house-rules/")
    assert asked == []
