"""A network that blocks WebSocket: the same by fetching, for as long as one may read."""

import pytest
from playwright.sync_api import expect

from tests.browser.line import BACK, ON_ITS_WAY, Line, bodies
from tests.browser.test_talking import ROOM, message, respond, write

UNTIL_POLLING = """async () => {
  const isSocket = ({ name }) => /\\/socket\\..*js$/.test(name);
  const file = () => performance.getEntriesByType("resource").find(isSocket)?.name;
  while (!file()) await new Promise(requestAnimationFrame);
  const { connection } = await import(file());
  while (connection.state !== "polling") {
    await new Promise((heard) => connection.addEventListener("state", heard));
  }
}"""


def test_a_network_without_websocket_talks_by_fetching(browsing):
    browsing.expect("WebSocket connection")
    ana = browsing.open("ana")
    Line(ana).block()
    ana.goto(ROOM)
    ben = browsing.open("ben", ROOM)
    expect(ana.locator("connection-words")).to_contain_text("blocks live updates")
    write(ana, "No socket here")
    expect(message(ben, "No socket here")).to_be_visible()
    expect(message(ana, "No socket here")).to_be_visible()
    write(ben, "I read you")
    expect(message(ana, "I read you")).to_be_visible()
    write(ana, "I want to kill myself tonight")
    expect(ana.locator(".care-card")).to_contain_text("Samaritans")
    respond(ana, "I read you", "This helped")
    expect(message(ben, "I read you").locator(".reaction")).to_have_text(
        "This helped ana"
    )
    assert bodies(ana) == bodies(ben)


def sign_in_beside(page, alias):
    """In another tab of the same browser."""
    other = page.context.new_page()
    other.goto("/")
    other.get_by_role("button", name="Sign out").click()
    other.goto("/sign-in/")
    other.get_by_label("Alias").fill(alias)
    other.locator("[name=passphrase]").fill("alongside demo")
    other.locator("[name=passphrase]").press("Enter")
    other.wait_for_url("**/")


@pytest.fixture
def fetching(browsing):
    """Ana's page where WebSocket is blocked, and ben's."""
    browsing.expect("WebSocket connection")
    browsing.expect("Failed to load resource")
    ana = browsing.open("ana")
    Line(ana).block()
    ana.goto(ROOM)
    expect(ana.locator("connection-words")).to_contain_text("blocks live updates")
    return ana, browsing.open("ben", ROOM)


def test_without_websocket_another_persons_session_ends_the_page(fetching):
    ana, ben = fetching
    ana.get_by_label("Your message").fill("For my eyes only")
    whose = ben.locator("body").get_attribute("data-person")

    sign_in_beside(ana, "ben")

    expect(ana.locator("body")).to_have_attribute("data-person", whose, timeout=BACK)
    expect(ana.get_by_label("Your message")).to_have_value("")


def test_without_websocket_who_signs_in_again_goes_on_writing(fetching):
    ana, ben = fetching
    sign_in_beside(ana, "ana")
    write(ana, "I am back and writing")
    expect(message(ben, "I am back and writing")).to_be_visible(timeout=BACK)
    expect(message(ana, "I am back and writing")).not_to_contain_text(ON_ITS_WAY)


def test_without_websocket_who_left_the_room_is_told_that_words_did_not_go(fetching):
    ana, _ = fetching
    other = ana.context.new_page()
    other.goto(f"{ROOM}about/")
    with other.expect_navigation():
        other.get_by_role("button", name="Leave this room").click()
    expect(ana.locator(".composer--closed")).to_be_visible(timeout=BACK)
    # She had pressed Send before the room closed to her.
    ana.evaluate(
        """async () => {
          const isIt = ({ name }) => /\\/outbox\\..*js$/.test(name);
          const file = performance.getEntriesByType("resource").find(isIt).name;
          const { outbox } = await import(file);
          outbox.add({ stream: "room:1", body: "Too late", warning: "", replyTo: 0 });
        }"""
    )
    failed = ana.locator(".message--failed")
    expect(failed).to_contain_text("Not sent.", timeout=BACK)


def test_words_that_load_late_still_tell_of_a_blocked_network(browsing):
    browsing.expect("WebSocket connection")
    ana = browsing.open("ana")
    late = []
    Line(ana).block()
    ana.route("**/connection_words*.js", lambda route: late.append(route))
    with ana.expect_request("**/connection_words*.js"):
        ana.goto(ROOM, wait_until="commit")
    ana.evaluate(UNTIL_POLLING)
    late[0].continue_()
    expect(ana.locator("connection-words")).to_contain_text("blocks live updates")
