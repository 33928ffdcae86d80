"""Walks each person's first day in a browser and keeps its pictures.

    python docs/screenshots/take.py

Starts a fresh demo of its own, so that every time tells the same story.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from desk import every_screen_of_the_desk  # noqa: E402
from walk import (  # noqa: E402
    DESK,
    PHONE,
    SMALL_AND_DARK,
    Walk,
    follow,
    press,
    said,
    write,
)

from tests.parts import servers  # noqa: E402
from tests.parts.browsing import Browsing  # noqa: E402

PRACTICE, EVENING = "/rooms/1/", "/rooms/2/"


# --- A moderator comes first: without one the Evening room is quiet


def shift_begins(walk: Walk) -> Page:
    board = walk.open("max", "/moderation/shift/", DESK)
    walk.keep(board, "max-shift")
    board.get_by_label("Evening room").check()
    press(board, "Start my shift")
    return board


def newcomer(walk: Walk) -> Page:
    page = walk.open("", "/", PHONE)
    walk.keep(page, "newcomer-front-door")
    follow(page, "Join")
    page.get_by_label("Alias").fill("Wren")
    page.get_by_label("I am 18 or over").check()
    walk.keep(page, "newcomer-join", "fieldset")
    press(page, "Join")
    press(page, "Show me eight codes")
    walk.keep(page, "newcomer-codes")
    follow(page, "I have kept them")
    follow(page, "Rooms")
    walk.keep(page, "newcomer-rooms")
    follow(page, "Evening room")
    walk.keep(page, "newcomer-about")
    press(page, "Join this room")
    return page


def first_words(walk: Walk, page: Page) -> None:
    ana = walk.open("ana", EVENING, PHONE)
    write(page, "Hello. I am new. I look after my husband.")
    write(ana, "Hello Wren. Glad you found us. No need to say more than you want.")
    said(ana, "Hello. I am new").get_by_role("button", name="I hear you").click()
    page.locator(".reaction", has_text="ana").first.wait_for()
    walk.keep(page, "newcomer-answered")
    walk.keep(ana, "room")
    ana.goto("/")
    walk.keep(ana, "ana-home", "#sessions")


def a_hard_night(walk: Walk) -> None:
    """Zed joins as somebody who is not well, on a small phone at night."""
    page = walk.open("zed", "/rooms/1/about/", SMALL_AND_DARK)
    press(page, "Join this room")
    write(page, "I can't do this any more. I am going to end my life tonight.")
    page.locator(".care-card").wait_for()
    walk.keep(page, "hard-night-care")
    follow(page, "I need urgent help")
    walk.keep(page, "hard-night-help", "h1")


def report(walk: Walk) -> None:
    mia = walk.open("mia", PRACTICE, PHONE)
    write(mia, "You should all just pull yourselves together.")
    ben = walk.open("ben", PRACTICE, PHONE)
    said(ben, "pull yourselves").locator(".menu summary").click()
    follow(ben, "Report this message")
    walk.keep(ben, "ben-reports", "h1")
    press(ben, "This breaks our rules")
    walk.keep(ben, "ben-thanked", "h1")


def mentor(walk: Walk) -> None:
    page = walk.open("mia", "/threads/", DESK)
    follow(page, "ana")
    walk.keep(page, "mia-thread")
    follow(page, "Sessions")
    walk.keep(page, "mia-sessions")


def moderator(walk: Walk, page: Page) -> str:
    """max takes a red flag and writes to its author; answers where the flag is."""
    sol = walk.open("sol", "/moderation/", DESK)
    sol.locator(".flag--yellow a").click()
    press(sol, "Take this flag")
    page.goto("/moderation/")
    page.locator(".flag--claimed").wait_for()
    page.set_viewport_size({"width": 1060, "height": 880})
    walk.keep(page, "board", ".shift")
    page.set_viewport_size(DESK["viewport"])
    page.locator(".flag--red a").first.click()
    page.wait_for_load_state()
    press(page, "Take this flag")
    flag = page.url
    walk.keep(page, "max-flag")
    page.get_by_label("I have more to do with this flag").check()
    page.get_by_label("Check in with the author").check()
    page.get_by_label("First note").fill("Hello, it is Max. Are you safe just now?")
    page.get_by_label("Why?").fill("They say that they want to die.")
    walk.keep(page, "max-decides", "#decide")
    press(page, "Keep this decision")
    zed = walk.open("zed", "/", SMALL_AND_DARK)
    zed.get_by_role("link", name="max, a moderator").first.click()
    zed.wait_for_load_state()
    walk.keep(zed, "hard-night-check-in")
    return flag


def coordinator(walk: Walk) -> None:
    page = walk.open("cora", "/threads/pair/", DESK)
    page.get_by_label("Mentor").select_option("mia")
    page.get_by_label("Mentee").fill("Wren")
    press(page, "Pair them")
    walk.keep(page, "cora-pairs", "#pairs")
    page.goto("/people/invitations/")
    page.get_by_label("What it is for").fill("Tuesday group")
    press(page, "Make a code")
    walk.keep(page, "cora-invites")


def lead(walk: Walk) -> None:
    page = walk.open("sol", "/people/?alias=wren", DESK)
    follow(page, "Wren")
    walk.keep(page, "sol-roles")
    page.goto("/evaluation/")
    walk.keep(page, "sol-evaluates")


def end_of_a_shift(walk: Walk) -> None:
    """max hands a case over by name and goes; sol is asked to take it."""
    sol = walk.open("sol", "/moderation/shift/", DESK)
    press(sol, "Start my shift")
    page = walk.open("max", "/moderation/shift/", PHONE)
    if page.get_by_role("button", name="Start my shift").count():
        press(page, "Start my shift")
    page.goto("/moderation/")
    page.locator(".flag:not(.flag--claimed) a").first.click()
    page.wait_for_load_state()
    press(page, "Take this flag")
    page.goto("/moderation/handover/")
    page.get_by_label("Hand it to").first.select_option(label="sol")
    walk.keep(page, "max-hands-over", "#cases")
    press(page, "Ask them")
    sol.goto("/moderation/handover/")
    walk.keep(sol, "sol-is-asked")
    page.goto("/moderation/shift/")
    walk.keep(page, "max-ends-shift", "#end")


def without_scripts(walk: Walk) -> None:
    page = walk.open("ben", EVENING, PHONE, java_script_enabled=False)
    said(page, "Hello. I am new").locator(".menu summary").click()
    walk.keep(page, "without-javascript")


def phones(walk: Walk) -> None:
    """Easy Read, one's devices, and an evening with no signal."""
    walk.keep(walk.open("", "/easy-read/rules/", PHONE), "easy-read")
    walk.keep(walk.open("", "/easy-read/safety/", SMALL_AND_DARK), "easy-read-dark")
    walk.keep(walk.open("", "/easy-read/how-to/", DESK), "easy-read-desk")
    page = walk.open("max", "/settings/devices/", SMALL_AND_DARK)
    walk.keep(page, "devices-told", "tell-here")
    page = walk.open("ana", "/settings/devices/", PHONE)
    press(page, "Keep messages on this device")
    walk.keep(page, "devices-kept", "#no-signal")
    page.goto(PRACTICE)
    page.wait_for_timeout(1_500)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.goto(PRACTICE)
    walk.keep(page, "no-signal", "kept-messages")
    page.context.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        seeded = Path(folder) / "seeded"
        seeded.mkdir()
        servers.prepare(seeded)
        with (
            servers.one(seeded, Path(folder) / "var") as server,
            Browsing(server.url, "alongside demo") as browsing,
        ):
            walk = Walk(browsing)
            board = shift_begins(walk)
            first_words(walk, newcomer(walk))
            without_scripts(walk)
            a_hard_night(walk)
            report(walk)
            mentor(walk)
            flag = moderator(walk, board)
            coordinator(walk)
            lead(walk)
            walk.close()
            end_of_a_shift(walk)
            walk.close()
            every_screen_of_the_desk(walk, flag)
            phones(walk)


if __name__ == "__main__":
    main()
