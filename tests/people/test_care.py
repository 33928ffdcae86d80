"""What staff take care of: roles, suspensions and invitations; and who may not."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from people import actions
from people.models import Invitation, Person, RoleChange
from realtime.models import Revocation
from tests.conftest import make_person
from tests.parts.reading import without_tokens


def role_of(person):
    return Person.objects.get(pk=person.pk).role


def test_a_lead_grants_a_role_and_the_reason_is_kept(client_of, sol, zed):
    data = {"role": "moderator", "reason": "Trained in May."}
    answer = client_of(sol).post(f"/people/{zed.pk}/", data)
    change = RoleChange.objects.get(person=zed)

    assert answer.status_code == 302
    assert role_of(zed) == "moderator"
    assert (change.by, change.role, change.reason) == (
        sol,
        "moderator",
        "Trained in May.",
    )
    assert Revocation.objects.filter(person=zed.pk, session="", stream="").exists()


def test_a_role_needs_a_reason(client_of, sol, zed):
    page = client_of(sol).post(f"/people/{zed.pk}/", {"role": "mentor", "reason": " "})

    assert b"Please say why." in page.content
    assert role_of(zed) == "peer"


def test_a_role_that_does_not_exist_is_refused(client_of, sol, zed):
    data = {"role": "owner", "reason": "Because."}

    assert client_of(sol).post(f"/people/{zed.pk}/", data).status_code == 200
    assert role_of(zed) == "peer"


def test_the_same_role_again_writes_nothing(sol, zed):
    actions.change_role(zed, "peer", by=sol, reason="No change.")

    assert not RoleChange.objects.filter(person=zed).exists()


def test_what_was_changed_stays_written(sol, zed):
    actions.change_role(zed, "mentor", by=sol, reason="Trained.")
    change = RoleChange.objects.get(person=zed)

    with pytest.raises(TypeError):
        change.save()
    with pytest.raises(TypeError):
        change.delete()


@pytest.mark.parametrize("ending", ["role", "suspension"])
def test_the_last_lead_stays(client_of, sol, ending):
    client = client_of(sol)
    if ending == "role":
        page = client.post(f"/people/{sol.pk}/", {"role": "peer", "reason": "Leaving."})
    else:
        data = {"days": "7", "reason": "Leaving."}
        page = client.post(f"/people/{sol.pk}/suspend/", data)

    assert b"Somebody must stay safeguarding lead" in page.content
    assert Person.objects.get(pk=sol.pk).is_active
    assert role_of(sol) == "lead"


def test_one_of_two_leads_may_step_down(sol, max_):
    actions.change_role(max_, "lead", by=sol, reason="Shares the work.")
    actions.change_role(sol, "peer", by=max_, reason="Rests.")

    assert role_of(sol) == "peer"


def test_a_reason_that_is_too_long_comes_back_whole(client_of, sol, zed):
    actions.suspend_person(zed, until=None, by=sol, reason="Closed.")
    reason = "a" * 300 + " the end"

    page = client_of(sol).post(f"/people/{zed.pk}/reinstate/", {"reason": reason})

    assert "That is 8 characters too many." in page.text
    assert reason in page.text
    assert "maxlength" not in page.text
    zed.refresh_from_db()
    assert zed.is_suspended()


def test_a_lead_suspends_and_reinstates_with_reasons(client_of, sol, zed):
    client = client_of(sol)
    client.post(f"/people/{zed.pk}/suspend/", {"days": "7", "reason": "Unkind words."})
    assert Person.objects.get(pk=zed.pk).is_suspended()
    client.post(f"/people/{zed.pk}/reinstate/", {"reason": "We talked."})
    reasons = [change.reason for change in RoleChange.objects.filter(person=zed)]

    assert not Person.objects.get(pk=zed.pk).is_suspended()
    assert reasons == ["Suspended. Unkind words.", "Reinstated. We talked."]


def test_one_lead_alone_keeps_nobody_out_without_an_end(client_of, sol, zed):
    client, path = client_of(sol), f"/people/{zed.pk}/suspend/"
    for_good = {"days": "0", "reason": "Unkind words."}

    first = client.post(path, for_good)
    client.post(path, {"days": "30", "reason": "Unkind words."})
    again = client.post(path, for_good)

    assert "takes two" in first.text
    assert "takes two" in again.text
    assert Person.objects.get(pk=zed.pk).suspended_until is not None


def test_somebody_two_keep_out_without_an_end_stays_out(client_of, sol, zed):
    kim = make_person("kim", "lead")
    actions.suspend_person(
        zed, until=timezone.now() + timedelta(days=7), by=kim, reason="Unkind words."
    )

    data = {"days": "0", "reason": "Again, and worse."}
    client_of(sol).post(f"/people/{zed.pk}/suspend/", data)
    zed.refresh_from_db()

    assert zed.is_suspended()
    assert zed.suspended_until is None


def test_a_week_that_is_over_counts_for_no_first_person(client_of, sol, zed):
    kim = make_person("kim", "lead")
    ended = timezone.now() - timedelta(minutes=1)
    actions.suspend_person(zed, until=ended, by=kim, reason="Unkind words.")

    page = client_of(sol).post(
        f"/people/{zed.pk}/suspend/", {"days": "0", "reason": "Again."}
    )

    assert "takes two" in page.text
    assert Person.objects.get(pk=zed.pk).is_active


@pytest.mark.parametrize("cast", ["zed", "mia", "max_", "cora"])
def test_nobody_but_a_lead_opens_a_person(client_of, request, ana, cast):
    client = client_of(request.getfixturevalue(cast))
    data = {"role": "lead", "reason": "Because.", "days": "1"}
    answers = [client.get(f"/people/{ana.pk}/")]
    for page in ("", "suspend/", "reinstate/", "second-factor/remove/"):
        answers.append(client.post(f"/people/{ana.pk}/{page}", data))

    assert {answer.status_code for answer in answers} == {404}
    assert role_of(ana) == "peer"


def test_a_person_who_does_not_exist_answers_like_one_who_is_not_yours(
    client_of, sol, zed
):
    absent = client_of(sol).get("/people/999999/")
    forbidden = client_of(zed).get(f"/people/{zed.pk}/")

    assert absent.status_code == forbidden.status_code == 404


# --- The list


def test_coordinators_find_people_by_what_an_alias_looks_like(
    client_of, cora, zed, ana
):
    page = client_of(cora).get("/people/", {"alias": "ANА"}).content.decode()

    assert ">ana<" in page.replace("\n", "")
    assert "zed" not in without_tokens(page)


@pytest.mark.parametrize("cast", ["zed", "mia", "max_"])
@pytest.mark.parametrize("url", ["/people/", "/people/invitations/"])
def test_others_see_no_list(client_of, request, cast, url):
    client = client_of(request.getfixturevalue(cast))

    assert client.get(url).status_code == 404
    assert client.post(url, {"uses": "1", "days": "1"}).status_code == 404


def test_only_leads_are_led_to_a_person(client_of, cora, sol, zed):
    link = f'href="/people/{zed.pk}/"'

    assert link in client_of(sol).get("/people/").content.decode()
    assert link not in client_of(cora).get("/people/").content.decode()


# --- Invitations


def test_a_coordinator_makes_a_code_that_is_shown_once(client_of, cora):
    client = client_of(cora)
    data = {"note": "Tuesday group", "uses": "3", "days": "7"}
    page = client.post("/people/invitations/", data).content.decode()
    code = re.search(r"<code>([0-9A-Z-]{14})</code>", page)[1]

    assert code not in client.get("/people/invitations/").content.decode()
    assert "Tuesday group" in client.get("/people/invitations/").content.decode()
    assert actions.register("Amber", None, invitation=code)
    assert Invitation.objects.get().uses_left == 2


def test_a_coordinator_stops_a_code(client_of, cora):
    invitation, _ = actions.make_invitation(by=cora, uses=5)
    client_of(cora).post(f"/people/invitations/{invitation.pk}/withdraw/")
    invitation.refresh_from_db()

    assert invitation.uses_left == 0


def test_an_outsider_stops_no_code(client_of, cora, zed):
    invitation, _ = actions.make_invitation(by=cora)
    url = f"/people/invitations/{invitation.pk}/withdraw/"
    invitation.refresh_from_db()

    assert client_of(zed).post(url).status_code == 404
    assert client_of(cora).post("/people/invitations/999/withdraw/").status_code == 404
    assert invitation.uses_left == 1


def test_a_lead_who_is_kept_out_does_not_count_as_staying(sol, max_):
    actions.change_role(max_, "lead", by=sol, reason="Shares the work.")
    soon = timezone.now() + timedelta(days=30)
    actions.suspend_person(max_, until=soon, by=sol, reason="A break.")

    with pytest.raises(actions.Refused):
        actions.change_role(sol, "peer", by=sol, reason="Moving on.")
