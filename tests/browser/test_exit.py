import pytest

from tests.parts import servers

ELSEWHERE = "https://www.bbc.co.uk/weather"


@pytest.fixture(scope="module")
def server(seeded_folder, tmp_path_factory):
    """One for all of these: they only look."""
    with servers.one(seeded_folder, tmp_path_factory.mktemp("home") / "var") as running:
        yield running


@pytest.fixture
def dull(page):
    """A page whose way out ends on a stand-in, so that no test leaves this machine."""
    page.context.route(
        f"{ELSEWHERE}*", lambda route: route.fulfill(body="Weather", status=200)
    )
    return page


@pytest.fixture
def browsing(browsing):
    browsing.expect("asked another origin: https://www.bbc.co.uk/weather")
    return browsing


def press_shift(page, times):
    for _ in range(times):
        page.keyboard.press("Shift")


def test_the_link_leaves_and_its_page_is_not_one_step_back(dull):
    dull.goto("/house-rules/")

    dull.get_by_role("link", name="Leave this page").click()
    dull.wait_for_url(ELSEWHERE)
    dull.go_back()

    assert "/house-rules/" not in dull.url


def test_shift_three_times_leaves(dull):
    press_shift(dull, 3)

    dull.wait_for_url(ELSEWHERE)


def test_a_screen_reader_hears_how_many_are_left(dull):
    press_shift(dull, 2)

    words = dull.locator("[data-exit-words]")
    assert words.text_content() == "Shift. Press once more to leave."


def test_writing_in_capitals_does_not_leave(dull):
    dull.goto("/sign-in/")
    dull.locator("[name=alias]").press_sequentially("ABCDEF")
    press_shift(dull, 1)

    assert dull.url.endswith("/sign-in/")


def test_the_page_is_blank_at_once(dull):
    seen = dull.evaluate(
        """() => {
          document.querySelector(".help-bar__leave").click();
          return [getComputedStyle(document.body).display, document.title];
        }"""
    )

    assert seen == ["none", "Weather"]


def test_the_link_works_without_scripts(browsing):
    page = browsing.open(java_script_enabled=False)
    page.context.route(f"{ELSEWHERE}*", lambda route: route.fulfill(body="Weather"))

    page.get_by_role("link", name="Leave this page").click()

    page.wait_for_url(ELSEWHERE)
