"""Nobody takes a flag: it reaches one person after another, once each."""

from datetime import timedelta

from django.utils import timezone

from moderation import actions, clockwork
from moderation.actions.paging import test_on_call as send_test
from moderation.paging_models import Page
from moderation.shift_models import Handover
from people.actions import suspend_person
from people.models import Notice
from tests.conftest import make_person
from tests.moderation.conftest import LOW
from tests.moderation.paging.conftest import addresses


def test_with_nobody_on_shift_red_calls_the_first_at_once(on_call, flag, mailoutbox):
    clockwork.climb()
    clockwork.send_pages()

    assert addresses(mailoutbox) == ["kit"]


def test_the_next_is_called_when_nobody_answers_and_then_the_lead(
    on_call, later, mailoutbox, sol
):
    for minutes in (0, 0.5, 1, 1.5, 2, 4):
        later(minutes)

    assert addresses(mailoutbox) == ["kit", "max"]
    assert Notice.objects.filter(person=sol, kind="page").count() == 1


def test_the_call_says_nothing_of_what_it_is_about(on_call, later, mailoutbox, room):
    later(0)

    sent = mailoutbox[0]
    assert sent.subject == "Something waits on the board."
    text = sent.subject + sent.body
    assert not [w for w in ("ana", "tablets", "red", "Red", room.name) if w in text]


def test_whoever_answers_stops_it(on_call, later, client_of, kit, mailoutbox):
    later(0)
    path = mailoutbox[0].body.split("testserver")[1].strip()

    page = client_of(kit).get(path)
    assert "I know, I am on it" in page.text
    client_of(kit).post(path)
    later(3)

    assert addresses(mailoutbox) == ["kit"]


def test_an_answer_twice_is_harmless(on_call, later, client_of, kit):
    later(0)
    path = f"/moderation/pages/{Page.objects.get().token}/"

    answers = [client_of(kit).post(path).status_code for _ in range(2)]

    assert answers == [302, 302]


def test_who_answers_and_never_takes_it_is_not_believed_for_ever(
    on_call, later, client_of, kit, mailoutbox
):
    later(0)
    client_of(kit).post(f"/moderation/pages/{Page.objects.get().token}/")
    Page.objects.update(acknowledged_at=timezone.now() - timedelta(minutes=11))

    later(12)

    assert addresses(mailoutbox) == ["kit", "max"]


def test_taking_the_flag_stops_it(on_call, later, flag, max_, mailoutbox):
    later(0)
    actions.claim_flag(flag, by=max_)

    later(4)

    assert addresses(mailoutbox) == ["kit"]


def test_a_message_that_waits_is_not_sent_once_the_flag_is_taken(
    on_call, flag, max_, mailoutbox
):
    clockwork.climb()
    actions.claim_flag(flag, by=max_)

    clockwork.send_pages()

    assert mailoutbox == []


def test_everyone_on_shift_gets_a_notice_first(
    on_call, later, max_, be_here, flag, mailoutbox
):
    actions.start_shift([], by=max_)
    be_here(max_)

    later(1)

    told = Notice.objects.get(person=max_, kind="page")
    assert told.link == f"/moderation/flags/{flag.pk}/"
    assert "tablets" not in told.words
    assert mailoutbox == []


def test_two_clocks_tell_each_person_once(on_call, flag, later):
    from moderation import alarms
    from moderation.actions.paging import tell

    found = alarms.of_flags(timezone.now())
    tell(found)
    tell(found)

    assert Page.objects.count() == 1
    assert Notice.objects.filter(kind="page").count() == 1


def test_a_clock_that_begins_again_knows_what_was_told(on_call, later, mailoutbox):
    later(0)
    later(0)

    assert addresses(mailoutbox) == ["kit"]


def test_many_flags_at_once_are_one_call(on_call, flag, room, ana, say, mailoutbox):
    say(room, ana, f"{LOW} Again.")

    clockwork.climb()
    clockwork.send_pages()

    assert addresses(mailoutbox) == ["kit"]
    assert Page.objects.count() == 2


def test_a_test_call_swallows_no_real_one(on_call, flag, kit, mailoutbox):
    send_test(kit.on_call)

    clockwork.climb()
    clockwork.send_pages()

    assert addresses(mailoutbox) == ["kit", "kit"]


def test_a_call_about_what_was_taken_meanwhile_swallows_no_other(
    on_call, later, flag, room, ana, max_, say, mailoutbox
):
    later(0)
    actions.claim_flag(flag, by=max_)

    say(room, ana, LOW)
    clockwork.climb()
    clockwork.send_pages()

    assert addresses(mailoutbox) == ["kit", "kit"]


def test_what_was_left_to_a_call_that_is_never_sent_is_sent_itself(
    on_call, flag, room, ana, max_, say, mailoutbox
):
    say(room, ana, LOW)
    clockwork.climb()

    actions.claim_flag(flag, by=max_)
    clockwork.send_pages()
    clockwork.send_pages()

    assert addresses(mailoutbox) == ["kit"]


def test_with_an_empty_list_red_goes_to_the_lead_at_once(flag, sol, later):
    later(0)

    assert Page.objects.get().person == sol


def test_a_lead_who_is_kept_out_is_not_counted_on(flag, sol):
    kim = make_person("kim", "lead")
    a_week = timezone.now() + timedelta(days=7)
    suspend_person(kim, until=a_week, by=sol, reason="A complaint.")
    type(sol).objects.filter(pk=sol.pk).update(away_until=a_week)

    clockwork.climb()

    told = Page.objects.filter(flag=flag, step="lead").values_list("person", flat=True)
    assert list(told) == [sol.pk]


def test_who_is_suspended_or_moderates_no_more_is_not_called(
    on_call, later, kit, sol, mailoutbox
):
    from people.actions import change_role

    change_role(kit, "peer", by=sol, reason="Moved on.")

    later(0)

    assert addresses(mailoutbox) == ["max"]


def test_a_longer_target_keeps_nobody_from_being_told_again(
    on_call, later, client_of, sol, mailoutbox
):
    for minutes in (0, 2, 15, 17, 30, 32, 45, 47, 60, 62):
        later(minutes)
    mailoutbox.clear()

    longer = {"red": 15, "amber": 30, "yellow": 240, "green": 1440, "after": 0}
    client_of(sol).post("/moderation/targets/", longer)
    later(66)

    assert addresses(mailoutbox) == ["kit", "max"]


def test_who_is_called_to_an_emergency_reads_that_it_goes_on_calling(
    on_call, flag, max_, kit, client_of
):
    actions.start_emergency(flag, by=max_)
    clockwork.climb()
    path = f"/moderation/pages/{Page.objects.get(person=kit).token}/"

    answer = client_of(kit).post(path, follow=True)

    assert "We know that it reached you." in answer.text
    assert "Nobody else is called" not in answer.text


def test_who_is_called_to_a_case_handed_over_reads_that_it_is_one(
    on_call, flag, max_, kit, client_of
):
    actions.start_shift([], by=max_)
    actions.claim_flag(flag, by=max_)
    client_of(max_).post("/moderation/shift/end/")
    Handover.objects.update(at=timezone.now() - timedelta(minutes=6))
    clockwork.climb()
    page = Page.objects.get(person=kit, key__startswith="handover:")

    text = client_of(kit).get(f"/moderation/pages/{page.token}/").text

    assert "A case was handed over. Nobody had accepted it." in text
    assert "The case still needs somebody to accept it." in text
