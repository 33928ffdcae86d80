"""A word of distress reaches a moderator who answers, and what comes back reaches them."""

import re

import pytest
from playwright.sync_api import expect

ROOM = "/rooms/1/"  # the demo's practice room, which is always open
WORDS = "I can't do this. I am going to kill myself tonight."
NOTE = "Hello Ana, it is Max. I read what you wrote. Are you safe just now?"
REPLY = "Not really. I am glad you wrote."


@pytest.fixture
def ana(browsing):
    return browsing.open("ana", ROOM)


@pytest.fixture
def board(browsing):
    """max's board, live."""
    page = browsing.open("max", "/moderation/")
    expect(page.locator(".flag--yellow")).to_be_visible()
    return page


def write(page, words):
    page.get_by_label("Your message").fill(words)
    page.get_by_label("Your message").press("Enter")


def follow(page, link):
    """Opens a link and waits until the page it leads to is alive."""
    link.click()
    page.wait_for_load_state()


def press(page, name):
    page.get_by_role("button", name=name).click()


def decide(page, outcome, reason, note=""):
    page.get_by_label(outcome).check()
    if note:
        page.get_by_label("First note").fill(note)
    page.get_by_label("Why?").fill(reason)
    press(page, "Keep this decision")


def test_distress_is_met_with_help_then_by_a_person(ana, board):
    write(ana, WORDS)
    expect(ana.locator(".care-card").first).to_be_visible()
    expect(ana.locator(".care-card").first).not_to_contain_text("kill")

    red = board.locator(".flag--red")
    expect(red).to_contain_text("ana, in Practice room")
    expect(red).not_to_contain_text("kill myself")
    expect(board).to_have_title("Moderation")
    red.get_by_role("link").click()
    expect(board.locator("mark.found").last).to_contain_text("kill myself")

    press(board, "Take this flag")
    expect(board.get_by_text("This flag is yours.")).to_be_visible()
    expect(board.get_by_text("It stays yours for 5 minutes.")).to_be_visible()
    board.get_by_label("I have more to do with this flag").check()
    decide(board, "Check in with the author", "Sounds in danger.", NOTE)
    expect(board.get_by_text("Your decision is kept.")).to_be_visible()
    expect(board.get_by_text("This flag is yours.")).to_be_visible()

    told = ana.locator("notice-inbox .notice").filter(has_text="max, a moderator")
    follow(ana, told.get_by_role("link"))
    expect(ana.get_by_text(NOTE)).to_be_visible()
    write(ana, REPLY)

    reply = board.locator("notice-inbox .notice").filter(has_text="reply in a check-in")
    follow(board, reply.get_by_role("link"))
    expect(board.get_by_text(REPLY)).to_be_visible()
    write(board, "I am here. Let us talk.")
    expect(ana.get_by_text("I am here. Let us talk.")).to_be_visible()


def test_a_flag_taken_by_a_colleague_shows_it_on_every_board(browsing, ana, board):
    sol = browsing.open("sol", "/moderation/")
    other_tab = board.context.new_page()
    other_tab.goto(board.url)
    write(ana, WORDS)
    board.locator(".flag--red").get_by_role(
        "link", name=re.compile(", ana in ")
    ).click()
    press(board, "Take this flag")

    expect(sol.locator(".flag--claimed")).to_contain_text("Taken by max")
    expect(other_tab.locator(".flag--claimed")).to_contain_text("You have this one")
    other_tab.close()
    press(board, "Give it back")
    expect(sol.locator(".flag--claimed")).to_have_count(0)
    expect(sol.locator(".flag--red")).to_have_count(1)


def test_only_the_fields_of_the_chosen_outcome_show(ana, board):
    write(ana, WORDS)
    board.locator(".flag--red").get_by_role("link").click()
    press(board, "Take this flag")

    expect(board.get_by_label("First note")).to_be_hidden()
    board.get_by_label("Mute in this room for a time").check()
    expect(board.get_by_label("Pause for")).to_be_visible()
    board.get_by_label("Cover the message").check()
    expect(board.get_by_label("Pause for")).to_be_hidden()


def test_cover_begins_and_ends_with_the_shift(browsing, board):
    ben = browsing.open("ben", "/rooms/2/")
    expect(ben.get_by_text(re.compile("no moderator is here"))).to_be_visible()

    board.get_by_role("link", name="Start a shift").click()
    board.get_by_label("Evening room").check()
    press(board, "Start my shift")
    expect(ben.get_by_text(re.compile("A moderator is here now"))).to_be_visible()

    board.get_by_role("link", name="Change or end your shift").click()
    press(board, "End my shift")
    expect(ben.get_by_text(re.compile("There is time for a last word"))).to_be_visible()


def test_a_message_is_reported_in_two_taps_without_scripts(browsing, ana, board):
    write(ana, "You are all useless")
    expect(ana.get_by_role("log").get_by_text("You are all useless")).to_be_visible()
    ben = browsing.open("ben", ROOM, java_script_enabled=False)
    said = ben.locator("article").filter(has_text="You are all useless")
    said.locator("summary").click()
    said.get_by_role("link", name="Report this message").click()
    press(ben, "This breaks our rules")

    expect(ben.get_by_role("heading", name="Thank you")).to_be_visible()
    expect(board.locator(".flag--green")).to_contain_text("A reader says")
