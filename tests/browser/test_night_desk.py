"""A night at the desk: flags at once, a red with two people, an appeal, keys alone."""

import re

import pytest
from playwright.sync_api import expect

ROOM = "/rooms/1/"  # the demo's practice room, which is always open
RED = "I can't do this. I am going to kill myself tonight."
RUDE = "You lot are all useless"
QUESTIONS = (
    "Do they think of ending their life, or of harm?",
    "Is there a plan?",
    "Do they have the means at hand?",
    "Is anyone else at risk?",
    "Is a child at risk?",
)


@pytest.fixture
def board(browsing):
    page = browsing.open("max", "/moderation/")
    expect(page.locator(".flag--yellow")).to_be_visible()
    return page


def write(page, words):
    page.get_by_label("Your message").fill(words)
    page.get_by_label("Your message").press("Enter")
    expect(page.get_by_role("log").get_by_text(words, exact=True)).to_be_visible()


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def key(page, keys):
    """Once the script that hears it is there."""
    expect(page.locator("desk-keys")).to_be_visible()
    page.keyboard.press(keys)


def report(browsing, alias, words, door):
    page = browsing.open(alias, ROOM)
    said = page.locator("article").filter(has_text=words)
    said.locator(".menu > summary").click()
    said.get_by_role("link", name="Report this message").click()
    press(page, door)
    return page


def test_a_red_is_closed_by_two_and_appealed_against(browsing, board):
    ana = browsing.open("ana", ROOM)
    write(ana, RED)
    expect(board.locator(".flag")).to_have_count(3)
    expect(board.locator(".flag").first).to_contain_text("Red: now")

    # The red: max answers, covers at once, and sol closes it with him.
    board.locator(".flag--red a").first.click()
    press(board, "Take this flag")
    for question in QUESTIONS:
        board.get_by_role("group", name=question).get_by_label("Not known").check()
    board.get_by_label("When?", exact=True).fill("Tonight")
    press(board, "Keep these answers")
    board.get_by_label("Cover the message").check()
    board.get_by_label("What the author reads").fill("It may frighten others.")
    board.get_by_label("Why?", exact=True).fill("She names tonight.")
    press(board, "Keep this decision")
    expect(board.locator(".flag--red")).to_contain_text("Needs a second person")
    sol = browsing.open("sol", "/moderation/")
    sol.locator(".flag--red a").first.click()
    press(sol, "I agree")
    expect(board.locator(".flag--red")).to_have_count(0)

    # The author reads why and asks again; who decided cannot answer, sol can.
    told = ana.locator("notice-inbox .notice").filter(has_text="covered")
    told.get_by_role("link").click()
    expect(ana.get_by_text("It may frighten others.")).to_be_visible()
    ana.get_by_label("What should we look at again?").fill("I am safe now.")
    press(ana, "Ask to look again")
    appeal = board.locator(".flag").filter(has_text="asks us to look again")
    appeal.get_by_role("link").click()
    expect(board.get_by_text("This asks to look again at your own")).to_be_visible()
    expect(board.get_by_role("button", name="Take this flag")).to_have_count(0)


def test_a_link_to_a_flag_says_how_urgent_it_is(browsing, board):
    write(browsing.open("ana", ROOM), RED)

    live = board.get_by_role("link", name="ana in Practice room. Red: now")
    expect(live).to_be_visible()
    board.reload()
    expect(live).to_be_visible()


def test_the_board_works_from_the_keyboard_alone(browsing, board):
    write(browsing.open("ben", ROOM), RUDE)
    report(browsing, "mia", RUDE, "This breaks our rules")
    expect(board.locator(".flag--green")).to_be_visible()

    for _ in range(board.locator(".flag a").count()):
        key(board, "Alt+j")
    expect(board.locator(".flag--green a")).to_be_focused()
    board.keyboard.press("Enter")
    expect(board.get_by_role("button", name="Take this flag")).to_be_visible()
    key(board, "Alt+c")
    expect(board.get_by_text("This flag is yours.")).to_be_visible()
    key(board, "Alt+m")
    expect(board.get_by_text("It is there for somebody else.")).to_be_visible()
    expect(board.locator(".flag--green")).to_contain_text("Not you today")

    board.get_by_label("Use these keys").uncheck()
    board.reload()
    key(board, "Alt+j")
    expect(board.locator(".flag a:focus")).to_have_count(0)


def test_words_to_start_from_fill_a_check_in_and_writing_keeps_the_flag(browsing):
    sol = browsing.open("sol", "/moderation/replies/new/")
    sol.get_by_label("Name").fill("Are you safe")
    sol.get_by_label("The words").fill("Hello. Are you safe just now?")
    sol.get_by_label("Who looks after it").select_option(label="sol")
    sol.get_by_label("Look at it again on").fill("2099-05-14")
    press(sol, "Keep these words")
    ana = browsing.open("ana", ROOM)
    write(ana, RED)

    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
    max_ = browsing.open("max", "/moderation/", **phone)
    max_.locator(".flag--red a").first.click()
    press(max_, "Take this flag")
    max_.get_by_text("Are you safe", exact=True).click()
    use = max_.get_by_role("button", name="Use these words")
    use.click()
    expect(max_.get_by_text("Choose what you will do first.")).to_be_visible()
    max_.get_by_label("Check in with the author").check()
    use.click()
    note = max_.get_by_label("First note")
    expect(note).to_have_value("Hello. Are you safe just now?")
    expect(note).to_be_focused()
    max_.get_by_label("Why?", exact=True).fill("She names tonight.")
    max_.get_by_label("I have more to do with this flag").check()
    press(max_, "Keep this decision")

    # In the check-in the flag goes on being his; then he waits for her answer.
    flag = max_.url
    told = ana.locator("notice-inbox .notice").filter(has_text="private note")
    told.get_by_role("link").click()
    ana.wait_for_load_state()
    max_.goto(ana.url)
    expect(max_.get_by_text("It stays yours for")).to_be_visible()
    max_.goto(flag)
    max_.get_by_text("I wait for something").click()
    max_.get_by_label("Keep it for", exact=True).select_option(label="4 hours")
    max_.get_by_label("What do you wait for?").fill("Her answer.")
    press(max_, "Keep it")
    expect(max_.get_by_text("You keep this flag until")).to_be_visible()
    width = max_.evaluate("document.documentElement.scrollWidth")
    assert width <= 390


def test_an_emergency_is_begun_on_a_phone_and_reaches_a_colleague(browsing):
    ben = browsing.open("ben", ROOM)
    write(ben, RED)
    sol = browsing.open("sol", "/moderation/")

    phone = {"viewport": {"width": 320, "height": 640}, "has_touch": True}
    max_ = browsing.open("max", "/moderation/", **phone)
    max_.locator(".flag--red a").first.click()
    press(max_, "Start the emergency procedure")
    expect(max_.get_by_text("The procedure has begun.")).to_be_visible()
    expect(sol.locator("notice-inbox .notice").first).to_contain_text(
        re.compile("emergency procedure has begun")
    )
    width = max_.evaluate("document.documentElement.scrollWidth")
    assert width <= 320


PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
STOP_TIME = "window.waits = []; window.setTimeout = act => { waits.push(act) }"
# What else waits, such as the socket, may not like to be late.
GO_ON = "waits.forEach(act => { try { act() } catch {} })"
OPENS = """card => {
  const { x, y } = card.getBoundingClientRect();
  return Boolean(document.elementFromPoint(x + 60, y + 20).closest("a"));
}"""


def test_a_finger_anywhere_on_a_card_opens_its_flag(browsing):
    page = browsing.open("max", "/moderation/", **PHONE)

    page.locator(".flag").first.tap(position={"x": 300, "y": 20})

    expect(page.get_by_role("button", name="Take this flag")).to_be_visible()


def test_a_flag_that_moves_under_a_finger_is_not_opened_by_it(browsing, board):
    board.set_viewport_size({"width": 1280, "height": 1600})
    yellow = board.locator(".flag--yellow").first
    assert yellow.evaluate(OPENS)
    board.evaluate(STOP_TIME)
    write(browsing.open("ana", ROOM), RED)
    expect(board.locator(".flag").first).to_contain_text("Red: now")

    assert not board.locator(".flag").first.evaluate(OPENS)
    assert not yellow.evaluate(OPENS)

    board.evaluate(GO_ON)
    assert yellow.evaluate(OPENS)


def test_what_a_colleague_takes_moves_below_what_waits(browsing, board):
    write(browsing.open("ana", ROOM), RED)
    first, last = board.locator(".flag").first, board.locator(".flag").last
    expect(first).to_contain_text("Red: now")
    sol = browsing.open("sol", "/moderation/")
    sol.locator(".flag--red a").first.click()
    press(sol, "Take this flag")

    expect(last).to_contain_text("Taken by sol")
    expect(last).to_contain_text("Red: now")
    board.reload()
    expect(last).to_contain_text("Taken by sol")
    press(sol, "Give it back")

    expect(first).to_contain_text("Red: now")


def test_a_board_with_no_live_line_says_that_nothing_moves(browsing):
    browsing.expect("WebSocket")
    page = browsing.open("max", "/moderation/shift/", **PHONE)
    page.route_web_socket("**/ws/", lambda line: line.close())
    page.goto(page.url.replace("shift/", ""))

    still = page.get_by_text("There is no live line, so nothing here moves.")
    expect(still).to_be_visible()
    write(browsing.open("ana", ROOM), RED)
    expect(page.locator(".flag--red")).to_have_count(0)
    page.get_by_role("link", name="look for new flags now").click()
    expect(page.locator(".flag--red")).to_be_visible()


def test_the_board_says_nothing_of_its_line_while_all_is_well(board):
    expect(board.locator("connection-words")).to_be_empty()


def test_by_keyboard_a_flag_that_moved_opens_at_once(browsing, board):
    link = board.locator(".flag--yellow a").first
    link.focus()
    board.evaluate(STOP_TIME)
    write(browsing.open("ana", ROOM), RED)
    expect(board.locator(".flag").first).to_contain_text("Red: now")

    board.keyboard.press("Enter")

    expect(board.get_by_role("button", name="Take this flag")).to_be_visible()


def test_what_is_missing_is_shown_and_not_far_below(browsing):
    write(browsing.open("ana", ROOM), RED)
    page = browsing.open("max", "/moderation/", **PHONE)
    page.locator(".flag--red").first.click()
    press(page, "Take this flag")
    page.get_by_label("No concern").check()
    page.get_by_label("Why?").fill("She told me she is safe.")

    press(page, "Keep this decision")

    errors = page.get_by_role("alert")
    expect(errors).to_contain_text("Please answer the questions about danger first.")
    expect(errors).to_be_focused()
    expect(errors).to_be_in_viewport()


DESK_PAGES = ("", "shift/", "plan/", "policies/", "rules/")
FOR_A_FINGER = "summary, .line__name a, .desk-links a, .way-back"


def test_what_stands_alone_at_the_desk_is_as_tall_as_a_finger(browsing):
    page = browsing.open("sol", "", **PHONE)

    for name in DESK_PAGES:
        page.goto(f"/moderation/{name}")
        targets = [one for one in page.locator(FOR_A_FINGER).all() if one.is_visible()]
        heights = {one.inner_text(): one.bounding_box()["height"] for one in targets}
        assert heights
        assert min(heights.values()) >= 44, heights
