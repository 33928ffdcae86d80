"""Members report a message by three doors."""

import pytest
from django.utils import timezone

from moderation import actions
from moderation.models import Flag, Report
from people.models import Notice
from rooms.actions import edit_message
from tests.moderation.conftest import PLAIN


@pytest.fixture
def message(room, ana, say):
    return say(room, ana, PLAIN)


def report(client, message, door):
    return client.post(f"/messages/{message.pk}/report/", {"door": door}, follow=True)


@pytest.mark.parametrize(("door", "level"), [("worried", "amber"), ("rules", "green")])
def test_a_report_raises_a_flag(door, level, client_of, ben, message):
    answer = report(client_of(ben), message, door)

    assert "Thank you" in answer.text
    flag = Flag.objects.get()
    assert (flag.level, flag.concern, flag.snapshot) == (level, door, PLAIN)


def test_the_third_door_offers_care_and_flags_nothing(client_of, ben, message):
    answer = report(client_of(ben), message, "hard")

    assert "This was not sent to the moderators" in answer.text
    assert not Flag.objects.exists()
    assert Report.objects.get().flag is None


def test_reporting_twice_is_reporting_once(client_of, ben, message):
    report(client_of(ben), message, "worried")
    report(client_of(ben), message, "worried")

    assert Report.objects.count() == 1


def test_who_reports_other_words_than_before_is_heard_again(
    client_of, ana, ben, max_, message, decide
):
    report(client_of(ben), message, "worried")
    flag = actions.claim_flag(Flag.objects.get(), by=max_)
    decide(max_, flag, "no_concern")
    edit_message(message, "You will never see me at this table again", by=ana)

    answer = report(client_of(ben), message, "worried")

    assert Flag.objects.exclude(state="resolved").get().level == "amber"
    assert "This message is on the moderators’ board now." in answer.text
    assert Report.objects.filter(flag=flag).exists()


def test_a_second_report_lifts_the_same_flag(client_of, ben, mia, message, room):
    from rooms.actions import join_room

    join_room(room, by=mia)
    report(client_of(ben), message, "rules")
    report(client_of(mia), message, "worried")

    assert Flag.objects.get().level == "amber"
    assert Report.objects.count() == 2


def test_the_author_never_learns_of_a_report(client_of, ana, ben, message, room):
    report(client_of(ben), message, "worried")

    assert not Notice.objects.filter(person=ana).exists()
    page = client_of(ana).get(f"/rooms/{room.pk}/")
    assert "reported by" not in page.text.lower()


def test_reports_have_a_limit_that_still_names_999(
    client_of, ben, ana, room, say, settings
):
    settings.REPORTS_PER_HOUR = 1
    client = client_of(ben)
    report(client, say(room, ana, "one thing"), "rules")

    answer = report(client, say(room, ana, "another thing"), "rules")

    assert answer.status_code == 429
    assert "call 999" in answer.text
    assert Flag.objects.count() == 1


def test_nobody_reports_themselves(client_of, ana, message):
    answer = report(client_of(ana), message, "worried")

    assert "your own message" in answer.text
    assert not Report.objects.exists()


def test_a_report_without_a_door_asks_for_one(client_of, ben, message):
    answer = report(client_of(ben), message, "gossip")

    assert "Please choose one" in answer.text


def test_thanks_say_whether_a_moderator_is_here(client_of, ben, max_, message, be_here):
    assert "No moderator is here" in report(client_of(ben), message, "rules").text

    actions.start_shift([], by=max_)
    be_here(max_)
    assert "A moderator is here" in report(client_of(ben), message, "rules").text


def test_thanks_after_a_decision_say_that_a_person_has_looked(
    client_of, ben, max_, message, decide
):
    report(client_of(ben), message, "worried")
    flag = actions.claim_flag(Flag.objects.get(), by=max_)
    decide(max_, flag, "no_concern")

    answer = report(client_of(ben), message, "worried")

    assert "A moderator has looked at this message" in answer.text
    assert "board now" not in answer.text


def test_thanks_are_only_for_who_reported(client_of, ben, message):
    page = client_of(ben).get(f"/messages/{message.pk}/report/worried/")

    assert page.status_code == 404


def test_zed_can_report_nothing_from_a_room_he_is_not_in(client_of, zed, message):
    client = client_of(zed)

    assert client.get(f"/messages/{message.pk}/report/").status_code == 404
    assert report(client, message, "worried").status_code == 404
    assert client.get("/messages/999999/report/").status_code == 404
    assert not Report.objects.exists()


def test_who_was_removed_can_no_longer_report(client_of, ben, room, message):
    room.memberships.filter(person=ben).update(removed_at=timezone.now())

    assert report(client_of(ben), message, "worried").status_code == 404
