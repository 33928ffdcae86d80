"""A mentor who is worried is heard by coordinators and leads, and the mentee never reads it."""

import pytest

from mentoring.actions import supporting
from mentoring.models import Support, Worry
from moderation.models import Flag
from people.actions import change_role
from people.models import Notice
from realtime.doing import NOT_STORED
from rooms import actions as rooms
from rooms import pace
from tests.conftest import make_person
from tests.mentoring.test_promises import words_of
from tests.parts.following import may_follow

pytestmark = pytest.mark.django_db
WORDS = "She says there is no point in anything any more."


@pytest.fixture
def worry(mentorship, mia, cora, sol):
    return supporting.raise_worry(mentorship, WORDS, by=mia)


def test_a_worry_reaches_coordinators_leads_and_the_leads_board(
    client_of, mentorship, mia, cora, sol
):
    path = f"/threads/{mentorship.room_id}/worry/"
    answer = client_of(mia).post(path, {"words": WORDS}, follow=True)

    assert "Nobody has taken it yet." in words_of(answer)
    for person in (cora, sol):
        assert Notice.objects.filter(person=person, kind="worry").count() == 1
    flag = Flag.objects.get()
    assert flag.is_for_lead
    assert flag.level in {"amber", "red"}


def test_danger_today_is_red(mentorship, mia, cora):
    supporting.raise_worry(mentorship, "I can't say.", by=mia, is_danger=True)

    assert Flag.objects.get().level == "red"


def test_a_worry_waits_for_nothing_also_not_after_much_writing(
    client_of, mentorship, mia, cora, settings
):
    settings.POSTS_BURST = 1
    assert pace.take_turn(mia.pk) is None
    assert pace.take_turn(mia.pk)

    path = f"/threads/{mentorship.room_id}/worry/"
    client_of(mia).post(path, {"words": WORDS})

    assert Flag.objects.count() == 1


def test_no_word_of_a_worry_is_in_what_tells_of_it(worry):
    told = Notice.objects.filter(kind="worry").values_list("words", "link")

    assert told
    assert not [line for line in told if "point" in " ".join(line)]


def test_the_mentor_reads_who_has_it(client_of, worry, mia, cora):
    client_of(cora).post(f"/threads/worries/{worry.pk}/take/")

    page = words_of(client_of(mia).get(f"/threads/support/{worry.support.room_id}/"))
    assert "cora has it." in page
    assert Notice.objects.filter(person=mia, words__contains="cora has read").exists()


def test_two_coordinators_take_one_worry_once(at_once, mentorship, mia, cora, sol):
    worry = supporting.raise_worry(mentorship, WORDS, by=mia)

    at_once(*[lambda c=who: supporting.take_worry(worry, by=c) for who in (cora, sol)])

    assert Notice.objects.filter(person=mia, words__contains="has read").count() == 1


def test_a_worry_is_taken_before_it_is_closed(client_of, worry, cora):
    client = client_of(cora)
    client.post(f"/threads/worries/{worry.pk}/close/")
    assert Worry.objects.get().closed_at is None

    client.post(f"/threads/worries/{worry.pk}/take/")
    client.post(f"/threads/worries/{worry.pk}/close/")

    assert Worry.objects.get().closed_at is not None
    assert "Mentors who are worried" not in client.get("/mentors/").text


def test_coordinators_find_worries_in_the_programme(client_of, worry, cora):
    page = words_of(client_of(cora).get("/mentors/"))

    assert "mia, about ana" in page
    assert WORDS not in page


@pytest.mark.parametrize("words", ["", "   ", "x" * 4001])
def test_a_worry_needs_words(words, client_of, mentorship, mia, settings):
    path = f"/threads/{mentorship.room_id}/worry/"
    answer = client_of(mia).post(path, {"words": words[: settings.MAX_BODY + 1]})

    assert answer.status_code == 422
    assert not Worry.objects.exists()


def test_only_the_mentor_says_it_here(client_of, mentorship, ana, zed, cora):
    path = f"/threads/{mentorship.room_id}/worry/"

    for person in (ana, zed):
        assert client_of(person).get(path).status_code == 404
        assert client_of(person).post(path, {"words": WORDS}).status_code == 404
    assert client_of(cora).post(path, {"words": WORDS}).status_code == 302
    assert not Worry.objects.exists()


@pytest.mark.parametrize("who", ["ana", "zed", "max_"])
def test_nobody_else_reads_writes_or_takes_it(who, client_of, worry, request):
    person = request.getfixturevalue(who)
    client, room = client_of(person), worry.support.room_id

    for path in (f"/threads/support/{room}/", f"/rooms/{room}/"):
        assert client.get(path, follow=True).status_code == 404, path
    assert client.post(f"/threads/worries/{worry.pk}/take/").status_code == 404
    opened = client.post(f"/threads/{worry.support.mentorship.room_id}/support/")
    assert opened.status_code == 404
    assert not may_follow(person.pk, room)


def test_a_moderator_reads_no_flag_of_it(client_of, worry, max_, sol):
    path = f"/moderation/flags/{Flag.objects.get().pk}/"

    assert "no point" not in client_of(max_).get(path).text
    assert "no point" in client_of(sol).get(path).text


def test_a_mentee_who_comes_to_coordinate_never_reads_about_themselves(
    client_of, worry, ana, sol
):
    change_role(ana, "coordinator", by=sol, reason="joins the team")
    ana.refresh_from_db()
    client = client_of(ana)

    room = worry.support.room_id
    assert client.get(f"/threads/support/{room}/").status_code == 404
    assert client.post(f"/threads/worries/{worry.pk}/take/").status_code == 404
    thread = worry.support.mentorship.room_id
    assert client.post(f"/threads/{thread}/support/").status_code == 404
    assert not may_follow(ana.pk, room)


def test_a_new_coordinator_joins_and_one_who_stops_leaves(worry, cora, sol):
    new = make_person("dora")
    room = worry.support.room_id

    change_role(new, "coordinator", by=sol, reason="joins the team")
    change_role(cora, "peer", by=sol, reason="has stopped")

    assert may_follow(new.pk, room)
    assert not may_follow(cora.pk, room)


def test_a_mentor_no_more_leaves_what_they_wrote_as_a_mentor(worry, mia, sol):
    change_role(mia, "peer", by=sol, reason="has stopped")

    assert not may_follow(mia.pk, worry.support.room_id)


def test_what_a_mentor_writes_there_is_for_leads_alone(say, worry, mia):
    say(worry.support.room, mia, "She said: I want to kill myself tonight")

    assert all(Flag.objects.values_list("is_for_lead", flat=True))


def test_a_coordinator_opens_the_thread_of_a_pair(client_of, mentorship, cora, mia):
    client_of(cora).post(f"/threads/{mentorship.room_id}/support/")
    client_of(mia).post(f"/threads/{mentorship.room_id}/support/")

    support = Support.objects.get()
    assert support.room.memberships.count() == 2
    assert client_of(mia).get(f"/rooms/{support.room_id}/").status_code == 302


def test_staff_show_their_second_factor_first(client_of, worry, cora):
    client = client_of(cora, verified=False)

    answer = client.get(f"/threads/support/{worry.support.room_id}/")

    assert "/second-factor/" in answer["Location"]


def test_who_reads_what_is_told_to_everybody(client_of, ana):
    page = words_of(client_of(ana).get("/threads/who-reads/"))

    assert "A mentor may write to coordinators about the mentoring." in page


def test_a_worry_is_not_lost_when_words_cannot_be_stored(mentorship, mia, monkeypatch):
    from people.actions import Refused

    monkeypatch.setattr(rooms, "post_message", lambda wish: NOT_STORED)
    with pytest.raises(Refused, match="could not be saved"):
        supporting.raise_worry(mentorship, WORDS, by=mia)
    assert not Worry.objects.exists()
