"""Nothing keeps anybody out: every page, in every state, on a phone and on a desk."""

import json
import re
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import get_resolver, resolve
from django.utils import translation
from django.utils.translation import gettext

from tests.browser.states import DAY_ONE, NOT_PAGES, POST_ONLY, STATES, STUMBLES
from tests.conftest import PASSPHRASE
from tests.parts.browsing import Browsing
from tests.parts.servers import Process, Server, made_once
from tests.test_doors import address, patterns

PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 800}
AXE = Axe().axe_script
WHAT_TO_CHECK = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}
# What another size and other colours can change; the page's structure was looked at before.
WHAT_LOOKS_DIFFERENT = {
    "resultTypes": ["violations"],
    "runOnly": ["color-contrast", "target-size", "scrollable-region-focusable"],
    "rules": {"target-size": {"enabled": True}},
}
# What would tell somebody who looks over a shoulder.
TELLING = (
    "alongside ana ben mia max cora sol zed pat kim peer mental mentor suicide crisis "
    "distress charity lonely kitchen evening practice full"
).split()
NOT_SEEN_WITH_FOCUS = """
() => [...document.querySelectorAll("a, button, input, select, textarea, summary, [tabindex='0']")]
  .filter((it) => it.checkVisibility({ visibilityProperty: true }) && !it.matches("[type=hidden]"))
  .filter((it) => {
    it.focus();
    const looks = [it, it.closest("label, li")].filter(Boolean).flatMap((one) =>
      [getComputedStyle(one), getComputedStyle(one, "::after")]);
    return document.activeElement === it && !looks.some((look) => {
      return look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
    });
  })
  .map((it) => it.outerHTML.slice(0, 120))
"""

AT_REST = """
async () => {
  scrollTo(0, 0);
  for (let frame = 0, calm = 0; calm < 3 && frame < 300; frame += 1) {
    await new Promise(requestAnimationFrame);
    calm = document.getAnimations().length ? 0 : calm + 1;
  }
}
"""


# The first test makes two whole worlds, whatever else the machine does.
pytestmark = pytest.mark.timeout(400)


# --- One server for each world and one browser, for all states


@pytest.fixture(scope="module")
def worlds(seeded_folder, tmp_path_factory) -> Iterator[dict[str, Server]]:
    """The demo with scenery, and a real community on its first day."""
    running = {}
    for name, make in {"demo": make_demo, DAY_ONE: make_first_day}.items():
        folder = tmp_path_factory.mktemp("world") / "var"
        made = seeded_folder.parent.with_name(name.replace(" ", "_"))
        shutil.copytree(made_once(made, partial(make, seeded_folder)), folder)
        running[name] = server_of(name, folder)
    for server in running.values():
        server.start()
    yield running
    for server in running.values():
        server.stop()


def server_of(name: str, folder: Path) -> Server:
    if name == "demo":
        # Nothing takes e-mail there; pages that offer it are shown.
        return Server(folder, EMAIL_HOST="127.0.0.1", EMAIL_PORT="9")
    real = Server(folder, DEMO="0", SECRET_KEY="only-for-tests-" * 4)
    real.environment["ORIGINS"] = real.url
    return real


def make_demo(seeded: Path, folder: Path) -> None:
    shutil.copytree(seeded, folder, dirs_exist_ok=True)
    make_scenery(server_of("demo", folder))


def make_first_day(seeded: Path, folder: Path) -> None:
    without = shutil.ignore_patterns("*.sqlite3*")
    shutil.copytree(seeded, folder, ignore=without, dirs_exist_ok=True)
    real = server_of(DAY_ONE, folder)
    Process("tables", folder, "manage.py", "migrate", **real.environment).run()
    make_scenery(real)


def make_scenery(server: Server) -> None:
    # Mia says in a moment what she said in weeks, however fast the machine is.
    knobs = {"DJANGO_SETTINGS_MODULE": "chatserver.settings", "POSTS_BURST": "1000"}
    maker = Process(
        "scenery", server.log.parent, "-m", "tests.browser.scenery",
        **server.environment | knobs,
    )  # fmt: skip
    maker.run()


@pytest.fixture(scope="module")
def places(worlds) -> dict[str, str]:
    folder = worlds["demo"].log.parent
    return json.loads((folder / "scenery.json").read_text())


@pytest.fixture(scope="module")
def browser() -> Iterator[Browsing]:
    with Browsing("", PASSPHRASE) as opened:
        yield opened


@pytest.fixture(scope="module")
def cookies() -> dict[tuple[str, str], list[object]]:
    """Who has signed in where, so that each does so once."""
    return {}


@pytest.fixture(scope="module")
def contexts() -> dict[tuple[str, str, bool], object]:
    """Whose browser it is, and with scripts or without: each fetches a file once."""
    return {}


@pytest.fixture
def opened(request, worlds, places, browser, cookies, contexts):
    """The page of a state, as it stands after what is done there."""
    state = request.param
    browser.url = worlds[state.world].url
    browser.complaints.clear()
    page = browser.page_in(context_of(state, browser, cookies, contexts))
    if not state.scripts:
        page.route("**/*", as_without_scripts)
    answer = page.goto(state.path.format(**places))
    assert answer.ok != state.is_refused
    for act in state.acts:
        act(page)
        page.wait_for_load_state()
    if state in STATES:
        assert name_of(page) in {state.page} | POST_ONLY.keys() | NOT_PAGES.keys()
    yield page
    page.close()


def context_of(state, browser, cookies, contexts):
    key = (state.world, state.alias, state.scripts)
    if key not in contexts:
        contexts[key] = browser.context(
            viewport=PHONE,
            color_scheme="light",
            reduced_motion="reduce",  # colours are judged at rest
            service_workers="allow" if state.scripts else "block",
        )
    # As they were: an earlier state may have signed out, or chosen a language.
    contexts[key].clear_cookies()
    contexts[key].add_cookies(signed_in_as(state, browser, cookies))
    return contexts[key]


def name_of(page):
    """The name of the URL that answered; a form that was not right answers at its own."""
    return resolve(urlsplit(page.url).path).url_name


def as_without_scripts(route):
    """The page as a browser shows it that runs none; axe itself needs one that does."""
    if not route.request.is_navigation_request():
        return route.continue_()
    answer = route.fetch(max_redirects=0)
    body = re.sub(r"(?s)<script\b.*?</script>", "", answer.text())
    return route.fulfill(response=answer, body=re.sub(r"</?noscript>", "", body))


def signed_in_as(state, browser, cookies):
    if not state.alias:
        return []
    key = (state.world, state.alias)
    if key not in cookies:
        page = browser.open(state.alias)
        cookies[key] = page.context.cookies()
        page.context.close()
    return cookies[key]


# --- What holds for every page


@pytest.mark.parametrize("opened", STATES + STUMBLES, ids=str, indirect=True)
def test_a_page_keeps_nobody_out(opened, browser):
    assert_says_nothing_telling(opened.title())
    assert_has_help_and_a_way_out(opened)
    assert_fits(opened)
    assert_axe_is_content(opened, WHAT_TO_CHECK)

    opened.set_viewport_size(DESK)
    opened.emulate_media(color_scheme="dark")
    assert_fits(opened)
    assert_axe_is_content(opened, WHAT_LOOKS_DIFFERENT)
    assert_focus_is_seen(opened)
    browser.assert_calm()


def assert_says_nothing_telling(title):
    assert title
    assert len(title) < 30
    assert not set(title.lower().split()) & set(TELLING)


def assert_has_help_and_a_way_out(page):
    with translation.override(page.locator("html").get_attribute("lang")):
        names = [gettext("I need urgent help"), gettext("Leave this page")]
    for name in names:
        link = page.get_by_role("link", name=name)
        assert link.count() == 1, name
        box = link.bounding_box()
        assert box, name
        assert box["y"] + box["height"] <= page.viewport_size["height"], name
        assert box["height"] >= 44, name


def assert_fits(page):
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"]


def assert_axe_is_content(page, options):
    page.evaluate(AT_REST)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    grave = [one for one in found if one["impact"] in {"serious", "critical"}]
    assert not grave, "\n".join(
        f"{one['id']}: {one['help']}\n  {node['html'][:200]}\n  {node['failureSummary']}"
        for one in grave
        for node in one["nodes"]
    )


def assert_focus_is_seen(page):
    page.keyboard.press("Tab")
    assert page.evaluate(NOT_SEEN_WITH_FOCUS) == []


# --- No page is forgotten


def test_every_url_is_listed():
    names = {name for name, _ in patterns(get_resolver())}
    pages = {state.page for state in STATES}

    assert names == pages | POST_ONLY.keys() | NOT_PAGES.keys()
    assert len(names) == len(pages) + len(POST_ONLY) + len(NOT_PAGES)


def test_no_state_is_listed_twice():
    told = [str(state) for state in STATES + STUMBLES]

    assert sorted(told) == sorted(set(told))


@pytest.mark.django_db
def test_what_is_said_to_be_for_forms_only_answers_nothing_else(client_of, sol):
    client = client_of(sol)
    routes = dict(patterns(get_resolver()))
    shown = [
        name
        for name in POST_ONLY
        if client.get(address(routes[name])).status_code != 405
    ]

    assert not shown
