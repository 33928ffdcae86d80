"""A session held by two people in two browsers, from a suggestion to two notes."""

import re
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect


@pytest.fixture
def pair(browsing):
    """mia and ana, each on the page of their thread."""
    mia, ana = (
        browsing.open(alias, "/threads/", timezone_id="UTC") for alias in ("mia", "ana")
    )
    mia.get_by_role("link", name="ana", exact=True).click()
    ana.get_by_role("link", name="mia").click()
    return mia, ana


def suggest(page, at):
    page.get_by_role("link", name="Sessions").click()
    page.get_by_label("Day", exact=True).fill(f"{at:%Y-%m-%d}")
    page.get_by_label("Time", exact=True).fill(f"{at:%H:%M}")
    page.get_by_label("How long").select_option("30 minutes")
    page.get_by_label("What you would like to talk about").fill("One hour for you")
    page.get_by_role("button", name="Suggest this time").click()


def press(page, name):
    page.get_by_role("button", name=name).click()


def sees(page, words):
    expect(
        page.get_by_text(re.compile(words)).locator("visible=true").first
    ).to_be_visible()


def the_talk_has_its_room(page):
    """On the smallest phone the page does not scroll, and the talk is a quarter of it."""
    usual = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 640})
    talk = page.locator("message-list").bounding_box()
    assert talk["height"] >= 160
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    page.set_viewport_size(usual)


def they_go_on_for_longer(mia, ana):
    """The page of who asked first keeps its time true without a reload."""
    left = mia.get_by_role("timer")
    expect(left).to_have_text(re.compile(r"^(2\d|3[0-5]) minutes left\.$"))
    for page in (mia, ana):
        page.get_by_text("End, or more time").click()
        press(page, "15 minutes more")
        sees(page, "If you both want it, it goes on")
    expect(left).to_have_text(re.compile(r"^(3[6-9]|4\d|50) minutes left\.$"))
    ends = ana.locator(".session__ends").inner_text()
    expect(mia.locator(".session__ends")).to_have_text(ends)


def the_clock_has_seen_both(page, server):
    """It looks every three seconds; whose line it never saw open is not missed."""
    path = f"{server.environment['VAR_DIR']}/alongside.sqlite3"
    database = sqlite3.connect(path, timeout=10)
    count = "SELECT count(*) FROM mentoring_connection"
    while database.execute(count).fetchone() != (2,):
        page.wait_for_timeout(100)
    database.close()


def a_lost_line_is_no_leaving(mia, ana, server):
    """Ana's phone dies in the middle, and comes back."""
    the_clock_has_seen_both(ana, server)
    ana.goto("about:blank")
    lost = mia.get_by_text("ana’s connection seems to be lost. They have not left.")
    expect(lost).to_be_visible(timeout=60_000)
    sees(mia, "Live now")
    ana.go_back()
    expect(lost).to_be_hidden(timeout=60_000)


def test_a_session_is_suggested_agreed_held_ended_and_noted(pair, server):
    mia, ana = pair

    suggest(mia, datetime.now(UTC) + timedelta(minutes=5))
    sees(mia, "You suggested this time")
    ana.get_by_role("link", name="Show it").click()
    sees(ana, "mia suggests this time")
    press(ana, "Yes, agree")
    sees(mia, "It is open. Come in when you are ready")

    press(mia, "Come in")
    sees(mia, "You are in. Waiting for ana")
    sees(ana, "mia has come in, and waits for you")
    press(ana, "Come in")
    for page in pair:
        sees(page, "Live now. You have both come in")
    sees(ana, "mia is here")
    the_talk_has_its_room(ana)
    they_go_on_for_longer(mia, ana)
    a_lost_line_is_no_leaving(mia, ana, server)

    mia.get_by_text("End, or more time").click()
    press(mia, "End the session")
    for page in pair:
        sees(page, "This session has ended. Both of you came")
    for page, words in ((mia, "Ask about respite"), (ana, "I felt heard")):
        page.get_by_role("link", name="Write a note for yourself").click()
        page.get_by_label("Your note").fill(words)
        press(page, "Keep this note")
        sees(page, "Your note is kept")


def test_a_session_is_agreed_and_joined_without_scripts(browsing):
    mia = browsing.open("mia", "/threads/", java_script_enabled=False)
    mia.get_by_role("link", name="ana", exact=True).click()
    here = mia.url.removeprefix(browsing.url)
    soon = datetime.now(UTC) + timedelta(minutes=5)
    mia.context.add_cookies([{"name": "zone", "value": "UTC", "url": browsing.url}])
    suggest(mia, soon)
    ana = browsing.open("ana", here, java_script_enabled=False)

    press(ana, "Yes, agree")
    press(ana, "Come in")
    mia.goto(here)

    sees(mia, "ana has come in, and waits for you")


def test_a_wrong_time_is_explained_where_it_was_typed(pair, browsing):
    browsing.expect("status of 422")
    mia, _ = pair

    suggest(mia, datetime(2020, 5, 14, 19, tzinfo=UTC))

    mia.get_by_role("link", name="That time has passed").click()
    expect(mia.get_by_label("Time", exact=True)).to_be_focused()
