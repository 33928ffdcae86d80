"""What each outcome does, as the people it touches see it."""

import uuid

import pytest

from moderation import actions
from moderation.models import Decision, Flag
from tests.conftest import make_person
from tests.moderation.conftest import LOW


def post(client, room, words):
    form = {"body": words, "cid": str(uuid.uuid4())}
    return client.post(f"/rooms/{room.pk}/messages/", form)


def test_no_concern_ends_it_and_leaves_the_message(
    client_of, mine, max_, ben, room, decide
):
    decide(max_, mine, "no_concern", reason="It is a song.")

    mine.refresh_from_db()
    decision = Decision.objects.get()
    assert mine.state == "resolved"
    assert (decision.by, decision.reason) == (max_, "It is a song.")
    assert "tablets" in client_of(ben).get(f"/rooms/{room.pk}/").text


def test_a_warning_folds_a_message_and_tells_its_author(
    client_of, mine, max_, ana, ben, room, decide
):
    decide(max_, mine, "warn")

    page = client_of(ben).get(f"/rooms/{room.pk}/").text
    assert "<summary>May be hard to read: Suicide</summary>" in page
    assert "tablets" in page
    assert "warning" in ana.notices.get(kind="warned").words
    assert Decision.objects.get().outcome == "warn"


@pytest.mark.parametrize(
    ("said", "words"),
    [("", "hard to read for some"), ("It names an illness.", "It names an illness.")],
)
def test_a_warned_author_reads_why(said, words, client_of, mine, max_, ana, decide):
    decide(max_, mine, "warn", said=said, rule="methods")

    page = client_of(ana).get(ana.notices.get(kind="warned").link).text

    assert words in page
    assert "Talk about feelings, not methods" in page


def test_a_covered_message_is_gone_for_a_peer(client_of, mine, max_, ben, room, decide):
    decide(max_, mine, "cover")

    page = client_of(ben).get(f"/rooms/{room.pk}/").text
    assert "tablets" not in page
    assert "A moderator has covered this message." in page


def test_the_author_is_told_that_a_message_is_covered(mine, max_, ana, decide):
    decide(max_, mine, "cover")

    words = ana.notices.get(kind="covered").words
    assert "covered" in words
    assert "tablets" not in words


def test_a_muted_author_can_read_and_not_write(
    client_of, mine, max_, ana, room, decide
):
    decide(max_, mine, "mute", minutes=60)

    client = client_of(ana)
    assert "paused your writing" in post(client, room, "hello").text
    assert client.get(f"/rooms/{room.pk}/").status_code == 200
    assert "1 hour" in ana.notices.get(kind="muted").words


def test_a_suspended_author_cannot_come_in_and_a_lead_looks_next(
    client_of, mine, max_, sol, ana, room, decide
):
    client = client_of(ana)

    decide(max_, mine, "suspend", reason="He threatened somebody.")

    assert client.get(f"/rooms/{room.pk}/").status_code == 302
    mine.refresh_from_db()
    assert (mine.state, mine.is_for_lead) == ("open", True)
    actions.claim_flag(mine, by=sol)
    decide(sol, mine, "return")
    ana.refresh_from_db()
    assert not ana.is_suspended()


def test_a_referred_flag_stays_open_for_leads_alone(client_of, mine, max_, sol, decide):
    decide(max_, mine, "refer", reason="I am not sure.")

    mine.refresh_from_db()
    assert (mine.state, mine.is_for_lead) == ("open", True)
    assert sol.notices.get(kind="referred").link == f"/moderation/flags/{mine.pk}/"
    again = client_of(max_).post(f"/moderation/flags/{mine.pk}/claim/")
    assert "with the safeguarding lead" in again.text
    assert "I am not sure." in client_of(sol).get(f"/moderation/flags/{mine.pk}/").text
    assert actions.claim_flag(mine, by=sol).claimed_by == sol


@pytest.mark.parametrize(
    ("outcome", "fields", "words"),
    [
        ("cover", {"reason": "  "}, "Please say why."),
        ("mute", {}, "Please choose how long"),
        ("mute", {"minutes": 7}, "Please choose from the list"),
        ("check_in", {"note": " "}, "Please write the first note."),
        ("ban", {}, "Please choose from the list"),
        ("cover", {"said": " "}, "Please tell the author why"),
        ("cover", {"rule": "nonsense"}, "Please choose from the list"),
        ("emergency", {}, "Please choose from the list"),
        ("return", {}, "Please choose from the list"),
        ("", {}, "Please choose what to do."),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    outcome, fields, words, mine, max_, decide
):
    answer = decide(max_, mine, outcome, **fields)

    assert answer.status_code == 200
    assert words in answer.text
    assert not Decision.objects.exists()


def test_a_decision_on_an_old_view_is_refused_and_loses_no_words(
    mine, max_, ben, decide
):
    version = mine.version
    actions.claim_flag(mine, by=max_)

    answer = decide(max_, mine, "cover", version=version, reason="Long thought over.")

    assert answer.status_code == 409
    assert "has changed since you opened it" in answer.text
    assert "Long thought over." in answer.text
    assert not Decision.objects.exists()


def test_a_report_that_weighs_more_makes_the_deciding_moderator_look_again(
    room, ben, ana, max_, say, decide
):
    message = say(room, ana, "You lot are useless")
    actions.report_message(message, by=ben, door="rules")
    flag = actions.claim_flag(Flag.objects.get(message=message), by=max_)
    actions.report_message(message, by=ben, door="worried")

    answer = decide(max_, flag, "no_concern", version=flag.version - 1)

    assert answer.status_code == 409


def test_only_the_owner_decides(mine, decide):
    kit = make_person("kit", "moderator")

    answer = decide(kit, mine, "cover", reason="My own view.")

    assert answer.status_code == 409
    assert "max has taken this flag." in answer.text
    assert "My own view." in answer.text
    assert not Decision.objects.exists()


def test_a_refused_decision_undoes_what_it_had_begun(mine, max_, room, monkeypatch):
    from people.actions import Refused
    from rooms import actions as rooms

    kit = make_person("kit", "moderator")
    cover = rooms.cover_message

    def meanwhile(message):
        cover(message)
        Flag.objects.update(claimed_by=kit)

    monkeypatch.setattr(rooms, "cover_message", meanwhile)
    with pytest.raises(Refused, match="kit has taken"):
        actions.resolve_flag(
            mine,
            by=max_,
            outcome="cover",
            reason="Now.",
            said="It is hard to read.",
            version=mine.version,
        )

    mine.message.refresh_from_db()
    assert mine.message.state == "shown"


def test_a_decision_never_changes(mine, max_, decide):
    decide(max_, mine, "no_concern")
    decision = Decision.objects.get()

    decision.reason = "Something else."
    with pytest.raises(TypeError):
        decision.save()
    with pytest.raises(TypeError):
        decision.delete()


def test_the_page_shows_what_was_decided_before_about_the_author(
    client_of, mine, max_, ana, room, say, decide
):
    decide(max_, mine, "cover", reason="Method named.")
    later = Flag.objects.get(message=say(room, ana, LOW))

    page = client_of(max_).get(f"/moderation/flags/{later.pk}/").text

    assert "Cover the message" in page
    assert "Method named." not in page


def test_the_page_marks_the_words_and_names_the_rule(client_of, mine, max_):
    page = client_of(max_).get(f"/moderation/flags/{mine.pk}/").text
    finding = mine.message.verdict.findings[0]
    words = LOW[finding["start"] : finding["end"]]

    assert f'<mark class="found">{words}</mark>' in page
    assert finding["rule"] in page
    assert finding["version"] in page


def test_what_somebody_wrote_is_never_markup(client_of, room, ana, max_, say):
    flag = Flag.objects.get(message=say(room, ana, f"<b>{LOW}</b>"))

    page = client_of(max_).get(f"/moderation/flags/{flag.pk}/").text

    assert "<b>" not in page.split("<main")[1]


def test_ten_messages_stand_on_either_side(client_of, room, ana, ben, max_, say):
    for number in range(12):
        say(room, ben, f"before {number:02}")
    flag = Flag.objects.get(message=say(room, ana, LOW))
    for number in range(12):
        say(room, ben, f"after {number:02}")

    page = client_of(max_).get(f"/moderation/flags/{flag.pk}/").text

    assert "before 02" in page
    assert "before 01" not in page
    assert "after 09" in page
    assert "after 10" not in page


def test_words_taken_back_meanwhile_are_still_what_was_flagged(
    client_of, mine, max_, ana
):
    from rooms.actions import take_back

    take_back(mine.message, by=ana)

    page = client_of(max_).get(f"/moderation/flags/{mine.pk}/").text

    assert "tablets" in page
    assert "Its author has taken it back." in page


@pytest.mark.parametrize("outcome", ["warn", "cover"])
def test_a_decision_tapped_twice_is_made_once_and_is_not_called_late(
    client_of, mine, max_, outcome
):
    client, path = client_of(max_), f"/moderation/flags/{mine.pk}/decide/"
    sent = {"outcome": outcome, "reason": "I read it.", "version": mine.version}
    sent |= {"said": "It named a method."}

    answers = [client.post(path, sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Decision.objects.count() == 1


def test_another_decision_on_an_old_view_is_still_refused(client_of, mine, max_):
    client, path = client_of(max_), f"/moderation/flags/{mine.pk}/decide/"
    sent = {"outcome": "warn", "reason": "I read it.", "version": mine.version}
    client.post(path, sent)

    answer = client.post(path, sent | {"reason": "I read it again."})

    assert answer.status_code == 409
    assert Decision.objects.count() == 1
