from datetime import date

import pytest
from django.core.management import call_command

from moderation import helplines
from moderation.helpline_actions import ensure_helplines, update_helpline
from moderation.models import Helpline

pytestmark = pytest.mark.django_db

LONG_AGO = date(2020, 1, 2)


@pytest.fixture
def lines():
    ensure_helplines()
    return list(Helpline.objects.all())


def edited(line, **changes):
    words = {
        "name": line.name,
        "number": line.number,
        "what_for": line.what_for,
        "how": line.how,
        "hours": line.hours,
        "is_always_open": "on",
    }
    return words | changes


@pytest.mark.parametrize(
    "link", ["tel:999", "tel:111", "tel:116123", "sms:85258", "choose option 2"]
)
def test_help_has_the_four_first_lines(client, lines, link):
    assert link in client.get("/help/").content.decode()


def test_a_line_says_when_somebody_here_last_checked_it(client, lines):
    Helpline.objects.filter(name="Samaritans").update(checked_on=LONG_AGO)

    html = client.get("/help/").content.decode()

    assert html.count("Last checked on") == 1
    assert "Last checked on 2 January 2020." in html


def test_what_came_with_alongside_claims_no_check(client, client_of, max_, lines):
    assert "Last checked on" not in client.get("/help/").text
    asked = client_of(max_).get("/help/lines/").text
    assert asked.count("nobody here has checked it yet") == len(lines)


def test_a_lead_is_reminded_until_somebody_has_checked_each(
    client_of, sol, max_, lines
):
    board = client_of(sol)

    assert "Nobody here has checked 4 helplines yet." in board.get("/moderation/").text
    for line in lines:
        client_of(max_).post(f"/help/lines/{line.pk}/", edited(line, is_checked="on"))

    assert "Nobody here has checked" not in board.get("/moderation/").text


def test_first_lines_never_overwrite_what_staff_wrote(lines):
    Helpline.objects.filter(name="Shout").delete()

    ensure_helplines()

    assert not Helpline.objects.filter(name="Shout").exists()


def test_a_line_that_closes_is_not_promised(lines):
    Helpline.objects.filter(name="Shout").update(is_always_open=False)

    assert [line.name for line in helplines.open_now()] == [
        "Emergency services",
        "NHS 111, option 2",
        "Samaritans",
    ]


def test_staff_change_a_line_that_they_tried(client_of, max_, lines):
    line = lines[2]
    Helpline.objects.update(checked_on=LONG_AGO)

    answer = client_of(max_).post(
        f"/help/lines/{line.pk}/",
        edited(line, how="Call any time.", is_checked="on"),
        follow=True,
    )

    line.refresh_from_db()
    assert line.how == "Call any time."
    assert line.checked_by == max_
    assert line.checked_on > LONG_AGO
    assert "Thank you" in answer.content.decode()


def test_a_line_that_nobody_tried_is_not_marked_as_checked(client_of, max_, lines):
    Helpline.objects.update(checked_on=LONG_AGO)

    answer = client_of(max_).post(f"/help/lines/{lines[0].pk}/", edited(lines[0]))

    lines[0].refresh_from_db()
    assert lines[0].checked_on == LONG_AGO
    assert "Please try the line first" in answer.content.decode()
    assert 'aria-invalid="true"' in answer.content.decode()


@pytest.mark.parametrize("path", ["/help/lines/", "/help/lines/1/"])
def test_outsiders_cannot_change_helplines(client_of, zed, ana, lines, path):
    assert client_of(zed).get(path).status_code == 404
    assert client_of(ana).post(path).status_code == 404


def test_staff_need_their_second_factor_to_change_helplines(
    client_of, max_, lines, settings
):
    settings.STAFF_SECOND_FACTOR = True

    answer = client_of(max_, verified=False).get("/help/lines/")

    assert answer.status_code == 302


def test_the_action_keeps_who_and_when(max_, lines):
    update_helpline(
        lines[0], by=max_, checked_on=LONG_AGO, words={"hours": "Always open."}
    )

    lines[0].refresh_from_db()
    assert (lines[0].hours, lines[0].checked_by) == ("Always open.", max_)


def test_a_real_community_has_helplines_from_its_first_day(client, settings):
    settings.DEMO = False

    call_command("prepare", "--without-static")

    assert "Samaritans" in client.get("/help/").content.decode()
