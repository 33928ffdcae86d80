"""Reading at one's own pace, and coming back after a while."""

from playwright.sync_api import expect

from tests.browser.test_talking import ROOM, message, respond, write


def choose_pace(page, words):
    page.locator(".pace__choice > summary").click()
    page.get_by_label(words).check()


def bodies(page):
    return page.locator("article[data-seq] .message__body").all_inner_texts()


def test_two_tabs_each_keep_their_own_pace(browsing):
    live, ben = browsing.open("ana", ROOM), browsing.open("ben", ROOM)
    calm = live.context.new_page()
    calm.goto(ROOM)
    choose_pace(calm, "Only when I ask")
    calm.reload()
    waiting = calm.locator(".pace__waiting")
    expect(calm.locator(".pace__now")).to_have_text("when I ask")

    write(ben, "Is anybody up?")
    expect(message(live, "Is anybody up?")).to_be_visible()
    expect(waiting).to_have_text("1 new message. Show")
    expect(message(calm, "Is anybody up?")).to_have_count(0)
    write(ben, "I should not say this")
    expect(waiting).to_have_text("2 new messages. Show")

    # What is one's own, what staff write, and help for oneself never wait.
    write(live, "I want to kill myself tonight")
    expect(message(calm, "I want to kill myself tonight")).to_be_visible()
    expect(calm.locator(".care-card")).to_contain_text("Samaritans")
    write(browsing.open("max", ROOM), "I am here, ana.")
    expect(message(calm, "I am here, ana.")).to_be_visible()
    expect(calm.locator(".message-list__said")).to_have_text("1 new message")

    # Taken back while it waited: it is never seen.
    ben.locator(".message--mine summary").last.click()
    ben.get_by_role("button", name="Take this back").last.click()
    expect(message(live, "I should not say this")).to_have_count(0)
    waiting.press("Enter")
    expect(calm.locator(":focus .message__body")).to_have_text("Is anybody up?")
    expect(waiting).to_be_hidden()
    assert bodies(calm) == bodies(live)


def test_who_comes_back_finds_where_they_were(browsing):
    ben, ana = browsing.open("ben", ROOM), browsing.open("ana", ROOM)
    write(ana, "I have to go now")
    expect(message(ana, "I have to go now")).to_be_visible()
    # By a link, as people leave: a page that a test's goto() replaces is not told.
    ana.get_by_role("link", name="Rooms").first.click()
    ana.wait_for_url("**/rooms/")

    write(ben, "Sleep well, @ana")
    write(ben, "Good night all")
    expect(message(ben, "Good night all")).to_be_visible()
    expect(ana.locator("notice-inbox")).to_contain_text("ben wrote to you in")

    ana.goto(ROOM)
    card = ana.locator(".catch-up__card")
    expect(card).to_contain_text("While you were away: 2 messages, 1 to you.")
    expect(ana.locator(".mention--me")).to_have_text("@ana")
    first = ana.locator(".message-list__mark + article")
    expect(first.locator(".message__body")).to_have_text("Sleep well, @ana")
    card.get_by_role("link", name="Go to the first").click()
    expect(ana.locator(".message-list__mark")).to_be_in_viewport()
    card.get_by_role("button", name="I’m up to date").click()
    expect(card).to_have_count(0)
    # Her place is kept in order with what she does next.
    respond(ana, "Good night all", "I hear you")
    expect(message(ben, "Good night all").locator(".reaction")).to_be_visible()
    ana.reload()
    expect(ana.locator(".message-list__log .message").last).to_be_visible()
    expect(card).to_have_count(0)
    expect(ana.locator("notice-inbox")).not_to_contain_text("ben wrote to you in")
