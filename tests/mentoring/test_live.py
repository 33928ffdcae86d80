"""A coordinator sees how sessions stand, and never what anybody says."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring import actions
from mentoring.models import Attendance
from tests.mentoring.test_clockwork import move
from tests.mentoring.test_pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page_of(client_of, cora):
    return lambda: words_of(client_of(cora).get("/threads/live/"))


def part(page, name, after):
    return page.partition(f">{name}<")[2].partition(f">{after}<")[0]


def test_what_is_next_is_told_without_its_agenda(page_of, agree):
    agree(hours=5, agenda="My night with the crying")

    page = page_of()

    assert "mia and ana" in part(page, "In the next 24 hours", "Nobody came")
    assert "crying" not in page


def test_both_being_there_is_told(page_of, agree, mia, ana):
    session = agree(seconds=60)
    actions.come_in(session, by=mia)
    actions.come_in(session, by=ana)

    assert "Both are there. It goes on until" in page_of()


def test_a_late_start_is_pointed_out(page_of, agree):
    session = agree(seconds=60)
    assert "Look here" not in page_of()

    move(session, minutes=-6)

    assert "Late: nobody has come." in page_of()
    assert "Look here" in page_of()


def test_who_waits_alone_is_pointed_out_once_it_is_long(page_of, agree, ana):
    session = agree(seconds=60)
    actions.come_in(session, by=ana)
    assert "ana waits alone since" in page_of()
    assert "Look here" not in page_of()

    move(session, minutes=-9)
    Attendance.objects.update(came_at=timezone.now() - timedelta(minutes=7))

    assert "Look here" in page_of()


def test_an_open_page_hears_the_words_of_each_line(client_of, agree, ana, cora):
    session = agree(seconds=60)
    client = client_of(cora)
    before = client.get("/threads/live/state/").json()
    actions.come_in(session, by=ana)

    after = client.get("/threads/live/state/").json()

    assert before["known"] == after["known"]
    assert "ana waits alone" in after["lines"][f"session-{session.pk}"]


@pytest.mark.parametrize("who", ["zed", "ana", "mia", "max_"])
@pytest.mark.parametrize("path", ["live/", "live/state/", "live/missed/1/seen/"])
def test_only_coordinators_see_it(path, who, client_of, agree, request):
    agree(seconds=60)
    client = client_of(request.getfixturevalue(who))

    assert {client.get(f"/threads/{path}").status_code} <= {404, 405}
    assert client.post(f"/threads/{path}").status_code in {404, 405}
