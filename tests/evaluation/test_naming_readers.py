"""Answers about harm always have a reader, or are not asked for."""

from datetime import timedelta

import pytest
from django.utils import timezone

from evaluation import actions, asking, clockwork
from evaluation.models import Answers
from moderation.audit_models import AuditEntry
from people import actions as people
from people.actions import Refused
from people.models import Notice
from tests.conftest import make_person
from tests.evaluation.test_adding_measures import OWN
from tests.evaluation.test_answering import answer, words_of

pytestmark = pytest.mark.django_db
TO_READ = "/evaluation/to-read/"


@pytest.fixture
def kit():
    return make_person("kit", "moderator")


@pytest.fixture
def harm(max_, sol):
    """Asks about harm; max is named to read the answers."""
    words = OWN.format(words="Have you harmed yourself?")
    terms = {"licence_number": "L", "reader": max_, "read_within_hours": 4}
    return actions.add_measure(words, by=sol, **terms)


def lose_the_role(person, lead):
    people.change_role(person, "peer", by=lead, reason="They left.")


def suspend_for_days(person, lead):
    until = timezone.now() + timedelta(days=2)
    people.suspend_person(person, until=until, by=lead, reason="Why.")


def close_the_account(person, lead):
    people.suspend_person(person, until=None, by=lead, reason="They left.")


LEAVING = [lose_the_role, suspend_for_days, close_the_account]


def name(client, measure, reader):
    path = f"/evaluation/measures/{measure.pk}/reader/"
    return client.post(path, {"reader": reader}, follow=True)


@pytest.mark.parametrize("leave", LEAVING)
def test_what_nobody_can_read_is_not_asked_and_leads_are_told(
    leave, harm, agreed, max_, sol, client_of
):
    assert answer(client_of(agreed), harm, "", "one").status_code == 422

    leave(max_, sol)
    clockwork.tell_of_unread()
    clockwork.tell_of_unread()

    assert answer(client_of(agreed), harm, "2", "one").status_code == 404
    assert "Our own" not in words_of(client_of(agreed).get("/evaluation/mine/"))
    page = words_of(client_of(sol).get("/evaluation/measures/"))
    assert "Nobody can read the answers now." in page
    notice = Notice.objects.get(person=sol, kind="questions")
    assert "max can’t read the answers to “Our own”" in notice.words


def test_an_answer_under_way_as_the_reader_leaves_is_refused(harm, agreed, max_, sol):
    lose_the_role(max_, sol)

    with pytest.raises(Refused, match="We don’t ask this now"):
        actions.give_answer(harm, "before", "one", 2, by=agreed)
    assert not Answers.objects.exists()


def test_a_new_reader_has_what_nobody_has_read_and_it_is_asked_again(
    harm, agreed, ben, max_, kit, sol, client_of
):
    read = actions.give_answer(harm, "before", "one", 1, by=agreed)
    actions.mark_read(read, by=max_)
    actions.give_consent(by=ben)
    unread = actions.give_answer(harm, "before", "one", 2, by=ben)
    lose_the_role(max_, sol)

    page = words_of(name(client_of(sol), harm, kit.pk))

    assert "kit reads the answers from now on." in page
    assert "Nobody can read" not in page
    assert [row.pk for row in client_of(kit).get(TO_READ).context["rows"]] == [
        unread.pk
    ]
    assert kit.notices.get(kind="answers").words.startswith("You are named to read")
    assert asking.has_agreed(agreed)
    client_of(kit).post(f"{TO_READ}{unread.pk}/")
    assert "You read it on" in words_of(client_of(kit).get(TO_READ))


def test_with_a_new_reader_it_is_asked_again(harm, agreed, max_, kit, sol, client_of):
    lose_the_role(max_, sol)
    name(client_of(sol), harm, kit.pk)

    answer(client_of(agreed), harm, "2", "one")

    assert Answers.objects.get().finished_at
    assert kit.notices.filter(kind="answers").count() == 2


def test_a_new_reader_has_their_hours_before_leads_hear(
    harm, agreed, max_, kit, sol, client_of
):
    actions.give_answer(harm, "before", "one", 2, by=agreed)
    Answers.objects.update(finished_at=timezone.now() - timedelta(hours=5))
    name(client_of(sol), harm, kit.pk)

    clockwork.tell_of_unread()

    assert not sol.notices.filter(words__contains="kit").exists()


def test_who_reads_is_written_down(harm, kit, max_, sol, client_of):
    name(client_of(sol), harm, kit.pk)

    entry = AuditEntry.objects.get(kind="reader")
    assert (entry.by, entry.facts) == (sol.pk, {"reader": kit.pk, "before": max_.pk})


@pytest.mark.parametrize("reader", ["", "nobody", str(2**70), "-1", "0"])
def test_no_such_reader_is_refused_at_the_field(reader, harm, max_, sol, client_of):
    page = name(client_of(sol), harm, reader)

    assert page.status_code == 422
    assert page.context["form"].errors.keys() == {"reader"}
    harm.refresh_from_db()
    assert harm.reader == max_


@pytest.mark.parametrize("leave", LEAVING)
def test_who_could_not_read_cannot_be_named(leave, harm, kit, sol, client_of):
    leave(kit, sol)

    assert name(client_of(sol), harm, kit.pk).status_code == 422
    with pytest.raises(Refused, match="can’t read answers now"):
        actions.name_reader(harm, kit, by=sol)


def test_a_member_is_named_by_nobody(harm, zed, sol, client_of):
    assert name(client_of(sol), harm, zed.pk).status_code == 422


def test_what_asks_about_no_harm_has_no_reader(kit, sol, client_of):
    actions.ensure_measures()
    page = client_of(sol).get("/evaluation/measures/")
    plain = page.context["rows"][0][0]

    assert "/reader/" not in page.text
    assert "does not ask about harm" in words_of(name(client_of(sol), plain, kit.pk))


@pytest.mark.parametrize("who", ["zed", "ana", "mia", "max_", "cora"])
def test_only_leads_name_readers(who, harm, kit, client_of, request):
    client = client_of(request.getfixturevalue(who))

    assert name(client, harm, kit.pk).status_code == 404
    assert client.get(f"/evaluation/measures/{harm.pk}/reader/").status_code in {
        404,
        405,
    }
    harm.refresh_from_db()
    assert harm.reader_id != kit.pk


@pytest.mark.parametrize("number", [0, 999, 2**70])
def test_a_measure_that_is_not_there_has_no_reader(number, sol, kit, client_of):
    path = f"/evaluation/measures/{number}/reader/"

    assert client_of(sol).post(path, {"reader": kit.pk}).status_code == 404
