"""On a small phone: what is typed is seen and kept, and one tap takes away one thing."""

from playwright.sync_api import expect

from tests.browser.test_talking import ROOM, write

PHONE = {"width": 320, "height": 640}
LONGEST = 1_000


def test_what_is_pasted_and_too_long_is_all_there_after_it_was_refused(browsing):
    ana = browsing.open("ana", "/how-i-am/", viewport=PHONE)
    words = ana.get_by_label("Words, if you like")
    words.focus()
    ana.keyboard.insert_text("a" * LONGEST + " the end")
    ana.get_by_role("button", name="Keep it for me").click()

    told = ana.get_by_role("link", name="That is 8 characters too many.")
    expect(told).to_be_visible()
    expect(ana.locator("#errors")).to_be_focused()
    told.click()
    expect(words).to_be_focused()
    expect(words).to_have_value("a" * LONGEST + " the end")


def test_a_passphrase_can_be_seen_while_it_is_typed(browsing):
    page = browsing.open(path="/sign-in/", viewport=PHONE)
    typed = page.get_by_label("Passphrase", exact=True)
    typed.fill("four words of mine")
    show = page.get_by_role("button", name="Show what I type")
    show.click()
    expect(typed).to_have_attribute("type", "text")
    expect(show).to_have_attribute("aria-pressed", "true")

    page.get_by_label("Alias").fill("nobody")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("#errors")).to_be_focused()
    expect(typed).to_have_attribute("type", "password")


def test_reading_one_notice_says_which(browsing):
    ana = browsing.open("ana", "/settings/", viewport=PHONE)
    write(browsing.open("ben", ROOM), "@ana are you up?")
    told = ana.locator("notice-inbox .notice")
    expect(told).to_contain_text("ben wrote to you in")
    number = told.get_attribute("data-notice")

    with ana.expect_request("**/notices/") as asked:
        told.get_by_role("button", name="I have read this").click()

    assert f'name="notice"\r\n\r\n{number}\r\n' in asked.value.post_data
    expect(told).to_have_count(0)
