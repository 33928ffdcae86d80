"""From an offer and a request to a pair, as volunteers, peers and coordinators meet it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from mentoring import clockwork, waiting
from mentoring.actions import asking, going_away, matching, pairing, volunteering
from mentoring.actions.starting import ensure_programme
from mentoring.models import (
    Apart,
    Away,
    Match,
    Mentorship,
    Request,
    Requirement,
    Topic,
    Volunteer,
)
from people.actions import Refused, suspend_person
from people.models import Notice

pytestmark = pytest.mark.django_db
FEW = {"why": "I was a carer too.", "few_words": "I cared for my dad."}


@pytest.fixture(autouse=True)
def _programme():
    ensure_programme()


def topics(*names):
    return list(Topic.objects.filter(name__in=names))


def in_order(volunteer, by, until=None):
    for one in Requirement.objects.all():
        volunteering.note_check(
            volunteer, one, by=by, done_on=timezone.localdate(), good_until=until
        )


@pytest.fixture
def mentor_of(cora):
    """mentor_of(person) offers, is checked and approved."""

    def approve(person, *names, **words):
        offer = FEW | {"languages": ["en"], "most": 2} | words
        found = volunteering.offer_to_mentor(by=person, topics=topics(*names), **offer)
        in_order(found, cora)
        volunteering.approve_volunteer(found, by=cora)
        person.refresh_from_db()
        return found

    return approve


@pytest.fixture
def asks(ana):
    return asking.ask_for_mentor(
        by=ana, topics=topics("Sleep and tiredness"), languages=["en"]
    )


def words_of(answer):
    return " ".join(answer.content.decode().split())


def told(person):
    return " ".join(person.notices.values_list("words", flat=True))


# --- Volunteering


def test_a_peer_offers_and_waits_for_a_coordinator(client_of, zed):
    fields = FEW | {"languages": "en", "most": "2"}
    client = client_of(zed)

    client.post("/mentors/volunteer/", fields)

    assert "You offered on" in words_of(client.get("/mentors/volunteer/"))
    zed.refresh_from_db()
    assert zed.role == "peer"


def test_an_offer_without_words_is_asked_for_again_and_kept(client_of, zed):
    answer = client_of(zed).post("/mentors/volunteer/", {"why": "To help", "most": "x"})

    page = words_of(answer)
    assert answer.status_code == 422
    assert "To help" in page
    assert "Choose at least one language." in page


def test_a_moderator_is_not_taken_for_a_volunteer(client_of, max_):
    answer = client_of(max_).post(
        "/mentors/volunteer/", FEW | {"languages": "en", "most": "2"}
    )
    assert "You have another part here" in words_of(answer)


def test_nobody_is_a_mentor_before_everything_is_in_order(client_of, cora, zed):
    found = volunteering.offer_to_mentor(by=zed, topics=[], **FEW)
    path = f"/mentors/volunteers/{found.pk}/"

    page = client_of(cora).post(f"{path}decide/", {"decision": "approve"}, follow=True)
    assert "Not yet in order: First reference" in words_of(page)

    in_order(found, cora)
    client_of(cora).post(f"{path}decide/", {"decision": "approve"})
    zed.refresh_from_db()
    assert zed.role == "mentor"


def test_a_check_is_noted_and_runs_out_by_itself(client_of, cora, zed):
    found = volunteering.offer_to_mentor(by=zed, topics=[], **FEW)
    asked = Requirement.objects.get(name="Background check")
    fields = {"requirement": asked.pk, "done_on": "2026-01-31"}

    client_of(cora).post(f"/mentors/volunteers/{found.pk}/", fields)

    assert found.checks.get().good_until == date(2029, 1, 31)


def test_a_check_that_ends_before_it_was_done_is_refused(client_of, cora, zed):
    found = volunteering.offer_to_mentor(by=zed, topics=[], **FEW)
    fields = {
        "requirement": Requirement.objects.first().pk,
        "done_on": "2026-05-01",
        "good_until": "2026-04-01",
    }
    answer = client_of(cora).post(f"/mentors/volunteers/{found.pk}/", fields)
    assert "It cannot run out before it was done." in words_of(answer)


def test_a_volunteer_who_is_declined_may_offer_again(client_of, cora, zed):
    found = volunteering.offer_to_mentor(by=zed, topics=[], **FEW)
    client_of(cora).post(
        f"/mentors/volunteers/{found.pk}/decide/",
        {"decision": "decline", "reason": "Not yet"},
    )
    assert "We will not go on" in told(zed)
    volunteering.offer_to_mentor(by=zed, topics=[], **FEW)
    assert Volunteer.objects.get().state == "offered"


def test_a_check_that_ran_out_yesterday_stops_new_matches(mentor_of, asks, mia, cora):
    found = mentor_of(mia)
    found.checks.filter(requirement__name="Supervision").update(
        good_until=timezone.localdate() - timedelta(days=1)
    )
    with pytest.raises(Refused, match="To renew: Supervision"):
        matching.offer_match(asks, [mia], by=cora)


def test_a_month_ahead_mentor_and_coordinator_are_told_once(mentor_of, mia, cora):
    found = mentor_of(mia)
    soon = timezone.localdate() + timedelta(days=20)
    found.checks.filter(requirement__name="Supervision").update(good_until=soon)

    clockwork.warn_of_checks()
    clockwork.warn_of_checks()

    for person in (mia, cora):
        found = Notice.objects.filter(person=person, words__startswith="Supervision")
        assert [one.words.count("runs out on") for one in found] == [1]


def test_a_check_that_was_renewed_is_not_warned_of(mentor_of, mia, cora):
    found = mentor_of(mia)
    found.checks.filter(requirement__name="Supervision").update(
        good_until=timezone.localdate()
    )
    one = Requirement.objects.get(name="Supervision")
    volunteering.note_check(
        found, one, by=cora, done_on=timezone.localdate(), good_until=None
    )
    clockwork.warn_of_checks()
    assert "Supervision" not in told(mia)


# --- Asking


def test_a_peer_asks_and_may_change_their_wishes(client_of, ana):
    topic = Topic.objects.get(name="Loneliness")
    client = client_of(ana)
    client.post("/mentors/ask/", {"languages": ["en", "cy"], "help": topic.pk})
    client.post("/mentors/ask/", {"languages": "cy"})

    found = Request.objects.get()
    assert (found.languages, found.topics.count()) == (["cy"], 0)
    assert "You asked on" in words_of(client.get("/mentors/ask/"))


def test_a_wish_that_is_not_on_the_list_is_refused(client_of, ana):
    answer = client_of(ana).post("/mentors/ask/", {"languages": "xx", "help": "9" * 30})

    assert answer.status_code == 422
    assert not Request.objects.exists()


def test_a_mentor_does_not_ask_for_a_mentor(client_of, mia):
    answer = client_of(mia).post("/mentors/ask/", {"languages": "en"})
    assert "Only a peer can ask for a mentor." in words_of(answer)


def test_a_request_is_taken_back_and_who_was_asked_need_not_answer(
    client_of, mentor_of, asks, ana, mia, cora
):
    mentor_of(mia)
    match = matching.offer_match(asks, [mia], by=cora)

    client_of(ana).post("/mentors/ask/withdraw/")

    page = client_of(mia).post(
        f"/mentors/offers/{match.pk}/", {"answer": "yes"}, follow=True
    )
    assert "This has changed meanwhile" in words_of(page)
    assert not Mentorship.objects.exists()


# --- Matching


def test_a_coordinator_reads_reasons_and_asks(client_of, mentor_of, asks, mia, cora):
    mentor_of(mia, "Sleep and tiredness")
    path = f"/mentors/waiting/{asks.pk}/"

    page = words_of(client_of(cora).get(path))
    assert "Can help with: Sleep and tiredness." in page

    client_of(cora).post(f"{path}ask/", {"mentor": mia.pk})
    assert "Somebody would like a mentor" in told(mia)


def test_the_mentor_says_yes_then_the_mentee_and_they_have_a_thread(
    client_of, mentor_of, asks, ana, mia, cora
):
    mentor_of(mia)
    match = matching.offer_match(asks, [mia], by=cora)
    path = f"/mentors/offers/{match.pk}/"

    client_of(mia).post(path, {"answer": "yes"})
    assert FEW["few_words"] in words_of(client_of(ana).get(path))
    answer = client_of(ana).post(path, {"answer": "yes"})

    room = Mentorship.objects.get().room_id
    assert answer["Location"] == f"/threads/{room}/"
    assert not waiting.everyone().exists()


def test_the_mentee_is_not_shown_to_the_mentor_before_they_say_yes(
    client_of, mentor_of, asks, mia, cora
):
    mentor_of(mia)
    match = matching.offer_match(asks, [mia], by=cora)

    page = words_of(client_of(mia).get(f"/mentors/offers/{match.pk}/"))
    assert "Sleep and tiredness" in page
    assert "ana" not in page.replace("manage", "")


def test_a_no_asks_the_next_and_then_the_coordinator_is_told(
    mentor_of, asks, mia, ben, cora
):
    mentor_of(mia)
    mentor_of(ben)
    match = matching.offer_match(asks, [mia, ben], by=cora)

    matching.answer_as_mentor(match, False, by=mia)
    second = Match.objects.get(state="mentor")
    assert second.mentor == ben

    matching.answer_as_mentor(second, False, by=ben)
    assert "No mentor is asked for ana now." in told(cora)


def test_three_days_without_an_answer_ask_the_next(mentor_of, asks, mia, ben, cora):
    mentor_of(mia)
    mentor_of(ben)
    match = matching.offer_match(asks, [mia, ben], by=cora)
    Match.objects.filter(pk=match.pk).update(answer_by=timezone.now())

    clockwork.lapse_matches()
    clockwork.lapse_matches()

    states = Match.objects.order_by("order").values_list("state", flat=True)
    assert list(states) == ["lapsed", "mentor"]


def test_a_mentee_says_no_without_a_reason(mentor_of, asks, ana, mia, cora):
    mentor_of(mia)
    match = matching.offer_match(asks, [mia], by=cora)
    matching.answer_as_mentor(match, True, by=mia)

    matching.answer_as_mentee(match, False, by=ana)

    assert not Mentorship.objects.exists()
    assert waiting.mentees([asks])[0].not_again == {mia.pk}


def test_a_suggestion_is_rejected_with_a_reason(client_of, mentor_of, asks, mia, cora):
    mentor_of(mia)
    path = f"/mentors/waiting/{asks.pk}/"

    client_of(cora).post(f"{path}reject/", {"mentor": mia.pk, "reason": "Too far"})

    page = words_of(client_of(cora).get(path))
    assert "Nobody fits at the moment." in page
    assert "Too far" in page


def test_a_rejection_without_a_reason_changes_nothing(
    client_of, mentor_of, asks, mia, cora
):
    mentor_of(mia)
    client_of(cora).post(f"/mentors/waiting/{asks.pk}/reject/", {"mentor": mia.pk})
    assert not Match.objects.exists()


@pytest.mark.parametrize("mentor", ["", "x", "0", "9" * 30])
def test_asking_nobody_is_pointed_out(mentor, client_of, asks, cora):
    path = f"/mentors/waiting/{asks.pk}/ask/"
    page = client_of(cora).post(path, {"mentor": mentor}, follow=True)
    assert "Choose a mentor." in words_of(page)


def test_a_second_coordinator_cannot_match_a_carer_again(
    mentor_of, asks, mia, ben, cora, sol
):
    mentor_of(mia)
    mentor_of(ben)
    matching.offer_match(asks, [mia], by=cora)

    with pytest.raises(Refused, match="cora has asked mia for them already"):
        matching.offer_match(asks, [ben], by=sol)


def test_a_second_coordinator_reads_who_asked_whom_and_what_was_chosen_is_not_sent(
    client_of, mentor_of, asks, mia, ben, cora, sol
):
    mentor_of(mia)
    mentor_of(ben)
    path = f"/mentors/waiting/{asks.pk}/"
    second = client_of(sol)
    second.get(path)
    client_of(cora).post(f"{path}ask/", {"mentor": mia.pk})

    page = words_of(second.post(f"{path}ask/", {"mentor": ben.pk}, follow=True))

    assert "cora has asked mia for them already. Nobody else is asked." in page
    assert "mia is asked until" in page
    assert not told(ben).count("Somebody would like a mentor")


@pytest.mark.parametrize("act", ["", "ask/", "reject/"])
def test_a_page_of_somebody_who_waits_no_longer_says_so(
    act, client_of, mentor_of, asks, ana, mia, cora
):
    mentor_of(mia)
    asking.withdraw_request(asks, by=ana)
    client, path = client_of(cora), f"/mentors/waiting/{asks.pk}/{act}"
    wish = {"mentor": mia.pk, "reason": "Too far"}

    page = (
        client.post(path, wish, follow=True) if act else client.get(path, follow=True)
    )

    assert "ana: They do not wait for a mentor any more." in words_of(page)
    assert not Match.objects.exists()


def test_a_reason_against_somebody_just_asked_is_kept_and_the_offer_stands(
    client_of, mentor_of, asks, mia, cora, sol
):
    mentor_of(mia)
    matching.offer_match(asks, [mia], by=cora)

    path = f"/mentors/waiting/{asks.pk}/reject/"
    wish = {"mentor": mia.pk, "reason": "Too far"}
    page = words_of(client_of(sol).post(path, wish, follow=True))

    assert "But they were asked meanwhile, and may say yes." in page
    assert "Too far" in page
    assert Match.objects.filter(state="mentor").count() == 1


def test_the_best_whole_asks_the_pairs_that_were_read_and_says_which_were_not(
    client_of, mentor_of, asks, mia, ben, zed, cora, sol
):
    mentor_of(mia)
    mentor_of(ben)
    other = asking.ask_for_mentor(by=zed, topics=[], languages=["en"])
    matching.offer_match(asks, [ben], by=cora)

    pairs = [f"{asks.pk}-{mia.pk}", f"{other.pk}-{mia.pk}"]
    answer = client_of(sol).post("/mentors/everyone/", {"pair": pairs}, follow=True)

    page = words_of(answer)
    assert "ana: cora has asked ben for them already. Nobody else is asked." in page
    assert "The other mentors whom you chose are asked." in page
    assert Match.objects.get(request=other).mentor == mia


@pytest.mark.parametrize(
    "pair", ["", "x", "7", "0-0", "x-y", "9-9", f"{2**63}-{2**64}"]
)
def test_pairs_that_are_none_ask_nobody(pair, client_of, mentor_of, asks, mia, cora):
    mentor_of(mia)
    sent = {"pair": pair} if pair else {}

    page = client_of(cora).post("/mentors/everyone/", sent, follow=True)

    assert "Choose at least one." in words_of(page)
    assert not Match.objects.exists()


def test_everyone_who_waits_is_matched_at_once(client_of, mentor_of, asks, mia, cora):
    mentor_of(mia)
    client = client_of(cora)
    assert "mia for ana" in words_of(client.get("/mentors/everyone/"))

    client.post("/mentors/everyone/", {"pair": f"{asks.pk}-{mia.pk}"})

    assert Match.objects.get().state == "mentor"


def test_three_weeks_of_waiting_are_pointed_out_once(client_of, asks, cora):
    long_ago = timezone.now() - timedelta(days=22)
    Request.objects.update(asked_at=long_ago)

    clockwork.point_out_long_waits()
    clockwork.point_out_long_waits()

    assert told(cora).count("ana has waited three weeks") == 1
    assert "Over three weeks" in words_of(client_of(cora).get("/mentors/"))


def test_a_suspended_mentor_is_skipped(mentor_of, asks, mia, ben, cora, sol):
    mentor_of(mia)
    mentor_of(ben)
    match = matching.offer_match(asks, [mia, ben], by=cora)
    suspend_person(ben, until=None, by=sol, reason="away")

    matching.answer_as_mentor(match, False, by=mia)

    assert not Match.objects.filter(state__in=Match.OPEN).exists()


def test_a_busy_thread_leaves_less_room(mentor_of, mia, ana, cora, say):
    mentor_of(mia, most=2)
    thread = pairing.pair(mia, ana, by=cora).room
    assert waiting.mentors()[0].places == 1
    for n in range(30):
        say(thread, ana, f"line {n}")

    assert waiting.mentors()[0].places == 0


# --- Hours, days away, kept apart


def test_hours_are_kept_and_shown_again(client_of, ana):
    client = client_of(ana)
    fields = {"Thursday_starts": "19:00", "Thursday_ends": "21.30"}
    client.post("/mentors/hours/", fields)

    page = client.get("/mentors/hours/").content.decode()
    assert 'value="19:00"' in page
    assert 'value="21:30"' in page


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        ("19:00", "", "Say both times for Thursday."),
        ("19:00", "19:00", "are the same"),
        ("25:00", "26:00", "Write it like 19:30."),
    ],
)
def test_hours_that_make_no_sense_are_said_so(starts, ends, words, client_of, ana):
    fields = {"Thursday_starts": starts, "Thursday_ends": ends}
    assert words in words_of(client_of(ana).post("/mentors/hours/", fields))


def test_a_mentor_who_is_away_is_not_matched(client_of, mentor_of, mia):
    mentor_of(mia)
    today = timezone.localdate().isoformat()
    client_of(mia).post("/mentors/hours/away/", {"first_day": today, "last_day": today})

    assert not waiting.mentors()[0].is_ready
    client_of(mia).post(f"/mentors/hours/away/{Away.objects.get().pk}/end/")
    assert waiting.mentors()[0].is_ready


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2099-05-02", "2099-05-01", "comes before the first"),
        ("2020-05-01", "2020-05-02", "That day is over."),
        ("soon", "later", "Write the day like"),
    ],
)
def test_days_away_that_make_no_sense_are_said_so(first, last, words, client_of, mia):
    fields = {"first_day": first, "last_day": last}
    assert words in words_of(client_of(mia).post("/mentors/hours/away/", fields))


def test_only_a_mentor_stands_in(client_of, mia, zed):
    fields = {"first_day": "2099-05-01", "last_day": "2099-05-02", "stand_in": "zed"}
    page = words_of(client_of(mia).post("/mentors/hours/away/", fields))
    assert "No mentor here has that alias." in page


def test_a_town_keeps_two_apart_and_is_never_shown(
    client_of, mentor_of, asks, ana, mia, cora
):
    mentor_of(mia)
    client_of(mia).post("/mentors/apart/", {"own_town": " leeds.\nHull"})
    client_of(ana).post("/mentors/apart/", {"town": "Leeds"})

    with pytest.raises(Refused, match="These two cannot be paired"):
        matching.offer_match(asks, [mia], by=cora)
    page = words_of(client_of(ana).get("/mentors/apart/"))
    assert "There is something on your list." in page
    assert "Leeds" not in page
    assert "leeds" not in " ".join(Apart.objects.values_list("mark", flat=True))


def test_an_alias_keeps_two_apart_even_when_paired_by_hand(client_of, mia, ana, cora):
    client_of(ana).post("/mentors/apart/", {"name": "MIA"})

    page = client_of(cora).post("/threads/pair/", {"mentor": mia.pk, "mentee": "ana"})

    assert "These two cannot be paired." in words_of(page)


def test_a_list_is_cleared(client_of, ana):
    client = client_of(ana)
    client.post("/mentors/apart/", {"town": "Leeds"})
    client.post("/mentors/apart/clear/")
    assert not Apart.objects.exists()


def test_too_long_a_list_is_refused_whole(client_of, ana):
    lines = "\n".join(f"town {n}" for n in range(41))
    page = client_of(ana).post("/mentors/apart/", {"town": lines})

    assert "Keep at most 40 things." in words_of(page)
    assert not Apart.objects.exists()


# --- The charity's own lists


def test_a_topic_is_added_and_taken_off(client_of, ana, cora):
    client = client_of(cora)
    client.post("/mentors/topics/", {"name": "Gardening", "kind": "help"})
    topic = Topic.objects.get(name="Gardening")
    assert "Gardening" in words_of(client_of(ana).get("/mentors/ask/"))

    client.post(f"/mentors/topics/{topic.pk}/turn/")
    assert "Gardening" not in words_of(client_of(ana).get("/mentors/ask/"))


@pytest.mark.parametrize("path", ["topics", "requirements"])
def test_the_same_line_twice_is_refused(path, client_of, cora):
    client = client_of(cora)
    for _ in range(2):
        answer = client.post(f"/mentors/{path}/", {"name": "Gardening", "kind": "help"})
    assert "That is on the list already." in words_of(answer)


def test_what_is_asked_no_longer_stops_nobody(client_of, mentor_of, mia, cora):
    found = mentor_of(mia)
    one = Requirement.objects.get(name="Supervision")
    found.checks.filter(requirement=one).delete()
    assert not waiting.mentors()[0].is_ready

    client_of(cora).post(f"/mentors/requirements/{one.pk}/turn/")

    assert waiting.mentors()[0].is_ready


# --- Doors


@pytest.mark.parametrize("who", ["zed", "ana", "mia", "max_"])
@pytest.mark.parametrize("path", ["", "everyone/", "topics/", "requirements/"])
def test_the_programme_is_for_coordinators(path, who, client_of, request):
    client = client_of(request.getfixturevalue(who))
    assert client.get(f"/mentors/{path}").status_code == 404


def test_zed_finds_no_request_volunteer_or_offer(
    client_of, mentor_of, asks, mia, cora, zed
):
    found = mentor_of(mia)
    match = matching.offer_match(asks, [mia], by=cora)
    client = client_of(zed)
    for path in (
        f"waiting/{asks.pk}/",
        f"volunteers/{found.pk}/",
        f"offers/{match.pk}/",
    ):
        assert client.get(f"/mentors/{path}").status_code == 404
        assert client.post(f"/mentors/{path}").status_code in {404, 405}


def test_a_mentee_does_not_see_a_mentor_who_has_not_said_yes(
    client_of, mentor_of, asks, ana, mia, cora
):
    mentor_of(mia)
    match = matching.offer_match(asks, [mia], by=cora)
    assert client_of(ana).get(f"/mentors/offers/{match.pk}/").status_code == 404


def test_nobody_ends_the_days_away_of_another(client_of, mia, zed):
    day = timezone.localdate()
    away = going_away.go_away(day, day, by=mia)
    assert client_of(zed).post(f"/mentors/hours/away/{away.pk}/end/").status_code == 404
