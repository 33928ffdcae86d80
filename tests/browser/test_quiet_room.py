"""A room loses its moderator while two people talk: closing round, quiet, and morning."""

import re
import sqlite3
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

EVENING = "/rooms/2/"


def write(page, words):
    page.get_by_label("Your message").fill(words)
    page.get_by_label("Your message").press("Enter")


def start_shift(page):
    page.goto("/moderation/shift/")
    page.get_by_label("Evening room").check()
    page.get_by_role("button", name="Start my shift").click()
    page.wait_for_url("**/moderation/")


def connect(server):
    folder = server.environment["VAR_DIR"]
    return sqlite3.connect(f"{folder}/alongside.sqlite3", timeout=10)


def set_back(server, table, column, seconds):
    """So long ago; the clock of the server does the rest."""
    database = connect(server)
    moment = "strftime('%Y-%m-%d %H:%M:%f', 'now', ?)"
    with database:
        database.execute(
            f"UPDATE {table} SET {column} = {moment} WHERE {column} NOT NULL",
            [f"-{seconds} seconds"],
        )
    database.close()


def test_a_closing_round_a_quiet_room_and_the_morning(browsing, server):
    max_ = browsing.open("max")
    start_shift(max_)
    set_back(server, "moderation_act", "at", 9 * 60)
    max_.reload()
    asked = max_.get_by_role("alert").filter(has_text="Are you still watching?")
    expect(asked).to_be_visible()
    asked.get_by_role("button", name="I am here").click()
    expect(asked).to_be_hidden()

    ana, ben = browsing.open("ana", EVENING), browsing.open("ben", EVENING)
    words = ana.locator("#composer-words")
    expect(words).to_contain_text("A moderator is here now.")

    max_.goto("/moderation/shift/")
    max_.get_by_role("button", name="End my shift").click()
    expect(words).to_contain_text("The room goes quiet in")
    write(ben, "Good night then")
    expect(ana.get_by_text("Good night then", exact=True)).to_be_visible()

    ana.get_by_label("Your message").fill("I begin to write")
    set_back(server, "rooms_room", "covered_until", 130)
    expect(words).to_contain_text("no moderator is here")
    expect(ana.get_by_label("Your message")).to_have_value("I begin to write")
    ana.get_by_role("button", name="Send").click()
    waits = ana.locator("held-messages .message")
    expect(waits).to_contain_text("This waits for a moderator.")
    expect(ana.locator("pending-messages .message")).to_have_count(0)
    ana.reload()
    browsing.expect("Failed to load resource")
    ana.route("**/take-back/", lambda route: route.abort())
    waits.get_by_role("button", name="Take this back").click()
    expect(waits).to_contain_text("That did not work just now.")
    ana.reload()
    expect(waits).to_contain_text("I begin to write")
    expect(ben.get_by_text("I begin to write")).to_have_count(0)

    start_shift(max_)
    max_.goto("/moderation/held/")
    max_.get_by_role("button", name="Put it in the room").click()
    expect(waits).to_have_count(0)
    for page in (ana, ben):
        shown = page.locator("message-list article[data-seq]").last
        expect(shown).to_contain_text("I begin to write")
    expect(ana.locator(".lamp")).to_have_class(re.compile("lamp--lit"))


def test_a_phone_whose_clock_is_two_hours_ahead_shows_the_servers_times(browsing):
    ben = browsing.open("ben", EVENING)
    write(ben, "Is anybody up?")
    expect(ben.locator("held-messages .message")).to_have_count(1)

    max_ = browsing.open("max")
    ahead = datetime.now(UTC) + timedelta(hours=2)
    max_.clock.install(time=ahead)
    max_.goto("/moderation/held/")
    written = max_.locator("article").filter(has_text="Is anybody up?")
    expect(written).to_contain_text(re.compile(r"\((now|1 minute ago)\)"))

    max_.goto("/rooms/1/")
    write(max_, "I am here")
    mine = max_.locator("message-list article[data-seq]").last
    expect(mine).to_contain_text("I am here")
    mine.locator("summary").first.click()
    expect(mine.get_by_role("link", name="Change the words")).to_be_visible()


def test_a_paused_member_can_write_again_when_it_is_over(browsing, server):
    """On a phone whose own clock is two hours ahead."""
    ana = browsing.open("ana", "/rooms/")
    ana.clock.install(time=datetime.now(UTC) + timedelta(hours=2))
    pause(server, "+1 hours")
    ana.goto("/rooms/1/")
    words = ana.locator("#composer-words")
    send = ana.get_by_role("button", name="Send", exact=True)
    expect(words).to_contain_text("You can write again from")
    expect(send).to_have_attribute("aria-disabled", "true")
    expect(ana.get_by_text("Enter sends.")).to_be_visible()
    ana.get_by_label("Your message").fill("For later")
    ana.get_by_label("Your message").press("Enter")
    expect(ana.get_by_label("Your message")).to_have_value("For later")

    pause(server, "-1 seconds")
    ana.clock.fast_forward(timedelta(minutes=62).total_seconds() * 1000)

    expect(words).to_contain_text("You can write again now.")
    expect(send).to_have_attribute("aria-disabled", "false")
    ana.get_by_label("Your message").press("Enter")
    sent = ana.get_by_role("log").get_by_text("For later", exact=True)
    expect(sent).to_be_visible()


def pause(server, ahead):
    """A moderator's decision, for ana in the practice room."""
    database = connect(server)
    moment = "strftime('%Y-%m-%d %H:%M:%f', 'now', ?)"
    whose = (
        "room_id = 1 AND person_id = (SELECT id FROM people_person WHERE alias = 'ana')"
    )
    with database:
        database.execute(
            f"UPDATE rooms_membership SET muted_until = {moment} WHERE {whose}", [ahead]
        )
    database.close()
