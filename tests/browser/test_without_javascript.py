"""Everything in a room works without JavaScript, by links and forms."""

import pytest
from playwright.sync_api import expect

ROOM = "/rooms/1/"


@pytest.fixture
def plain(browsing):
    return browsing.open("ana", ROOM, java_script_enabled=False)


def write(page, words):
    page.get_by_label("Your message").fill(words)
    page.get_by_role("button", name="Send").click()


def said(page, words):
    return page.locator(".message").filter(has=page.get_by_text(words, exact=True))


def test_a_message_is_posted_by_form(plain):
    write(plain, "No scripts here")
    expect(said(plain, "No scripts here")).to_be_in_viewport()
    expect(plain.get_by_label("Your message")).to_be_empty()


def test_new_messages_are_seen_by_looking_again(plain, browsing):
    other = browsing.open("ben", ROOM, java_script_enabled=False)
    write(other, "Hello from ben")
    plain.get_by_role("link", name="Look for new messages").click()
    expect(said(plain, "Hello from ben")).to_be_in_viewport()


def test_a_reaction_is_given_and_taken_off(plain):
    plain.locator(".message summary").first.click()
    plain.locator(".message").first.get_by_role("button", name="I hear you").click()
    given = plain.locator(".message").first.locator(".reaction")
    expect(given).to_have_text("I hear you ana")
    given.click()
    expect(given).to_have_count(0)


def test_ones_own_message_is_taken_back(plain):
    write(plain, "Better unsaid")
    said(plain, "Better unsaid").locator("summary").click()
    said(plain, "Better unsaid").get_by_role("button", name="Take this back").click()
    expect(plain.get_by_text("This was taken back")).to_be_visible()
    expect(plain.get_by_text("Better unsaid")).to_have_count(0)


def test_words_in_a_quiet_room_wait_and_their_author_sees_so(plain):
    plain.goto("/rooms/2/")
    plain.get_by_label("Your message").fill("Is anyone about?")
    plain.get_by_role("button", name="Send").click()
    waits = plain.locator("article").filter(has_text="Is anyone about?")
    expect(waits).to_contain_text("This waits for a moderator.")


def test_a_session_that_ended_shows_the_words_again(plain, browsing):
    browsing.expect("status of 403")
    plain.get_by_label("Your message").fill("I wrote all of this")
    plain.context.clear_cookies(name="session")
    plain.get_by_role("button", name="Send").click()
    expect(plain.get_by_label("What you wrote")).to_have_value("I wrote all of this")


def test_a_room_is_joined_and_left(browsing):
    zed = browsing.open("zed", "/rooms/", java_script_enabled=False)
    zed.get_by_role("link", name="Practice room").click()
    zed.get_by_role("button", name="Join this room").click()
    write(zed, "New here")
    expect(said(zed, "New here")).to_be_visible()
    zed.get_by_role("link", name="About this room").click()
    zed.get_by_role("button", name="Leave this room").click()
    expect(zed.get_by_role("heading", name="Rooms", exact=True)).to_be_visible()


def test_a_distressed_author_sees_help(plain):
    write(plain, "I want to kill myself tonight")
    expect(plain.locator(".care-card")).to_contain_text("Samaritans")
