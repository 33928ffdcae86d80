"""A circle in a browser: turns that everybody sees, and a host whose line is lost."""

from playwright.sync_api import expect

from tests.browser.test_talking import ROOM, message, write


def told(page):
    return page.locator(".circle__told")


def act(page, name):
    page.locator("circle-panel").get_by_role("button", name=name).click()


def test_people_take_turns_and_others_listen(browsing):
    ana, ben, zed = (browsing.open(who, ROOM) for who in ("ana", "ben", "max"))
    expect(ana.locator("circle-panel")).to_be_hidden()
    mia = browsing.open("mia", f"{ROOM}circle/")
    mia.get_by_role("button", name="Open it").click()
    expect(told(ana)).to_have_text("Nobody has the turn now. mia gives the next one.")

    act(ana, "Take part")
    expect(mia.locator(".circle__seats")).to_have_text("ana")
    act(ben, "Take part")
    browsing.expect("Failed to load resource")
    ben.route("**/circle/act/", lambda route: route.abort())
    act(ben, "Put my hand up")
    refused = ben.locator(".circle__refused")
    expect(refused).to_have_text("That did not work just now. Please try again.")
    expect(told(ben)).to_have_text("Nobody has the turn now. mia gives the next one.")
    ben.unroute("**/circle/act/")
    act(ben, "Put my hand up")
    expect(refused).to_be_empty()
    expect(mia.locator(".circle__seats")).to_contain_text("ben (hand up)")
    panel = mia.locator("circle-panel")
    panel.get_by_role("button", name="Next person").dblclick()
    expect(told(ben)).to_have_text("You have the turn. The others read.")
    expect(ben.locator(".circle__said")).to_have_text(
        "You have the turn. The others read."
    )
    expect(told(zed)).to_have_text("ben has the turn.")
    expect(zed.locator(".circle__clock")).to_contain_text("2:5")

    write(ben, "It was a long week")
    expect(message(ana, "It was a long week")).to_be_visible()
    write(ana, "Mine too")
    pending = ana.locator("pending-messages .message__state")
    expect(pending).to_contain_text("somebody else has the turn")
    message(ana, "It was a long week").get_by_role("button", name="I hear you").click()
    expect(message(ben, "It was a long week").locator(".reaction")).to_have_text(
        "I hear you ana"
    )

    ben.get_by_role("button", name="I have finished").press("Enter")
    expect(told(ana)).to_have_text("You have the turn. The others read.")
    pending.get_by_role("button", name="Try again").click()
    expect(message(ben, "Mine too")).to_be_visible()

    act(mia, "End the circle")
    expect(told(ana)).to_have_text(
        "mia has ended the circle. The room is open to all again."
    )
    write(ben, "Good night all")
    expect(message(ana, "Good night all")).to_be_visible()


def test_nothing_of_the_first_remains_for_the_second_on_a_shared_phone(browsing):
    page = browsing.open("ana", ROOM)
    page.locator(".pace__choice > summary").click()
    page.get_by_label("Only when I ask").check()
    page.get_by_label("Your message").fill("My secret draft")
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto("/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/**")
    kept = page.evaluate("[{...sessionStorage}, {...localStorage}]")
    assert kept == [{"person": ""}, {}]

    browsing.sign_in(page, "ben")
    page.goto(ROOM)
    expect(page.locator(".pace__now")).to_have_text("as they are written")
    expect(page.get_by_label("Your message")).to_have_value("")
    page.go_back()
    page.go_back()
    page.go_back()
    expect(page.locator("body")).not_to_contain_text("My secret draft")
    expect(page.locator("body")).not_to_contain_text("Hello, ana")
