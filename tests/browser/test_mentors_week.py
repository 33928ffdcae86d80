"""A mentor's week with four carers: who waits, what was begun, a promise, a worry, an end."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

# Four people in browsers of their own, one after another.
pytestmark = pytest.mark.timeout(300)
PHONE = {"width": 360, "height": 640}


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def follow(page, name):
    page.get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_load_state()


def more(page, name):
    page.locator(".thread-more > summary").click()
    follow(page, name)


def write(page, words):
    page.get_by_label("Your message").fill(words)
    press(page, "Send")
    stored = page.locator("article[data-seq]:not([data-seq=undefined])")
    expect(stored.filter(has_text=words)).to_be_visible()


def names(page):
    return page.locator(".lines .line__name").all_inner_texts()


@pytest.fixture
def carers(browsing):
    """ana, ben, zed and wren, who has just joined; cora has paired each with mia."""
    wren = browsing.open()
    follow(wren, "Join Alongside")
    wren.get_by_label("Alias").fill("wren")
    wren.get_by_label("I am 18 or over").check()
    press(wren, "Join")
    cora = browsing.open("cora", "/threads/pair/")
    for alias in ("ben", "zed", "wren"):
        cora.get_by_label("Mentor").select_option("mia")
        cora.get_by_label("Mentee").fill(alias)
        press(cora, "Pair them")
    pages = {alias: browsing.open(alias, "/threads/") for alias in ("ben", "zed")}
    for alias, words in (("ben", "It was a long night."), ("zed", "Are you there?")):
        follow(pages[alias], "mia")
        write(pages[alias], words)
    return {"cora": cora, "wren": wren} | pages


def test_a_mentors_week_with_four_carers(browsing, carers):
    mia = browsing.open("mia", "/threads/")
    assert names(mia)[:2] == ["ben", "zed"]

    keeps_an_answer_for_later(browsing, mia)
    expect(carers["ben"].get_by_text("I hear you. Sleep first.")).to_be_visible()

    promises_zed_an_answer(mia, carers["zed"])
    is_worried_about_wren(mia, carers["cora"])
    ends_with_ana(browsing, mia)


def keeps_an_answer_for_later(browsing, mia):
    """Begun at a desk with a phrase of hers; finished on a phone without scripts."""
    follow(mia, "My phrases")
    mia.get_by_label("Words to keep").fill("I hear you.")
    press(mia, "Keep it")
    mia.goto("/threads/")
    follow(mia, "ben")
    mia.get_by_text("My phrases", exact=True).click()
    press(mia, "I hear you.")
    expect(mia.get_by_label("Your message")).to_have_value("I hear you.")
    expect(mia.get_by_label("Your message")).to_be_focused()
    press(mia, "Keep for later")
    mia.goto("/threads/")
    expect(mia.get_by_text("Begun, not sent")).to_be_visible()

    phone = browsing.open("mia", "/threads/", viewport=PHONE, java_script_enabled=False)
    follow(phone, "ben")
    box = phone.get_by_label("Your message")
    expect(box).to_have_value("I hear you.")
    box.fill(f"{box.input_value()} Sleep first.")
    press(phone, "Send")
    mia.reload()
    expect(mia.get_by_text("Begun, not sent")).to_have_count(0)


def promises_zed_an_answer(mia, zed):
    """Both have it in sight, on a small phone too."""
    follow(mia, "zed")
    follow(mia, "Say by when you answer")
    mia.get_by_label("I answer by").select_option("Thursday")
    mia.get_by_label("At the latest at").fill("19:00")
    press(mia, "Promise it")
    zed.set_viewport_size({"width": 320, "height": 640})
    zed.reload()
    for page in (mia, zed):
        promise = page.get_by_text("mia answers by Thursday, 7pm")
        expect(promise).to_be_in_viewport()
    mia.goto("/threads/?by=promise")
    assert names(mia)[0] == "zed"
    expect(mia.get_by_text("You answer by Thursday")).to_be_visible()
    follow(mia, "zed")
    write(mia, "I am here, and write on Thursday.")
    mia.goto("/threads/")
    expect(mia.get_by_text("You answer by Thursday")).to_have_count(0)


def is_worried_about_wren(mia, cora):
    follow(mia, "wren")
    more(mia, "I’m worried about wren")
    expect(mia.get_by_text("Call 999").first).to_be_visible()
    mia.get_by_label("What worries you").fill("She has not answered since Sunday.")
    press(mia, "Tell them")
    expect(mia.get_by_text("Nobody has taken it yet.")).to_be_visible()
    cora.goto("/mentors/")
    follow(cora, "mia, about wren")
    press(cora, "I have this")
    write(cora, "Thank you. I ring her today.")
    expect(mia.get_by_text("I ring her today.")).to_be_visible()
    mia.reload()
    expect(mia.get_by_text("cora has it.")).to_be_visible()


def ends_with_ana(browsing, mia):
    mia.goto("/threads/")
    follow(mia, "ana")
    more(mia, "Ending")
    day = date.today() + timedelta(days=14)
    mia.get_by_label("Your last day here together").fill(f"{day:%Y-%m-%d}")
    press(mia, "Name this day")
    ana = browsing.open("ana", "/threads/", viewport=PHONE)
    follow(ana, "mia")
    follow(ana, f"Your last day is {day:%A} {day.day} {day:%B}.")
    ana.get_by_label("What I take with me").fill("I ask for help now.")
    press(ana, "Say it")
    follow(mia, "Back to your thread")
    gained = mia.get_by_text("What I take with me: I ask for help now.").first
    expect(gained).to_be_visible()
