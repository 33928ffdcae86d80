"""With no signal, and on a shared phone: what a device keeps, for whom, and until when."""

import pytest
from playwright.sync_api import expect

from tests.browser.line import Line
from tests.browser.test_offline_help import FAILED, NO_NETWORK, cut_off
from tests.browser.test_talking import ROOM, message, write

DEVICES = "/settings/devices/"
FILL = """() => {
  for (let size = 2 ** 22, all = ""; size >= 1; size /= 2) {
    try {
      localStorage.setItem("other", all + "x".repeat(size));
      all += "x".repeat(size);
    } catch {}
  }
}"""
KEPT = """() => Object.keys(localStorage)
  .filter((key) => /^(kept|draft):/.test(key))
  .map((key) => key + localStorage[key]).join("\\n")"""


@pytest.fixture
def ana(browsing):
    for words in (NO_NETWORK, FAILED, "WebSocket connection"):
        browsing.expect(words)
    return browsing.open("ana", ROOM)


def kept(page):
    return page.evaluate(KEPT)


def until_kept(page, words):
    page.evaluate(
        f"""async (words) => {{
          const kept = {KEPT};
          while (!kept().includes(words)) await new Promise((done) => setTimeout(done, 50));
        }}""",
        words,
    )


def keep(page, *whats):
    page.goto(DEVICES)
    for what in whats:
        page.get_by_role("button", name=f"Keep {what} on this device").click()
    page.goto(ROOM)


def test_an_offline_evening(ana):
    write(ana, "The kettle is on")
    expect(message(ana, "The kettle is on")).to_be_visible()
    ana.get_by_label("Your message").fill("I wanted to say")
    ana.reload()
    assert kept(ana) == ""

    keep(ana, "messages", "my drafts")
    ana.get_by_label("Your message").fill("Are you")
    until_kept(ana, "The kettle is on")
    until_kept(ana, "Are you")
    cut_off(ana)
    write(ana, "Are you still there?")
    waiting = ana.locator(".message--pending")
    expect(waiting).to_contain_text("Not sent yet")
    ana.get_by_label("Your message").fill("And another thing")
    until_kept(ana, "And another thing")

    # Its unsent words must not hold the page up: they are kept.
    ana.once("dialog", lambda dialog: dialog.accept())
    ana.goto(ROOM)
    expect(
        ana.get_by_role("heading", name="There is no signal just now")
    ).to_be_visible()
    expect(ana.get_by_text("The kettle is on")).to_be_visible()
    assert ana.get_by_label("Your message").count() == 0

    ana.context.set_offline(False)
    ana.goto(ROOM)
    expect(ana.get_by_label("Your message")).to_have_value("And another thing")
    expect(waiting).to_contain_text("Not sent. It was kept on this device.")
    waiting.get_by_role("button", name="Try again").click()
    expect(message(ana, "Are you still there?")).to_have_count(1)
    expect(waiting).to_have_count(0)

    ana.goto(DEVICES)
    for _ in range(2):
        ana.get_by_role("button", name="Stop, and wipe").first.click()
    assert kept(ana) == ""


def test_what_was_written_before_its_keeper_came_is_kept_after_what_was_there(ana):
    keep(ana, "my drafts")
    ana.get_by_label("Your message").fill("First words")
    until_kept(ana, "draft:")
    late = []
    ana.route("**/draft_keeper*.js", lambda route: late.append(route))
    ana.once("dialog", lambda dialog: dialog.accept())
    with ana.expect_request("**/draft_keeper*.js"):
        ana.goto(ROOM, wait_until="commit")
    ana.get_by_label("Your message").fill("Early words")
    late[0].continue_()
    expect(ana.get_by_label("Your message")).to_have_value("First words\nEarly words")
    until_kept(ana, "Early words")


def test_what_is_begun_is_kept_with_its_warning_and_what_it_answers(ana):
    keep(ana, "my drafts")
    write(ana, "How was the scan?")
    message(ana, "How was the scan?").get_by_role("link", name="Reply").click()
    ana.get_by_label("Your message").fill("They found something")
    ana.get_by_text("Add a warning").click()
    ana.get_by_label("Other words").fill("hospital")
    until_kept(ana, "hospital")
    ana.once("dialog", lambda dialog: dialog.accept())
    ana.reload()
    expect(ana.get_by_label("Your message")).to_have_value("They found something")
    expect(ana.get_by_label("Other words")).to_have_value("hospital")
    expect(ana.locator("reply-line")).to_contain_text("How was the scan?")
    ana.get_by_role("button", name="Send").click()
    sent = ana.locator(".message[data-seq]").filter(has_text="hard to read: hospital")
    expect(sent.locator(".message__quote")).to_contain_text("How was the scan?")


def test_on_a_shared_phone_nothing_is_left_for_the_next_person(ana, browsing):
    write(ana, "Only for here")
    expect(message(ana, "Only for here")).to_be_visible()
    keep(ana, "messages", "my drafts")
    until_kept(ana, "kept:")
    assert "Only for here" in kept(ana)

    # Her session ends without a word, and somebody else signs in.
    ana.context.clear_cookies(name="session")
    browsing.sign_in(ana, "ben")
    ana.goto(ROOM)
    expect(message(ana, "Only for here")).to_be_visible()
    assert kept(ana) == ""
    ana.goto(DEVICES)
    expect(
        ana.get_by_role("button", name="Keep messages on this device")
    ).to_be_visible()

    # He keeps some too, and signs out.
    keep(ana, "messages")
    expect(message(ana, "Only for here")).to_be_visible()
    until_kept(ana, "kept:")
    ana.goto(DEVICES)
    ana.get_by_role("button", name="Sign out").click()
    ana.wait_for_url("**/sign-in/")
    assert ana.evaluate("Object.keys(localStorage)") == []

    # She comes back, keeps some, and must leave at once.
    browsing.sign_in(ana, "ana")
    keep(ana, "messages", "my drafts")
    expect(message(ana, "Only for here")).to_be_visible()
    ana.get_by_label("Your message").fill("Nobody may")
    until_kept(ana, "draft:")
    left = ana.evaluate(
        """() => {
          window.addEventListener("beforeunload", (event) => event.preventDefault());
          document.querySelector(".help-bar__leave").click();
          return Object.keys(localStorage).filter((key) => /kept|draft/.test(key));
        }"""
    )
    assert left == []


def open_beside(page):
    """The same room in another tab, with what brings drafts back."""
    other = page.context.new_page()
    with other.expect_event(
        "requestfinished", lambda asked: "draft_keeper" in asked.url
    ):
        other.goto(ROOM)
    return other


def test_an_empty_tab_leaves_what_is_begun_in_another(ana):
    keep(ana, "my drafts")
    empty = open_beside(ana)
    ana.get_by_label("Your message").fill("Only here")
    until_kept(ana, "Only here")

    empty.goto(DEVICES)

    assert "Only here" in kept(ana)


def test_unsent_words_are_kept_though_another_tab_sent_the_same(ana):
    line = Line(ana)
    keep(ana, "my drafts")
    other = open_beside(ana)
    line.drops.add("post")
    write(ana, "ok")
    waiting = ana.locator(".message--pending")
    expect(waiting).to_be_visible()
    write(other, "ok")
    expect(message(ana, "ok")).to_be_visible()
    expect(waiting).to_be_hidden()

    ana.once("dialog", lambda dialog: dialog.accept())
    ana.goto(ROOM)

    expect(waiting).to_contain_text("Not sent. It was kept on this device.")


def test_a_full_device_keeps_what_it_kept(ana):
    keep(ana, "my drafts")
    ana.get_by_label("Your message").fill("My first words")
    until_kept(ana, "My first words")
    ana.evaluate(FILL)
    ana.get_by_label("Your message").fill("My first words, and many more. " * 20)

    ana.goto(DEVICES)

    assert "My first words" in kept(ana)


def test_kept_words_that_had_been_stored_are_not_shown_twice(ana, browsing):
    line = Line(ana)
    keep(ana, "my drafts")
    ben = browsing.open("ben", ROOM)
    line.drops = {"stored", "rows"}
    write(ana, "Did this go?")
    expect(message(ben, "Did this go?")).to_be_visible()
    ana.once("dialog", lambda dialog: dialog.accept())
    ana.goto(ROOM)
    expect(message(ana, "Did this go?")).to_have_count(1)
    waiting = ana.locator(".message--pending")
    line.drops = set()
    waiting.get_by_role("button", name="Try again").click()
    expect(waiting).to_have_count(0)
    expect(message(ana, "Did this go?")).to_have_count(1)


def test_what_a_tab_still_sends_is_not_said_to_be_unsent_in_another(ana):
    line = Line(ana)
    keep(ana, "my drafts")
    line.drops = {"post"}
    write(ana, "On its way")
    until_kept(ana, "On its way")

    other = open_beside(ana)
    other.get_by_label("Your message").fill("Beside it")
    until_kept(other, "Beside it")

    expect(ana.locator(".message--pending")).to_be_visible()
    expect(other.locator(".message--pending")).to_have_count(0)
    assert "On its way" in kept(ana)
