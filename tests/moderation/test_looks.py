"""A thread is private: a look into it is recorded first and told to the two."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import actions, clockwork
from moderation.models import Flag, ThreadView
from people.actions import Refused
from tests.moderation.conftest import LOW


@pytest.fixture
def lead_flag(thread, ana, sol, say):
    return actions.claim_flag(Flag.objects.get(message=say(thread, ana, LOW)), by=sol)


def look(client, flag, reason="A word of suicide.", **fields):
    path = f"/moderation/flags/{flag.pk}/look/"
    return client.post(path, {"reason": reason} | fields, follow=True)


def in_a_week():
    return (timezone.localdate() + timedelta(days=7)).isoformat()


def test_nothing_of_a_thread_shows_before_a_reason(client_of, thread_flag, max_):
    page = client_of(max_).get(f"/moderation/flags/{thread_flag.pk}/").text

    assert "tablets" not in page
    assert "This is a private thread" in page


def test_a_look_needs_a_reason(client_of, thread_flag, max_):
    answer = look(client_of(max_), thread_flag, reason="  ")

    assert "Please say why you need to look." in answer.text
    assert "tablets" not in answer.text
    assert not ThreadView.objects.exists()


def test_a_look_with_a_reason_shows_the_message(client_of, thread_flag, max_):
    answer = look(client_of(max_), thread_flag)

    assert "tablets" in answer.text
    assert ThreadView.objects.get().reason == "A word of suicide."


def test_a_look_is_recorded_before_anything_is_shown(
    client_of, thread_flag, max_, monkeypatch
):
    from moderation import evidence

    recorded = []
    whole = evidence.of
    monkeypatch.setattr(
        evidence,
        "of",
        lambda flag: recorded.append(ThreadView.objects.count()) or whole(flag),
    )

    look(client_of(max_), thread_flag)

    assert recorded == [1]


def test_both_of_the_pair_are_told_and_can_read_why(
    client_of, thread_flag, max_, mia, ana, thread
):
    look(client_of(max_), thread_flag)

    for person in (mia, ana):
        notice = person.notices.get(kind="thread_viewed")
        page = client_of(person).get(notice.link).text
        assert "A word of suicide." in page
        assert "max" in page


def test_a_look_does_not_open_the_thread_itself(client_of, thread_flag, max_, thread):
    client = client_of(max_)
    look(client, thread_flag)

    assert client.get(f"/threads/{thread.pk}/").status_code == 404


def test_a_look_ends_after_half_an_hour(client_of, thread_flag, max_, monkeypatch):
    look(client_of(max_), thread_flag)
    Flag.objects.update(claimed_until=timezone.now() + timedelta(hours=2))
    later = timezone.now() + timedelta(minutes=31)
    monkeypatch.setattr(timezone, "now", lambda: later)

    page = client_of(max_).get(f"/moderation/flags/{thread_flag.pk}/").text

    assert "tablets" not in page


def test_a_clock_set_back_keeps_no_thread_open(
    client_of, thread_flag, max_, monkeypatch
):
    look(client_of(max_), thread_flag)
    earlier = timezone.now() - timedelta(minutes=20)
    monkeypatch.setattr(timezone, "now", lambda: earlier)

    page = client_of(max_).get(f"/moderation/flags/{thread_flag.pk}/").text

    assert "tablets" not in page


def test_one_look_is_not_everybodys(client_of, thread_flag, max_, sol):
    look(client_of(max_), thread_flag)

    page = client_of(sol).get(f"/moderation/flags/{thread_flag.pk}/").text

    assert "tablets" not in page


def test_who_has_not_taken_the_flag_may_not_look(client_of, thread_flag, sol):
    answer = look(client_of(sol), thread_flag)

    assert "tablets" not in answer.text
    assert not ThreadView.objects.exists()


def test_who_is_asked_as_the_second_person_may_look_until_it_is_answered(
    client_of, thread_flag, max_, sol, mia
):
    known = dict.fromkeys(("thoughts", "plan", "means", "others", "child"), "no")
    actions.answer_red(thread_flag, by=max_, when="Not known", **known)
    said = {"reason": "She has gone to her sister.", "version": thread_flag.version}
    asked = actions.resolve_flag(
        thread_flag, by=max_, outcome="no_concern", **said
    ).flag.proposals.get()

    seen = look(client_of(sol), thread_flag, reason="To agree, or not.")

    assert "tablets" in seen.text
    assert mia.notices.filter(kind="thread_viewed").exists()
    assert "tablets" not in look(client_of(max_), thread_flag).text
    version = Flag.objects.get(pk=thread_flag.pk).version
    actions.disagree(asked, by=sol, version=version, answer="Ask once more.")
    assert (
        "tablets" not in client_of(sol).get(f"/moderation/flags/{asked.flag_id}/").text
    )


def test_a_lead_may_have_the_telling_wait(client_of, lead_flag, sol, mia, ana, thread):
    fields = {
        "waits": "on",
        "delay_reason": "He may hurt her.",
        "review_on": in_a_week(),
    }
    answer = look(client_of(sol), lead_flag, **fields)

    assert "tablets" in answer.text
    assert not mia.notices.filter(kind="thread_viewed").exists()
    page = client_of(ana).get(f"/threads/{thread.pk}/views/").text
    assert "A word of suicide." not in page
    view = ThreadView.objects.get()
    assert (view.delayed_by, view.delay_reason) == (sol, "He may hurt her.")


def test_a_delay_needs_a_reason_and_a_day(client_of, lead_flag, sol):
    answer = look(client_of(sol), lead_flag, waits="on")

    assert "Please say why telling them must wait." in answer.text
    assert "Please choose a day" in answer.text
    assert not ThreadView.objects.exists()


def test_a_moderator_cannot_have_the_telling_wait(client_of, thread_flag, max_, mia):
    fields = {"waits": "on", "delay_reason": "Please.", "review_on": in_a_week()}
    look(client_of(max_), thread_flag, **fields)

    assert mia.notices.filter(kind="thread_viewed").exists()
    delay = actions.Delay("Please.", timezone.localdate() + timedelta(days=7))
    with pytest.raises(Refused):
        actions.open_thread_view(thread_flag, by=max_, reason="Why.", delay=delay)


@pytest.fixture
def untold(client_of, lead_flag, sol):
    fields = {
        "waits": "on",
        "delay_reason": "He may hurt her.",
        "review_on": in_a_week(),
    }
    look(client_of(sol), lead_flag, **fields)
    return ThreadView.objects.get()


def test_a_lead_ends_the_wait_from_the_board(client_of, untold, sol, mia, ana):
    client = client_of(sol)
    assert "Tell the two now" in client.get("/moderation/").text

    client.post(f"/moderation/views/{untold.pk}/tell/")

    for person in (mia, ana):
        assert person.notices.filter(kind="thread_viewed").count() == 1
    assert "Tell the two now" not in client.get("/moderation/").text


def test_a_lead_has_it_wait_longer_until_a_day_to_come(client_of, untold, sol):
    client, path = client_of(sol), f"/moderation/views/{untold.pk}/delay/"
    today = timezone.localdate().isoformat()
    fields = {"delay_reason": "Still unsafe.", "review_on": today}

    assert "a day after today" in client.post(path, fields).text
    client.post(path, fields | {"review_on": in_a_week()})

    untold.refresh_from_db()
    assert untold.delay_reason == "Still unsafe."


def test_leads_are_reminded_once_when_the_day_has_come(untold, sol, monkeypatch):
    clockwork.remind_of_delays()
    assert not sol.notices.filter(kind="page").exists()

    later = timezone.now() + timedelta(days=7, minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    clockwork.remind_of_delays()
    clockwork.remind_of_delays()

    assert sol.notices.filter(kind="page").count() == 1


def test_who_was_told_of_brings_no_reminder(client_of, untold, sol, monkeypatch):
    client_of(sol).post(f"/moderation/views/{untold.pk}/tell/")
    later = timezone.now() + timedelta(days=8)
    monkeypatch.setattr(timezone, "now", lambda: later)

    clockwork.remind_of_delays()

    assert not sol.notices.filter(kind="page").exists()


def test_a_lead_reads_through_who_looked_and_why(client_of, thread_flag, max_, sol):
    look(client_of(max_), thread_flag)

    page = client_of(sol).get("/moderation/report/").text

    assert "A word of suicide." in page
    assert "The two were told." in page


def test_what_was_told_cannot_be_untold(client_of, thread_flag, max_, sol):
    look(client_of(max_), thread_flag)
    view = ThreadView.objects.get()

    with pytest.raises(Refused, match="told already"):
        actions.delay_telling(
            view,
            by=sol,
            reason="Late.",
            review_on=timezone.localdate() + timedelta(days=1),
        )


@pytest.mark.parametrize("who", ["max_", "cora", "zed", "mia"])
def test_only_leads_decide_when_the_two_are_told(who, client_of, untold, request):
    client = client_of(request.getfixturevalue(who))

    for verb in ("delay", "tell"):
        answer = client.post(f"/moderation/views/{untold.pk}/{verb}/")
        assert answer.status_code == 404


@pytest.mark.parametrize("who", ["zed", "ben", "max_", "sol"])
def test_views_of_a_thread_are_for_its_two(who, client_of, thread, request):
    client = client_of(request.getfixturevalue(who))

    assert client.get(f"/threads/{thread.pk}/views/").status_code == 404


def test_a_room_has_no_list_of_looks(client_of, ana, room):
    assert client_of(ana).get(f"/threads/{room.pk}/views/").status_code == 404
