"""A night at the desk: three flags at once, a red for two, a break, a handover, the end."""

import re

import pytest
from playwright.sync_api import expect

ROOM = "/rooms/1/"  # the demo's practice room, which is always open
RED = "I am going to kill myself tonight."


@pytest.fixture
def sol(browsing):
    """With the board open beside what she reads: she is here while a page changes."""
    page = browsing.open("sol", "/moderation/shift/")
    press(page, "Start my shift")
    page.context.new_page().goto("/moderation/")
    return page


@pytest.fixture
def max_(browsing, sol):
    """On shift beside sol, who is his buddy."""
    page = browsing.open("max", "/moderation/shift/")
    page.get_by_label("Your buddy").select_option(label="sol")
    press(page, "Start my shift")
    return page


def press(page, name):
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state()


def write(browsing, alias):
    page = browsing.open(alias, ROOM)
    page.get_by_label("Your message").fill(RED)
    page.get_by_label("Your message").press("Enter")
    expect(page.locator(".care-card").first).to_be_visible()


def take(page, alias):
    page.goto("/moderation/")
    page.locator(".flag--red", has_text=f"{alias}, in").get_by_role("link").click()
    page.wait_for_load_state()
    press(page, "Take this flag")


def decide(page):
    for question in page.get_by_role("radio", name="Not known").all():
        question.check()
    page.get_by_label(re.compile("^When")).fill("Tonight, she says.")
    press(page, "Keep these answers")
    page.get_by_label("No concern").check()
    page.get_by_label("Why?").fill("She quotes a song.")
    press(page, "Keep this decision")


@pytest.mark.timeout(240)  # three people, one after another
def test_a_night_at_the_desk(browsing, max_, sol):
    for alias in ("ana", "ben", "mia"):
        write(browsing, alias)
    max_.goto("/moderation/")
    expect(max_.locator(".flag--red")).to_have_count(3)

    # One is kept for later, one is decided with a second person.
    take(max_, "ben")
    take(max_, "ana")
    path = max_.url
    decide(max_)
    sol.goto(path)
    press(sol, "I agree")

    # After a red there is a break while a colleague is here.
    take(max_, "mia")
    expect(max_.get_by_text("You have a break")).to_be_visible()
    expect(max_.get_by_text("sol is here and can take this.")).to_be_visible()

    # What he still holds is accepted by name.
    max_.goto("/moderation/handover/")
    max_.get_by_label("Hand it to").select_option(label="sol")
    press(max_, "Ask them")
    sol.goto("/moderation/handover/")
    expect(sol.get_by_text("From max")).to_be_visible()
    press(sol, "Accept")
    expect(sol.get_by_text("The case is yours.")).to_be_visible()

    # And at the end somebody asks how he is.
    max_.goto("/moderation/shift/")
    max_.get_by_label("Please call me today").check()
    press(max_, "End my shift")
    expect(max_.get_by_text("You are not on shift.")).to_be_visible()
    sol.goto("/moderation/")
    expect(sol.get_by_text("max: Please call me today")).to_be_visible()
    press(sol, "I have spoken with them")
    expect(sol.get_by_text("max: Please call me today")).to_have_count(0)
