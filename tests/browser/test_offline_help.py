import pytest
from playwright.sync_api import expect

from tests.parts import servers

NO_NETWORK = "net::ERR_INTERNET_DISCONNECTED"
FAILED = "Failed to"


@pytest.fixture(scope="module")
def server(seeded_folder, tmp_path_factory):
    """One for all of these: they only look."""
    with servers.one(seeded_folder, tmp_path_factory.mktemp("home") / "var") as running:
        yield running


@pytest.fixture
def browsing(browsing):
    browsing.expect(NO_NETWORK)
    browsing.expect(FAILED)
    return browsing


def cut_off(page):
    """Waits until help is kept, then takes the network away."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.context.set_offline(True)


def test_help_opens_with_no_signal_from_any_page(page):
    page.goto("/house-rules/")
    cut_off(page)

    page.get_by_role("link", name="I need urgent help").click()

    expect(page.get_by_role("link", name="Call 116 123")).to_be_visible()
    expect(page.locator(".helpline")).to_have_count(4)


def test_what_is_kept_has_its_look(page):
    cut_off(page)

    page.goto("/help/")

    bar = page.locator(".help-bar")
    assert bar.evaluate("bar => getComputedStyle(bar).position") == "sticky"


def test_any_other_page_says_that_there_is_no_signal_and_offers_help(page):
    cut_off(page)

    page.goto("/sign-in/")

    assert page.get_by_role("heading", name="There is no signal just now").is_visible()
    assert page.get_by_role("link", name="Call 999").is_visible()


def test_nothing_of_a_member_is_kept(browsing):
    page = browsing.open("ana", "/rooms/")
    page.goto("/help/")
    cut_off(page)

    kept = page.evaluate(
        """async () => {
          const texts = [];
          for (const name of await caches.keys()) {
            const box = await caches.open(name);
            for (const request of await box.keys()) {
              texts.push(await (await box.match(request)).text());
            }
          }
          return texts.join("\\n");
        }"""
    )

    assert "116 123" in kept
    assert "Signed in as" not in kept
