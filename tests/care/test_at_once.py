"""Two at the same offer, entry or visit at the same moment."""

import pytest
from django.db import connection

from care import actions
from care.actions import wall
from care.models import FirstVisit, Welcomer
from care.wall_models import Service
from people.models import Person, Role
from tests.care.wall.conftest import ENTRY
from tests.parts.waiting import overlapping

pytestmark = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="it has one writer"
)


def test_offering_again_undoes_no_end_by_staff(at_once, ben, max_):
    offered = actions.offer_welcoming(by=ben)
    actions.stop_welcoming(by=ben)

    _, answer = overlapping(
        at_once,
        lambda: actions.end_welcoming(offered, by=max_),
        lambda: actions.offer_welcoming(by=ben),
    )

    assert answer == "Staff have ended your welcoming. You can ask them why."
    assert Welcomer.objects.get().ended_by == max_


def test_rules_accepted_in_one_tab_stay_accepted_by_another(at_once, ana):
    actions.go_on("hello", by=ana)

    overlapping(
        at_once,
        lambda: actions.go_on("rules", by=ana, accepts_rules=True),
        lambda: actions.go_on("hello", by=ana),
    )

    assert FirstVisit.objects.get().accepted_rules_at is not None


def test_a_suggestion_is_declined_or_listed_and_not_both(at_once, ana, cora, sol):
    suggested = wall.suggest_service(by=ana, words=dict(ENTRY))
    listed, declined = Service.objects.get(), Service.objects.get()
    words = ENTRY | {"check_every": 90, "rooms": []}
    on = suggested.made_at.date()

    overlapping(
        at_once,
        lambda: wall.keep_service(listed, by=cora, words=words, checked_on=on),
        lambda: wall.decline_service(declined, by=sol, why="It has moved."),
    )

    assert Service.objects.get().state == Service.State.LISTED
    assert ana.notices.filter(kind="suggestion").count() == 1


def test_the_house_is_made_once(at_once):
    overlapping(at_once, actions.keep_house, actions.keep_house)

    assert Person.objects.filter(role=Role.HOST).count() == 1
