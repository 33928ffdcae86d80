"""Fair to who wrote: they hear what was done and why, and another person looks again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import actions, audit
from moderation.actions.erasing import erase_flags
from moderation.appeal_models import Appeal
from moderation.models import Decision, Flag
from people.actions import Refused
from tests.conftest import make_person
from tests.parts.reading import without_tokens

SAID = "It named a method. You can write it without."


@pytest.fixture
def covered(mine, max_, decide):
    """max has covered what ana wrote."""
    decide(max_, mine, "cover", said=SAID, rule="methods")
    return Decision.objects.get()


@pytest.fixture
def appeal(client_of, covered, ana):
    """ana has asked, by the form, that somebody looks again."""
    form = {"words": "I meant the tablets for my mum."}
    client_of(ana).post(f"/decisions/{covered.pk}/appeal/", form)
    return Appeal.objects.get()


@pytest.fixture
def answer(client_of, appeal):
    """answer(kit, "changed") answers it, by the form on the flag's page."""

    def send(person, result, **fields):
        appeal.flag.refresh_from_db()
        form = {
            "result": result,
            "answer": "You are right.",
            "version": appeal.flag.version,
        }
        path = f"/moderation/flags/{appeal.flag_id}/appeals/{appeal.pk}/"
        return client_of(person).post(path, form | fields)

    return send


# --- What the author sees


def test_the_author_reads_what_was_done_why_and_by_a_person(client_of, covered, ana):
    link = ana.notices.get(kind="covered").link

    page = client_of(ana).get(link).text

    assert "We covered what you wrote" in page
    assert SAID in page
    assert "Talk about feelings, not methods" in page
    assert "A person read what you wrote" in page
    assert "write it again in other words" in page
    assert "I read it." not in page


def test_no_reading_is_claimed_that_nobody_did(client_of, covered, ana):
    Flag.objects.update(first_seen_at=None)

    page = client_of(ana).get(f"/decisions/{covered.pk}/").text

    assert "A person read what you wrote" not in page
    assert "A person decided this" in page


def test_erased_words_are_not_shown_again(client_of, covered, ana):
    from rooms.actions import take_back

    take_back(covered.flag.message, by=ana)

    assert "tablets" not in client_of(ana).get(f"/decisions/{covered.pk}/").text


@pytest.mark.parametrize("who", ["zed", "ben", "max_", "sol"])
def test_a_decision_is_shown_to_its_author_alone(who, client_of, covered, request):
    client = client_of(request.getfixturevalue(who))
    path = f"/decisions/{covered.pk}/"

    assert client.get(path).status_code == 404
    assert client.post(f"{path}appeal/", {"words": "Please."}).status_code == 404


def test_what_an_author_is_not_told_of_has_no_page(client_of, mine, max_, ana, decide):
    decide(max_, mine, "no_concern")

    path = f"/decisions/{Decision.objects.get().pk}/"

    assert client_of(ana).get(path).status_code == 404


def test_reporters_are_thanked_and_told_nothing_more(mine, max_, ben, decide):
    actions.report_message(mine.message, by=ben, door="rules")

    decide(max_, mine, "cover")

    words = ben.notices.get(kind="thanks").words
    assert "Thank you." in words
    assert "ana" not in words
    assert "cover" not in words


# --- Asking to look again


def test_an_appeal_waits_in_the_same_queue(client_of, appeal, kit):
    page = client_of(kit).get("/moderation/").text

    assert "Somebody asks us to look again" in page
    assert "mum" not in without_tokens(page)
    assert "mum" in client_of(kit).get(f"/moderation/flags/{appeal.flag_id}/").text


def test_who_decided_is_offered_nothing_that_is_refused(appeal, max_, kit, client_of):
    path = f"/moderation/flags/{appeal.flag_id}/"

    assert "Take this flag" not in client_of(max_).get(path).text
    assert "Take this flag" in client_of(kit).get(path).text
    assert "asks us to look again at what was decided" in client_of(kit).get(path).text


def test_who_decided_cannot_answer(appeal, max_, kit, client_of):
    page = client_of(max_).post(f"/moderation/flags/{appeal.flag_id}/claim/")

    assert page.status_code == 409
    assert "your own decision" in page.text
    assert actions.claim_flag(appeal.flag, by=kit).claimed_by == kit


def test_who_seconded_cannot_answer(red, max_, sol, ana, kit, decide):
    decide(max_, red, "cover")
    proposal = red.proposals.get()
    version = Flag.objects.get().version
    actions.agree(proposal, by=sol, version=version)
    appeal = actions.appeal_decision(Decision.objects.get(), by=ana, words="Please.")

    with pytest.raises(Refused, match="your own decision"):
        actions.claim_flag(appeal.flag, by=sol)
    assert actions.claim_flag(appeal.flag, by=kit)


def test_a_decision_taken_back_is_undone_and_told(
    client_of, appeal, answer, kit, ana, ben, room
):
    actions.claim_flag(appeal.flag, by=kit)

    answer(kit, "changed")

    assert "tablets" in client_of(ben).get(f"/rooms/{room.pk}/").text
    page = client_of(ana).get(ana.notices.get(kind="appeal").link).text
    assert "We have taken it back." in page
    assert "You are right." in page
    appeal.flag.refresh_from_db()
    assert appeal.flag.state == "resolved"
    assert audit.verify().problems == []


def test_a_decision_that_stays_is_told_too(
    client_of, appeal, answer, kit, ana, ben, room
):
    actions.claim_flag(appeal.flag, by=kit)

    answer(kit, "kept", answer="It does name how.")

    assert "tablets" not in client_of(ben).get(f"/rooms/{room.pk}/").text
    page = client_of(ana).get(f"/decisions/{appeal.decision_id}/").text
    assert "it stays as it was" in page
    assert "It does name how." in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"answer": " "}, "Please write your answer."),
        ({"result": ""}, "Please choose whether"),
        ({"result": "waiting"}, "Please choose from the list"),
    ],
)
def test_an_answer_that_is_not_whole_is_said_at_its_field(
    fields, words, appeal, answer, kit
):
    actions.claim_flag(appeal.flag, by=kit)

    assert words in answer(kit, **{"result": "kept"} | fields).text
    appeal.refresh_from_db()
    assert appeal.result == "waiting"


@pytest.mark.parametrize("outcome", ["warn", "mute", "remove", "suspend"])
def test_whatever_was_done_can_be_undone(
    outcome, mine, max_, sol, kit, ana, room, decide
):
    decide(max_, mine, outcome, minutes=60)
    for proposal in mine.proposals.all():
        version = Flag.objects.get(pk=mine.pk).version
        actions.agree(proposal, by=sol, version=version)
    appeal = actions.appeal_decision(Decision.objects.get(), by=ana, words="Please.")
    who = make_person("kim", "lead")
    held = actions.claim_flag(appeal.flag, by=who)

    actions.answer_appeal(
        appeal, by=who, result="changed", answer="Yes.", version=held.version
    )

    ana.refresh_from_db()
    member = room.memberships.get(person=ana)
    mine.message.refresh_from_db()
    assert member.is_current()
    assert not (member.muted_until and member.muted_until > timezone.now())
    assert not ana.is_suspended()
    assert mine.message.warning == ""


def test_one_appeal_and_in_time(covered, appeal, ana, client_of):
    client_of(ana).post(f"/decisions/{covered.pk}/appeal/", {"words": "Again."})
    assert Appeal.objects.get().words == appeal.words

    appeal.delete()
    later = Decision(pk=covered.pk, flag=covered.flag, outcome="cover")
    later.at = timezone.now() - timedelta(days=21)
    with pytest.raises(Refused, match="too long ago"):
        actions.appeal_decision(later, by=ana, words="Please.")


def test_two_taps_are_one_appeal(at_once, covered, ana):
    at_once(*[lambda: actions.appeal_decision(covered, by=ana, words="Please.")] * 2)

    assert Appeal.objects.count() == 1


def test_erased_words_of_an_appeal_leave_the_audit_whole(appeal, covered, kit, sol):
    held = actions.claim_flag(appeal.flag, by=kit)
    said = {"result": "kept", "answer": "No.", "version": held.version}
    actions.answer_appeal(appeal, by=kit, **said)

    erase_flags([covered.flag], by=sol, why="They asked.")

    appeal.refresh_from_db()
    assert (appeal.words, appeal.answer) == ("", "")
    assert audit.verify().problems == []
