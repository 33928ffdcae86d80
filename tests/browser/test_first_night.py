"""A first night, from the front page to being answered; and an evening of resting."""

import sqlite3

from playwright.sync_api import expect

PHONE = {"width": 320, "height": 640}
EVENING = "/rooms/2/"
PATIENCE = 25_000  # the clock looks every few seconds
HELLO = "Hello everyone. I’m new here. I just wanted to say hi."
WAITS = "Somebody new wrote for the first time."


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def follow(page, name):
    page.get_by_role("link", name=name).first.click()
    page.wait_for_load_state()


def write(page, words):
    page.get_by_label("Your message").fill(words)
    page.get_by_role("button", name="Send").click()


def said(page, words):
    return page.locator("message-list article").filter(
        has=page.get_by_text(words, exact=True)
    )


def joins(browsing):
    """wren, at three in the morning on a small phone: name, words, codes."""
    wren = browsing.open(viewport=PHONE)
    follow(wren, "Join Alongside")
    wren.get_by_label("Alias").fill("wren")
    wren.get_by_label("I am 18 or over").check()
    press(wren, "Join")
    press(wren, "Show me eight codes")
    follow(wren, "I have kept them")
    return wren


def looks_round(wren):
    """Five steps, left in the middle and gone on with."""
    expect(wren.get_by_text("Hello, and welcome.")).to_be_visible()
    press(wren, "Go on")
    press(wren, "I will keep to these")
    follow(wren, "Leave it for later")
    follow(wren, "Go on where I stopped")
    wren.get_by_label("Let others see that this is my first week").check()
    press(wren, "Go on")
    expect(wren.get_by_role("link", name="Go to Practice room")).to_be_visible()
    press(wren, "Go on")


def eleven_minutes_pass(server):
    """For wren's words; the server's own clock does the rest."""
    path = server.environment["VAR_DIR"] + "/alongside.sqlite3"
    database = sqlite3.connect(path, timeout=10)
    with database:
        database.execute(
            "UPDATE rooms_message SET at ="
            " strftime('%Y-%m-%d %H:%M:%f', 'now', '-660 seconds')"
            " WHERE id = (SELECT max(id) FROM rooms_message)"
        )
    database.close()


def test_a_first_night_from_the_front_page_to_being_answered(browsing, server):
    max_ = browsing.open("max", "/moderation/shift/")
    max_.get_by_label("Evening room").check()
    press(max_, "Start my shift")
    max_.goto(EVENING)
    ben = browsing.open("ben", "/welcoming/")
    press(ben, "I offer to welcome people")

    wren = joins(browsing)
    looks_round(wren)
    follow(wren, "Evening room")
    expect(wren.get_by_text("Max and the evening moderators.")).to_be_visible()
    press(wren, "Join just to listen")
    expect(wren.get_by_label("Your message")).to_be_hidden()
    follow(wren, "About this room")
    press(wren, "I may write too")
    wren.get_by_text("Four ways to start").click()
    follow(wren, "Saying hello")
    expect(wren.get_by_label("Your message")).to_have_value(HELLO)
    wren.get_by_role("button", name="Send").click()
    expect(said(max_, HELLO)).to_contain_text("First week")

    eleven_minutes_pass(server)
    for page in (max_, ben):
        told = page.locator("notice-inbox .notice").filter(has_text=WAITS)
        expect(told).to_be_visible(timeout=PATIENCE)
    ben.goto("/welcoming/")
    follow(ben, "wren, in Evening room")
    expect(said(ben, HELLO)).to_contain_text("First week")
    said(ben, HELLO).get_by_role("link", name="Reply").click()
    write(ben, "Hello wren. Glad you came.")

    answer = said(wren, "Hello wren. Glad you came.")
    expect(answer).to_contain_text("In reply to wren")
    max_.goto("/newcomers/")
    expect(max_.get_by_text("Nobody waits for a first answer.")).to_be_visible()


def test_an_evening_of_looking_after_oneself(browsing):
    ana = browsing.open("ana", "/how-i-am/", viewport=PHONE)
    ana.get_by_label("Rainy").check()
    press(ana, "Keep it for me")
    line = ana.get_by_role("img", name="Your line over six weeks")
    expect(line).to_be_visible()
    follow(ana, "Share in Practice room")
    expect(ana.get_by_label("Your message")).to_have_value("Today is rainy for me.")

    ana.goto("/settings/")
    press(ana, "Cover heavy topics today")
    ana.goto("/rooms/1/")
    ben = browsing.open("ben", "/rooms/1/")
    write(ben, "I want to kill myself tonight")
    veil = ana.get_by_text("A heavy topic, covered for you today")
    expect(veil).to_be_visible()
    expect(ana.get_by_text("I want to kill myself tonight")).to_be_hidden()
    veil.click()
    expect(ana.get_by_text("I want to kill myself tonight")).to_be_visible()

    other_phone = browsing.open("ana", "/")
    ana.goto("/break/")
    press(ana, "For a day")
    expect(ana.get_by_role("heading", name="Rest well")).to_be_visible()
    other_phone.goto("/settings/")
    expect(other_phone).to_have_title("Sign in")
    browsing.sign_in(ana, "ana")
    expect(ana.get_by_text("Welcome back. Your break is over.")).to_be_visible()
