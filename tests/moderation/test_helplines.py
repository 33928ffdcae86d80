from datetime import date

import pytest
from django.core.management import call_command

from moderation import helplines
from moderation.helpline_actions import ensure_helplines, update_helpline
from moderation.helpline_models import Helpline

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


OWN = {
    "name": "Carers Line (made up)",
    "number": "01632 960011",
    "what_for": "You look after somebody and can't go on.",
    "how": "Call, in Welsh or in English.",
    "hours": "Weekdays, 9am to 5pm.",
    "is_checked": "on",
}


def shown(client):
    page = client.get("/help/").text
    names = [line.name for line in Helpline.objects.all()] + [OWN["name"]]
    return sorted({name for name in names if name in page}, key=page.index)


def test_a_community_adds_a_line_of_its_own(client, client_of, cora, lines):
    client_of(cora).post("/help/lines/new/", OWN)
    client_of(cora).post("/help/lines/new/", OWN)

    assert shown(client)[-1] == OWN["name"]
    added = Helpline.objects.get(name=OWN["name"])
    assert (added.checked_by, added.is_always_open) == (cora, False)


def test_a_new_line_must_have_been_tried(client_of, cora, lines):
    answer = client_of(cora).post("/help/lines/new/", OWN | {"is_checked": ""})

    assert "Please try the line first" in answer.text
    assert not Helpline.objects.filter(name=OWN["name"]).exists()


def test_a_line_taken_away_comes_back_only_with_a_check(client, client_of, sol, lines):
    lead, line = client_of(sol), lines[3]
    lead.post(f"/help/lines/{line.pk}/take-away/")
    assert "Shout" not in shown(client)
    assert line not in helplines.open_now()
    assert "by sol" in lead.get("/help/lines/").text

    lead.post(f"/help/lines/{line.pk}/", edited(line, back="1"))
    assert "Shout" not in shown(client)
    lead.post(f"/help/lines/{line.pk}/", edited(line, back="1", is_checked="on"))

    assert "Shout" in shown(client)


def test_the_emergency_number_stays_and_stands_first(client, client_of, sol, lines):
    lead = client_of(sol)
    for _ in lines:
        lead.post(f"/help/lines/{lines[2].pk}/sooner/")

    answer = lead.post(f"/help/lines/{lines[0].pk}/take-away/", follow=True)

    assert "This line must stay" in answer.text
    assert shown(client)[:2] == ["Emergency services", "Samaritans"]


def test_the_emergency_number_is_always_offered_in_a_crisis(client_of, sol, lines):
    words = edited(lines[0], is_checked="on")
    del words["is_always_open"]

    client_of(sol).post(f"/help/lines/{lines[0].pk}/", words)

    assert lines[0] in helplines.open_now()


def test_one_line_stays_whatever_is_taken_away(client_of, sol, lines):
    Helpline.objects.update(is_emergency=False)

    for line in lines:
        client_of(sol).post(f"/help/lines/{line.pk}/take-away/")

    assert len(helplines.all_in_order()) == 1


def test_only_coordinators_and_leads_say_which_lines_there_are(
    client_of, max_, zed, lines
):
    for path in ("new", f"{lines[3].pk}/take-away", f"{lines[3].pk}/sooner"):
        for person in (max_, zed):
            answer = client_of(person).post(f"/help/lines/{path}/", OWN)
            assert answer.status_code == 404

    assert len(helplines.all_in_order()) == 4


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
