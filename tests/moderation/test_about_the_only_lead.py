"""A flag about the only lead's own words: there is no other lead, so colleagues take it."""

import pytest

from moderation import actions, clockwork
from moderation.actions.on_call import put_on_call
from moderation.models import Flag
from rooms.actions import join_room
from tests.conftest import make_person
from tests.moderation.conftest import LOW


@pytest.fixture
def about_sol(room, sol, say):
    join_room(room, by=sol)
    return Flag.objects.get(message=say(room, sol, LOW))


def referred(flag, decide):
    """As it was left when a second lead, who is here no more, was handed it."""
    kit, lea = make_person("kit", "moderator"), make_person("lea", "lead")
    actions.claim_flag(flag, by=kit)
    decide(kit, flag, "refer")
    type(lea).objects.filter(pk=lea.pk).update(is_active=False)
    flag.refresh_from_db()
    return flag


def test_it_is_not_handed_to_a_lead_that_there_is_not(about_sol, max_, sol, client_of):
    actions.claim_flag(about_sol, by=max_)
    path = f"/moderation/flags/{about_sol.pk}/"

    assert "Hand to the safeguarding lead" not in client_of(max_).get(path).text
    make_person("lea", "lead")
    assert "Hand to the safeguarding lead" in client_of(max_).get(path).text


def test_who_wrote_it_is_not_told_that_they_were_handed_it(about_sol, sol, decide):
    referred(about_sol, decide)

    assert not sol.notices.filter(kind="referred").exists()


def test_where_the_other_lead_has_gone_somebody_is_told_and_can_take_it(
    about_sol, max_, client_of, decide
):
    flag = referred(about_sol, decide)
    put_on_call(max_, channel="email", reach={"address": "max@test.example"})

    clockwork.climb()
    client = client_of(max_)
    answer = client.post(f"/moderation/flags/{flag.pk}/claim/", follow=True)

    assert max_.notices.filter(kind="page").exists()
    assert "This flag is yours." in answer.text


def test_what_the_only_lead_writes_to_a_mentor_is_told_to_somebody(
    about_sol, max_, client_of
):
    Flag.objects.filter(pk=about_sol.pk).update(is_for_lead=True)

    page = client_of(max_).get(f"/moderation/flags/{about_sol.pk}/").text

    assert "Take this flag" in page
