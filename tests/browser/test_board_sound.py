"""A moderator hears that a flag came, on a board that is open behind other windows."""

from typing import Any

from tests.moderation.conftest import LOW

PLAYED = "window.sounded = 0; const { start } = OscillatorNode.prototype; \
OscillatorNode.prototype.start = function (...at) { window.sounded += 1; start.apply(this, at); };"


def open_board(browsing: Any) -> Any:
    page = browsing.open("max")
    page.add_init_script(PLAYED)
    page.goto("/moderation/")
    return page


def test_the_sound_can_be_tried(browsing: Any) -> None:
    page = open_board(browsing)

    page.get_by_role("button", name="Test the sound").click()

    page.get_by_text("The sound has played.").wait_for()
    assert page.evaluate("window.sounded") > 0


def test_a_flag_sounds_only_for_who_asked(browsing: Any) -> None:
    page = open_board(browsing)
    quiet = open_board(browsing)
    page.get_by_label("Play a sound when a flag comes").check()
    before = page.evaluate("window.sounded")

    ana = browsing.open("ana", "/rooms/1/")
    ana.get_by_label("Your message").fill(LOW)
    ana.get_by_label("Your message").press("Enter")

    page.wait_for_function("before => window.sounded > before", arg=before)
    quiet.get_by_text("To be taken within").first.wait_for()
    assert quiet.evaluate("window.sounded") == 0


def test_the_choice_is_kept(
    browsing: Any,
) -> None:
    page = open_board(browsing)
    page.get_by_label("Play a sound when a flag comes").check()

    page.reload()

    assert page.get_by_label("Play a sound when a flag comes").is_checked()
