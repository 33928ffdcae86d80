"""Several volunteers approved at once: each a decision of its own, the others told why not."""

import pytest

from mentoring.actions import volunteering
from mentoring.actions.starting import ensure_programme
from mentoring.models import Volunteer
from people.models import Notice, RoleChange
from tests.conftest import make_person
from tests.mentoring.offering import FEW, in_order
from tests.mentoring.test_pages import words_of

pytestmark = pytest.mark.django_db
PATH = "/mentors/volunteers/new/"


@pytest.fixture
def offers(cora):
    """Oak and elm are ready; ash has nothing noted."""
    ensure_programme()
    made = [make_person(alias) for alias in ("oak", "elm", "ash")]
    found = [volunteering.offer_to_mentor(by=one, topics=[], **FEW) for one in made]
    for one in found[:2]:
        in_order(one, cora)
    return found


def states():
    found = Volunteer.objects.values_list("person__alias", "state")
    return dict(found)


def test_several_become_mentors_and_each_is_kept_and_told(client_of, cora, offers):
    chosen = {"volunteers": [one.pk for one in offers[:2]]}

    client_of(cora).post(PATH, chosen)

    assert states() == {"oak": "approved", "elm": "approved", "ash": "offered"}
    changes = RoleChange.objects.filter(by=cora, role="mentor")
    assert {one.person.alias for one in changes} == {"oak", "elm"}
    assert Notice.objects.filter(words__startswith="You are a mentor now").count() == 2


def test_who_is_not_ready_holds_up_nobody_and_is_said_why(client_of, cora, offers):
    chosen = {"volunteers": [one.pk for one in offers]}

    page = words_of(client_of(cora).post(PATH, chosen, follow=True))

    assert states() == {"oak": "approved", "elm": "approved", "ash": "offered"}
    assert "Not everybody was ready" in page
    assert "Still to be noted: First reference" in page


def test_all_who_are_ready_can_be_chosen_in_one_press(client_of, cora, offers):
    page = client_of(cora).get(f"{PATH}?all=1").content.decode()

    assert page.count(" checked>") == 2


def test_a_second_coordinator_at_once_changes_nothing(cora, offers):
    for _ in range(2):
        volunteering.approve_volunteer(offers[0], by=cora)

    assert RoleChange.objects.filter(person=offers[0].person).count() == 1


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ([], "Choose at least one."),
        (["x"], "Choose from the list."),
        ([str(2**64)], "Choose from the list."),
        (["987654321"], "not new any more"),
    ],
)
def test_what_cannot_be_chosen_is_said_so(sent, words, client_of, cora, offers):
    answer = client_of(cora).post(PATH, {"volunteers": sent})

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert set(states().values()) == {"offered"}


def test_only_a_coordinator_finds_the_page(client_of, zed, mia):
    for one in (zed, mia):
        assert client_of(one).get(PATH).status_code == 404
        assert client_of(one).post(PATH).status_code == 404
