import re

import pytest
from django.test import Client

from tests.parts.reading import without_tokens

pytestmark = pytest.mark.django_db

FOR_VISITORS = [
    "/",
    "/help/",
    "/house-rules/",
    "/offline/",
    "/sign-in/",
    "/sign-up/",
    "/nowhere/",
]
FOR_MEMBERS = ["/", "/rooms/", "/settings/", "/notices/", "/nowhere/"]
REVEALING = re.compile(r"support|mental|peer|health|crisis|suicid|alongside", re.I)


def text_of(answer) -> str:
    return answer.content.decode()


def title_of(answer) -> str:
    return re.search(r"<title>(.*?)</title>", text_of(answer))[1]


def assert_has_ways_out(answer):
    html = text_of(answer)
    assert 'href="/help/">I need urgent help</a>' in html
    assert 'rel="noreferrer noopener nofollow">Leave this page</a>' in html


@pytest.mark.parametrize("path", FOR_VISITORS)
def test_visitors_can_get_help_and_leave_from_every_page(client, path):
    assert_has_ways_out(client.get(path))


@pytest.mark.parametrize("path", FOR_MEMBERS)
def test_members_can_get_help_and_leave_from_every_page(client_of, ana, path):
    assert_has_ways_out(client_of(ana).get(path))


def test_help_is_the_first_stop_of_the_keyboard(client):
    first = re.search(r"<(a|button|input)\b[^>]*>([^<]*)", text_of(client.get("/")))

    assert first[2] == "I need urgent help"


@pytest.mark.parametrize("path", FOR_VISITORS)
def test_titles_say_nothing_of_what_this_is(client, path):
    assert not REVEALING.search(title_of(client.get(path)))


@pytest.mark.parametrize("path", FOR_VISITORS)
def test_nothing_is_loaded_from_anybody_else(client, path):
    html = text_of(client.get(path))

    assert not re.findall(r"<(?:link|script|img|iframe)[^>]+https?://", html)


@pytest.mark.parametrize("path", FOR_VISITORS)
def test_every_answer_is_private(client, path):
    answer = client.get(path)

    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert answer["Cache-Control"] == "no-store"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_a_missing_page_is_kind(client_of, ana):
    answer = client_of(ana).get("/rooms/999999/")

    assert answer.status_code == 404
    assert "You did nothing wrong" in text_of(answer)
    assert "See help that is open now" in text_of(answer)


def test_a_broken_page_needs_no_database(rf, django_assert_num_queries):
    from chatserver import views

    with django_assert_num_queries(0):
        answer = views.server_error(rf.get("/"))

    assert answer.status_code == 500
    assert "116 123" in text_of(answer)
    assert_has_ways_out(answer)


def test_a_form_that_is_too_old_shows_what_was_written(ana):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana)

    answer = client.post(
        "/rooms/1/messages/",
        {"body": "It was a long day", "passphrase": "four secret words here"},
        headers={"referer": "http://testserver/rooms/1/"},
    )

    assert answer.status_code == 403
    assert "It was a long day</textarea>" in text_of(answer)
    assert "secret words" not in text_of(answer)
    assert 'href="/rooms/1/">Go back' in text_of(answer)


def test_a_session_that_ended_while_writing_loses_nothing(client):
    answer = client.post("/settings/", {"body": "Tea?"})

    assert answer.status_code == 401
    assert "Tea?</textarea>" in text_of(answer)


def test_words_sent_by_another_site_are_not_shown():
    client = Client(enforce_csrf_checks=True)

    answer = client.post(
        "/sign-in/",
        {"body": "Send your code to me"},
        headers={"origin": "https://elsewhere.example"},
    )

    assert answer.status_code == 401
    assert "Send your code" not in text_of(answer)


def test_home_says_what_is_open(client_of, ana, covered_room, quiet_room):
    html = text_of(client_of(ana).get("/"))

    assert "Open now, for as long as a moderator is here." in html
    assert html.index(covered_room.name) < html.index(quiet_room.name)


def test_home_shows_nothing_of_others(client_of, zed, thread, room):
    html = text_of(client_of(zed).get("/"))

    assert "mia" not in without_tokens(html)


def test_the_look_is_only_for_those_who_build(client, settings):
    assert client.get("/look/").status_code == 404

    settings.DEMO = True
    assert client.get("/look/").status_code == 200


def test_the_kept_pages_are_fetched_as_nobody(client):
    script = text_of(client.get("/sw.js"))

    assert 'credentials: "omit"' in script
    assert '"/help/"' in script
    assert "/static/css/app.css" in script
