"""Answering, changing, warning and hiding, live in a browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_talking import ROOM, message, respond, write


def answer(page, words, reply):
    message(page, words).get_by_role("link", name="Reply").click()
    write(page, reply)


def test_a_reply_quotes_its_message_until_that_is_taken_back(browsing):
    ana, ben = browsing.open("ana", ROOM), browsing.open("ben", ROOM)
    write(ana, "It was a long day")
    answer(ben, "It was a long day", "Mine too")
    quoted = message(ana, "Mine too").locator(".message__reply")
    expect(quoted).to_have_text("In reply to ana: It was a long day")
    expect(ben.locator("reply-line")).to_be_hidden()
    respond(ana, "It was a long day", "Take this back")
    for page in (ana, ben):
        line = message(page, "Mine too").locator(".message__reply")
        expect(line).to_have_text("In reply to a message that was taken back")


def test_one_may_stop_replying(browsing):
    ana = browsing.open("ana", ROOM)
    write(ana, "One thing")
    message(ana, "One thing").get_by_role("link", name="Reply").click()
    expect(ana.locator("reply-line")).to_contain_text("Your reply to ana: One thing")
    expect(ana.get_by_label("Your message")).to_be_focused()
    ana.get_by_role("link", name="Stop replying").click()
    write(ana, "Another thing")
    expect(message(ana, "Another thing").locator(".message__reply")).to_be_hidden()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_message_with_a_warning_is_opened_by_who_wants_to(browsing, scripts):
    ana = browsing.open("ana", ROOM, java_script_enabled=scripts)
    ben = browsing.open("ben", ROOM)
    ana.get_by_text("Add a warning").click()
    ana.get_by_label("Food").check()
    ana.get_by_label("Your message").fill("I ate the cake")
    ana.get_by_role("button", name="Send").click()
    folded = ben.locator(".message").last
    expect(folded.get_by_text("May be hard to read: Food")).to_be_visible()
    expect(folded.get_by_text("I ate the cake")).to_be_hidden()
    folded.get_by_text("May be hard to read: Food").click()
    expect(folded.get_by_text("I ate the cake")).to_be_visible()
    write(ana, "And no warning now") if scripts else None
    expect(ana.locator(".composer__warning")).not_to_have_attribute(
        "open", re.compile("")
    )


def test_a_reply_is_written_without_scripts(browsing):
    ana = browsing.open("ana", ROOM, java_script_enabled=False)
    first = ana.locator(".message").first
    first.get_by_role("link", name="Reply").click()
    expect(ana.locator("reply-line")).to_contain_text("Your reply to cora")
    ana.get_by_label("Your message").fill("Thank you")
    ana.get_by_role("button", name="Send").click()
    expect(ana.locator(".message").last.locator(".message__reply")).to_contain_text(
        "In reply to cora: This room is for trying things out."
    )


@pytest.mark.parametrize("scripts", [True, False])
def test_words_are_changed_and_marked_for_the_other(browsing, scripts):
    ana = browsing.open("ana", ROOM, java_script_enabled=scripts)
    ben = browsing.open("ben", ROOM)
    ana.get_by_label("Your message").fill("I am tried")
    ana.get_by_role("button", name="Send").click()
    expect(message(ben, "I am tried")).to_be_visible()
    message(ana, "I am tried").locator("summary").click()
    message(ana, "I am tried").get_by_role("link", name="Change the words").click()
    ana.get_by_label("Your message").fill("I am tired")
    ana.get_by_role("button", name="Save").click()
    for page in (ana, ben):
        expect(message(page, "I am tired").get_by_text("edited")).to_be_visible()
    expect(ben.get_by_text("I am tried")).to_have_count(0)


def test_something_heavy_is_folded_in_one_tap(browsing):
    ana, ben = browsing.open("ana", ROOM), browsing.open("ben", ROOM)
    write(ana, "I keep making myself sick after every meal")
    ana.locator(".notice").get_by_role("button", name="Add a warning").click()
    for page in (ana, ben):
        folded = page.locator(".message").last
        expect(
            folded.get_by_text("May be hard to read: Something heavy")
        ).to_be_visible()
        expect(folded.locator(".message__body")).to_be_hidden()
    expect(ana.locator(".notice [data-acts]")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False])
def test_what_a_muted_person_writes_is_folded_and_can_be_read(browsing, scripts):
    ana = browsing.open("ana", ROOM, java_script_enabled=scripts)
    ben = browsing.open("ben", ROOM)
    theirs = ana.locator(".message").nth(1)
    theirs.locator("summary").click()
    theirs.get_by_role("button", name="Hide what ben writes").click()
    expect(ana.get_by_text("Only you know")).to_be_visible()
    write(ben, "Can you hear me?")
    expect(message(ben, "Can you hear me?")).to_be_visible()
    if not scripts:
        ana.get_by_role("link", name="Look for new messages").click()
    folded = ana.locator(".message--hidden").last
    expect(
        folded.get_by_text("1 message hidden: you muted this person")
    ).to_be_visible()
    expect(folded.locator(".message__author")).to_be_hidden()
    folded.get_by_text("1 message hidden").click()
    expect(folded.get_by_text("Can you hear me?")).to_be_visible()
    expect(folded.locator(".message__author")).to_be_visible()
