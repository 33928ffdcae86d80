"""Two stories in browsers: from volunteering to a first session, and a group in a circle."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from tests.browser.test_circle import act, told
from tests.browser.test_session import press, sees
from tests.browser.test_talking import message, write


def tick(page, name):
    page.get_by_label(name, exact=True).check()


def offer_to_mentor(page):
    page.get_by_role("link", name="Be a mentor").click()
    page.get_by_label("Why would you like").fill("I was a carer too.")
    page.get_by_label("A few words for the person").fill("I cared for my dad.")
    press(page, "Offer to be a mentor")


def find_in_order(page, alias):
    """Each thing that is asked of mentors is noted as done today."""
    page.get_by_role("link", name=alias, exact=True).click()
    page.wait_for_load_state()
    choices = page.get_by_label("What was done").locator("option")
    for n in range(1, choices.count()):
        page.get_by_label("What was done").select_option(index=n)
        page.get_by_label("When", exact=True).fill(f"{datetime.now(UTC):%Y-%m-%d}")
        press(page, "Note it")
    sees(page, "Everything is in order")
    press(page, "Make them a mentor")


def suggest_soon(page):
    page.get_by_role("link", name="Suggest a session").click()
    soon = datetime.now(UTC) + timedelta(minutes=5)
    page.get_by_label("Day", exact=True).fill(f"{soon:%Y-%m-%d}")
    page.get_by_label("Time", exact=True).fill(f"{soon:%H:%M}")
    press(page, "Suggest this time")


def test_from_volunteering_to_a_first_session(browsing):
    zed = browsing.open("zed", "/threads/", timezone_id="UTC")
    offer_to_mentor(zed)
    cora = browsing.open("cora", "/mentors/")
    find_in_order(cora, "zed")
    cora.goto("/mentors/")
    cora.get_by_role("link", name="ben", exact=True).click()
    tick(cora, "Ask zed")
    press(cora, "Ask those I ticked")
    sees(cora, "zed is asked")

    zed.goto("/notices/")
    zed.locator("main a[href*='/mentors/offers/']").first.click()
    press(zed, "Yes, please")
    ben = browsing.open("ben", "/mentors/ask/", timezone_id="UTC")
    ben.goto("/notices/")
    ben.locator("main a[href*='/mentors/offers/']").first.click()
    sees(ben, "I cared for my dad")
    press(ben, "Yes, please")

    suggest_soon(ben)
    zed.goto("/threads/")
    zed.locator("main").get_by_role("link", name="ben").first.click()
    press(zed, "Yes, agree")
    press(zed, "Come in")
    press(ben, "Come in")
    for page in (zed, ben):
        sees(page, "Live now. You have both come in")
    cora.goto("/threads/live/")
    sees(cora, "Both are there")
    ben.get_by_text("End, or more time").click()
    press(ben, "End the session")
    press(ben, "It helped.")
    sees(ben, "Thank you for saying")


def test_a_group_session_with_a_circle(browsing):
    mia = browsing.open("mia", "/threads/groups/new/", timezone_id="UTC")
    soon = datetime.now(UTC) + timedelta(minutes=5)
    mia.get_by_label("What it is called").fill("Sleeping when you care")
    mia.get_by_label("Day", exact=True).fill(f"{soon:%Y-%m-%d}")
    mia.get_by_label("Time", exact=True).fill(f"{soon:%H:%M}")
    press(mia, "Plan it")
    group = mia.url.removeprefix(browsing.url)
    max_ = browsing.open("max", "/moderation/shift/")
    tick(max_, "Sleeping when you care")
    press(max_, "Start my shift")

    ana, ben = (browsing.open(who, "/threads/groups/") for who in ("ana", "ben"))
    for page in (ana, ben):
        page.get_by_role("link", name="Sleeping when you care").click()
        press(page, "Take a place")
        press(page, "Come in")
        sees(page, "A moderator is here now")
    mia.goto(group)
    press(mia, "Begin the circle")
    expect(told(ana)).to_have_text("Nobody has the turn now. mia gives the next one.")
    press(mia, "Come in")
    act(mia, "Next person")
    expect(told(ana)).to_have_text("You have the turn. The others read.")
    write(ana, "It was a long week")
    expect(message(ben, "It was a long week")).to_be_visible()

    mia.goto(group)
    press(mia, "End the group session")
    sees(mia, "This group session is over")
    ben.reload()
    expect(message(ben, "It was a long week")).to_be_visible()
