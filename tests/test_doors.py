"""Every URL asks visitors to sign in, but for a listed few."""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

# Reached without signing in, each for a reason.
PUBLIC = {
    "home": "says what this place is, to whoever is not signed in",
    "help": "help must never wait for a sign-in",
    "house_rules": "what one agrees to before joining",
    "what_we_keep": "what one gives away by joining, and how to leave again",
    "easy_read": "rules and help for who reads with effort",
    "offline": "kept by the browser for when there is no network",
    "manifest": "a name and a sign for a home screen",
    "service_worker": "keeps the page of help",
    "look": "shows designers every component; only there with DEBUG=1",
    "sign_in": "the way in",
    "sign_up": "the way in",
    "choose_language": "who reads Welsh must find it before the way in",
    "recover": "the way back in",
    "look_again": "who is kept out reads why, after showing who they are",
    "ask_again": "and asks for another look; only for who has shown that",
    "sign_out": "a second tap: whoever is signed out already is told so",
    "break_begun": "kind words to somebody who has just signed out",
    "leaving_begun": "and to somebody who has just left for good",
    "calendar_feed": "a calendar programme signs in nowhere; its token is the key",
    "livez": "asked by machines",
    "readyz": "asked by machines",
}


def patterns(resolver: URLResolver, prefix: str = "/") -> Iterator[tuple[str, str]]:
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield pattern.name or "", route


def address(route: str, number: str = "1") -> str:
    """A path of this route, with something in each of its places."""
    fillings = {
        "int": number,
        "uuid": "00000000-0000-0000-0000-000000000000",
        "slug": "red",
        "str": "red",
        "path": "red",
    }
    return re.sub(r"<(?:(\w+):)?\w+>", lambda m: fillings[m[1] or "str"], route)


@pytest.mark.django_db
def test_every_page_that_is_not_listed_asks_visitors_to_sign_in(client):
    open_pages = []
    for name, route in patterns(get_resolver()):
        if name not in PUBLIC:
            answer = client.get(address(route))
            asked = "/sign-in/" in answer.get("Location", "")
            open_pages += [] if asked else [f"{name} {route}: {answer.status_code}"]

    assert not open_pages


@pytest.mark.django_db
def test_every_listed_page_is_there_for_visitors(client):
    routes = dict(patterns(get_resolver()))

    for name in PUBLIC:
        answer = client.get(address(routes[name]))
        assert answer.status_code in {200, 404, 405, 503}, name


def test_every_url_has_a_name_of_its_own():
    names = [name for name, _ in patterns(get_resolver())]

    assert "" not in names
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("number", ["999999999", str(2**63), "9" * 40])
@pytest.mark.django_db
def test_a_number_that_nothing_has_is_absent_for_everybody(client_of, sol, number):
    client = client_of(sol)
    routes = [route for _, route in patterns(get_resolver()) if "<int:" in route]

    for route in routes:
        path = address(route, number)
        found = {client.get(path).status_code, client.post(path).status_code}
        # A picture is drawn from any number, so that it tells nothing of who is here.
        assert found <= {404, 405} or "avatar" in path, path
