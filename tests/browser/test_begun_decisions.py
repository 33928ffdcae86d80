"""A decision that was begun stands on its page until it is kept, whatever comes between."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_night_desk import PHONE, QUESTIONS, RED, ROOM, press, write


def begin_a_decision(page):
    page.get_by_label("No concern").check()
    page.get_by_label("Why?", exact=True).fill("She quotes a song.")


def expect_it_as_typed(page):
    expect(page.get_by_label("Why?", exact=True)).to_have_value("She quotes a song.")
    expect(page.get_by_label("No concern")).to_be_checked()


@pytest.fixture
def taken(browsing):
    """A red flag in max's hands, on a phone."""
    write(browsing.open("ana", ROOM), RED)
    page = browsing.open("max", "/moderation/", **PHONE)
    page.locator(".flag--red a").first.click()
    press(page, "Take this flag")
    return page


def test_a_decision_begun_stays_while_the_flag_is_kept_longer(taken):
    begin_a_decision(taken)

    with taken.expect_response("**/renew/"):
        taken.get_by_role("button", name="Keep it longer").click()
    told = taken.locator("claim-clock [role=status]")
    expect(told).to_have_text("It stays yours for 5 minutes.")
    taken.get_by_label("A note for colleagues").fill("She wrote a song before.")
    press(taken, "Keep this note")

    expect(taken.get_by_text("Your note is kept.")).to_be_visible()
    expect_it_as_typed(taken)


def test_a_decision_begun_stays_while_the_questions_are_answered(taken):
    begin_a_decision(taken)
    press(taken, "Keep this decision")
    expect(taken.get_by_role("alert")).to_contain_text("questions about danger")
    press(taken, "Keep these answers")
    expect_it_as_typed(taken)
    for question in QUESTIONS:
        taken.get_by_role("group", name=question).get_by_label("Not known").check()
    taken.get_by_label("When?", exact=True).fill("Tonight")

    press(taken, "Keep these answers")

    expect(taken.get_by_text("Your answers are kept.")).to_be_visible()
    expect_it_as_typed(taken)


def test_a_decision_begun_stays_while_the_flag_is_kept_for_later(taken):
    begin_a_decision(taken)
    taken.get_by_text("I wait for something").click()
    taken.get_by_label("Keep it for", exact=True).select_option(label="1 hour")
    taken.get_by_label("What do you wait for?").fill("Her answer.")

    press(taken, "Keep it")

    expect(taken.get_by_text("It stays yours until then.")).to_be_visible()
    expect_it_as_typed(taken)


def test_a_decision_begun_stays_through_an_emergency_begun_by_a_slip(taken):
    begin_a_decision(taken)

    press(taken, "Start the emergency procedure")
    expect(taken.get_by_text("The procedure has begun.")).to_be_visible()
    expect_it_as_typed(taken)
    taken.get_by_text("I began it by mistake").click()
    taken.get_by_label("What happened?").fill("My thumb slipped.")
    press(taken, "Take the emergency back")

    expect(taken.get_by_text("You have taken it back.")).to_be_visible()
    expect_it_as_typed(taken)


def test_a_flag_whose_time_ran_out_is_taken_again_with_what_was_typed(taken):
    taken.clock.install()
    taken.reload()
    begin_a_decision(taken)
    expect(taken.get_by_text("This flag is yours.")).to_be_visible()

    # The page's own clock; nothing is asked of the server.
    taken.clock.fast_forward("06:00")

    left = taken.get_by_text("Your time with this flag has run out.").first
    expect(left).to_be_visible()
    expect(taken.get_by_text("This flag is yours.")).to_be_hidden()
    press(taken, "Take this flag again")
    expect(taken.get_by_text("This flag is yours.")).to_be_visible()
    expect_it_as_typed(taken)


def test_who_has_a_flag_open_hears_that_its_author_took_it_back(taken, browsing):
    begin_a_decision(taken)
    changed = taken.get_by_role("alert").filter(has_text="This flag has changed.")
    expect(changed).to_have_count(0)
    ana = browsing.open("ana", ROOM)
    said = ana.locator("article").filter(has_text=RED)
    said.locator(".menu > summary").click()
    press(ana, "Take this back")

    expect(changed).to_be_in_viewport()
    expect(changed).to_contain_text("It is not as you see it here.")
    changed.get_by_role("button", name="Look again").click()

    expect(taken.get_by_text("Its author has taken it back.")).to_be_visible()
    expect(changed).to_have_count(0)
    expect_it_as_typed(taken)


def test_who_reads_a_flag_hears_that_a_colleague_took_it(taken, browsing):
    flag = taken.url
    press(taken, "Give it back")
    sol = browsing.open("sol", flag)
    expect(sol.get_by_role("button", name="Take this flag")).to_be_visible()

    taken.goto(flag)
    press(taken, "Take this flag")

    changed = sol.get_by_role("alert").filter(has_text="This flag has changed.")
    expect(changed).to_contain_text("max has this flag.")
    changed.get_by_role("link", name="Look again").click()
    expect(sol.get_by_text("max has taken this flag.")).to_be_visible()


def test_with_no_network_a_decision_stays_on_its_page(taken, browsing):
    browsing.expect("ERR_INTERNET_DISCONNECTED")
    begin_a_decision(taken)
    taken.context.set_offline(True)

    taken.get_by_role("button", name="Keep this decision").click()

    expect(taken.get_by_role("alert").get_by_text("No network")).to_be_in_viewport()
    expect_it_as_typed(taken)
    taken.context.set_offline(False)
    taken.get_by_label("I have more to do with this flag").check()
    press(taken, "Keep this decision")
    expect(taken.get_by_text("Your decision is kept.")).to_be_visible()
    expect(taken.get_by_text("No network")).to_have_count(0)
