"""The line between a page and the server breaks in every way; nothing is lost or doubled."""

from playwright.sync_api import expect

from tests.browser.line import BACK, ON_ITS_WAY, bodies
from tests.browser.test_talking import ROOM, message, write

# As when the line comes back, again and again, with no answer to what is sent.
MANY_TIMES = """async () => {
  const isSocket = ({ name }) => /\\/socket\\..*js$/.test(name);
  const file = performance.getEntriesByType("resource").find(isSocket).name;
  const { connection } = await import(file);
  for (let times = 0; times < 10; times += 1) connection.dispatchEvent(new Event("state"));
}"""
OFFLINE = "You’re offline. What you write is kept here until we’re back."
DEAD = 25_000  # milliseconds, until a dead link is told
LONGEST = 4_000


def test_the_network_drops_and_returns_with_nothing_lost_or_doubled(pair):
    ana, line, ben = pair
    line.block()
    ana.route("**/changes/**", lambda route: route.abort())
    for words in ("One", "Two", "Three"):
        write(ben, words)
    write(ana, "Can you hear me?")
    write(ana, "Anybody?")
    expect(ana.locator("connection-words")).to_have_text(OFFLINE)
    expect(ana.locator(".message--pending")).to_have_count(2)
    expect(ana.locator(".message--pending").last).to_contain_text("Not sent yet")
    ana.unroute("**/changes/**")
    line.unblock()
    expect(message(ben, "Anybody?")).to_be_visible(timeout=BACK)
    expect(ana.locator(".message--pending")).to_have_count(0)
    expect(message(ana, "Three")).to_be_visible()
    assert bodies(ana) == bodies(ben)
    assert len(bodies(ana)) == len(set(bodies(ana)))


def test_a_lost_acknowledgement_doubles_nothing(pair):
    ana, line, ben = pair
    line.drops = {"stored", "rows", "tips"}
    write(ana, "Did this arrive?")
    expect(message(ben, "Did this arrive?")).to_be_visible()
    expect(ana.locator(".message--pending")).to_contain_text(ON_ITS_WAY)
    line.block()
    line.drops = set()
    line.unblock()
    expect(message(ana, "Did this arrive?")).to_be_visible(timeout=BACK)
    expect(ana.locator(".message--pending")).to_have_count(0, timeout=BACK)
    assert bodies(ana) == bodies(ben)
    cids = {frame["cid"] for frame in line.sent if frame["type"] == "post"}
    assert len(cids) == 1


def test_who_waits_long_for_an_answer_is_still_told_later_and_not_no(pair):
    ana, line, ben = pair
    line.drops = {"post"}
    write(ana, "It took a while")
    expect(ana.locator(".message--pending")).to_be_visible()
    ana.evaluate(MANY_TIMES)
    line.drops = set()
    cid = next(frame["cid"] for frame in line.sent if frame["type"] == "post")
    later = {"code": "too_many", "reason": "Too many.", "retry_after_ms": 100}
    line.say(type="refused", stream="room:1", cid=cid, **later)
    expect(message(ben, "It took a while")).to_be_visible()


def test_a_phones_clock_that_is_put_back_holds_no_message_up(pair):
    ana, line, ben = pair
    line.drops = {"stored"}
    write(ana, "Did this arrive?")
    expect(message(ben, "Did this arrive?")).to_be_visible()
    expect(ana.locator(".message--pending")).to_have_count(1)
    ana.evaluate("const now = Date.now; Date.now = () => now() - 3_600_000")
    line.drops = set()
    expect(ana.locator(".message--pending")).to_have_count(0, timeout=BACK)
    assert bodies(ana) == bodies(ben)


def test_a_lost_frame_is_noticed_and_read_again(pair):
    ana, line, ben = pair
    line.drops = {"rows"}
    write(ben, "This one is lost")
    expect(message(ben, "This one is lost")).to_be_visible()
    line.drops = set()
    write(ben, "This one shows the gap")
    expect(message(ana, "This one shows the gap")).to_be_visible()
    expect(message(ana, "This one is lost")).to_be_visible()
    assert bodies(ana) == bodies(ben)


def test_a_dead_link_is_told_in_words_and_the_draft_stays(pair):
    ana, line, ben = pair
    ana.get_by_label("Your message").fill("I was just writing")
    line.is_silent = line.is_blocked = True
    ana.route("**/changes/**", lambda route: route.abort())
    expect(ana.locator("connection-words")).to_have_text(OFFLINE, timeout=DEAD)
    expect(ana.get_by_label("Your message")).to_have_value("I was just writing")
    line.is_silent = line.is_blocked = False
    ana.unroute("**/changes/**")
    expect(ana.locator("connection-words")).to_be_empty(timeout=BACK)
    ana.get_by_label("Your message").press("Enter")
    expect(message(ben, "I was just writing")).to_be_visible()


def take_back(page, words):
    menu = message(page, words).locator(".menu")
    menu.locator("summary").click()
    menu.get_by_role("button", name="Take this back").click()


def test_words_are_taken_back_though_the_line_is_dead(pair):
    ana, line, ben = pair
    write(ana, "Too much of me")
    expect(message(ben, "Too much of me")).to_be_visible()
    line.is_silent = True
    ana.route("**/take-back/", lambda route: route.abort())
    take_back(ana, "Too much of me")
    failed = "That did not work just now. Please try again."
    expect(message(ana, "Too much of me")).to_contain_text(failed)
    ana.unroute("**/take-back/")
    take_back(ana, "Too much of me")
    expect(message(ben, "Too much of me")).to_have_count(0)


def test_a_reaction_that_failed_or_was_refused_says_so(pair):
    ana, line, ben = pair
    ana.route("**/react/", lambda route: route.abort())
    state = message(ana, "Are you there?").locator(".message__state")
    line.drops = {"react"}
    react(ana)
    number = message(ana, "Are you there?").get_attribute("id")
    assert line.sent[-1]["cid"] == number
    reason = "You are going very fast. Wait a moment."
    line.say(
        type="refused", stream="room:1", cid=number, code="too_many", reason=reason
    )
    expect(state).to_have_text(reason)

    line.block()
    expect(ana.locator("connection-words")).not_to_be_empty()
    react(ana)
    expect(state).to_have_text("That did not work just now. Please try again.")
    ana.unroute("**/react/")
    react(ana)
    expect(state).to_be_hidden()
    expect(message(ben, "Are you there?").locator(".reaction")).to_contain_text("ana")


def react(page):
    message(page, "Are you there?").get_by_role("button", name="I hear you").click()


def test_a_page_that_wakes_looks_at_once(pair):
    ana, line, ben = pair
    line.is_silent = True
    write(ben, "While you slept")
    expect(message(ben, "While you slept")).to_be_visible()
    line.block()
    line.unblock()
    line.is_silent = False
    ana.evaluate("dispatchEvent(new Event('online'))")
    expect(message(ana, "While you slept")).to_be_visible()


def test_a_slow_phone_misses_nothing_that_came_before_its_scripts(browsing):
    ana, ben = browsing.open("ana"), browsing.open("ben", ROOM)
    late = []
    ana.route("**/socket*.js", lambda route: late.append(route))
    with ana.expect_request("**/socket*.js"):
        ana.goto("/rooms/2/", wait_until="commit")
    text = ana.get_by_label("Your message")
    text.fill("I " * (LONGEST // 2 - 5))
    write(ben, "Sleep well, @ana")
    expect(message(ben, "Sleep well, @ana")).to_be_visible()
    late[0].continue_()
    expect(ana.locator("notice-inbox")).to_contain_text("ben wrote to you in")
    expect(ana.locator(".composer__left")).to_have_text("10 characters left")


def test_a_deploy_is_not_noticed(browsing, server):
    browsing.expect("WebSocket connection")
    browsing.expect("Failed to load resource")
    ana, ben = browsing.open("ana", ROOM), browsing.open("ben", ROOM)
    write(ana, "Before")
    expect(message(ben, "Before")).to_be_visible()
    server.stop()
    write(ana, "Meanwhile")
    server.start()
    expect(message(ben, "Meanwhile")).to_be_visible(timeout=BACK)
    expect(message(ana, "Meanwhile")).to_be_visible(timeout=BACK)
    assert bodies(ana) == bodies(ben)
