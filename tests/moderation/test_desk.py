"""What makes the desk bearable: notes, words to start from, covering, passing on."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import actions, audit, clockwork
from moderation.actions.erasing import erase_flags
from moderation.desk_models import FlagNote, NotMe, Reply
from moderation.models import Flag
from moderation.paging_models import Page
from tests.conftest import make_person
from tests.moderation.conftest import LOW, PLAIN

REPLY = {"title": "Hello", "words": "Hello, are you safe?", "review_on": "2099-01-01"}


@pytest.fixture
def reply(client_of, sol, max_):
    """sol has written words to start from, that max looks after."""
    client_of(sol).post("/moderation/replies/new/", REPLY | {"owner": max_.pk})
    return Reply.objects.get()


# --- Notes


def test_a_note_is_read_by_colleagues_and_never_by_the_author(
    client_of, mine, max_, kit, ana, decide
):
    path = f"/moderation/flags/{mine.pk}/"
    client_of(kit).post(f"{path}note/", {"words": "She wrote this last week too."})

    assert "last week too" in client_of(max_).get(path).text
    decide(max_, mine, "cover")
    page = client_of(ana).get(f"/decisions/{mine.decisions.get().pk}/").text
    assert "last week too" not in page


def test_an_empty_note_is_said_at_its_field(client_of, mine, max_):
    answer = client_of(max_).post(f"/moderation/flags/{mine.pk}/note/", {"words": " "})

    assert "Please write your note." in answer.text
    assert not FlagNote.objects.exists()


@pytest.mark.parametrize("who", ["zed", "ana", "cora"])
def test_notes_are_for_moderators(who, client_of, mine, request):
    client = client_of(request.getfixturevalue(who))

    answer = client.post(f"/moderation/flags/{mine.pk}/note/", {"words": "Hello"})

    assert answer.status_code == 404


def test_notes_are_erased_with_their_flag(mine, max_, sol, decide, client_of):
    client_of(max_).post(f"/moderation/flags/{mine.pk}/note/", {"words": "Hm."})
    decide(max_, mine, "no_concern")

    erase_flags([mine], by=sol, why="They asked.")

    assert FlagNote.objects.get().words == ""
    assert audit.verify().problems == []


# --- Words to start from


def test_words_to_start_from_stand_beside_a_flag(client_of, mine, max_, reply):
    page = client_of(max_).get(f"/moderation/flags/{mine.pk}/").text

    assert "Hello, are you safe?" in page
    assert "Looked after by max" in page


def test_a_change_is_a_new_version(client_of, reply, sol, max_):
    path = f"/moderation/replies/{reply.series}/"
    form = REPLY | {"owner": max_.pk, "after": reply.pk, "words": "Hello. I am here."}

    client_of(sol).post(path, form)

    assert Reply.objects.count() == 2
    page = client_of(max_).get("/moderation/replies/").text
    assert "I am here." in page
    assert "are you safe" not in page


def test_of_two_leads_the_second_is_told(client_of, reply, sol, max_):
    path = f"/moderation/replies/{reply.series}/"
    form = REPLY | {"owner": max_.pk, "after": reply.pk}
    client_of(sol).post(path, form | {"words": "Mine."})
    kim = make_person("kim", "lead")

    answer = client_of(kim).post(path, form | {"words": "No, mine."})

    assert "sol has changed this meanwhile." in answer.text
    assert "No, mine." in answer.text


def test_what_is_taken_out_of_use_is_kept(client_of, reply, sol, max_):
    form = REPLY | {"owner": max_.pk, "after": reply.pk, "is_retired": "on"}

    client_of(sol).post(f"/moderation/replies/{reply.series}/", form)

    assert "are you safe" not in client_of(max_).get("/moderation/replies/").text
    assert Reply.objects.count() == 2


def test_a_review_that_is_due_is_said(client_of, max_, sol):
    yesterday = timezone.localdate() - timedelta(days=1)
    Reply.objects.create(
        title="Hello", words="Hello.", owner=max_, by=sol, review_on=yesterday
    )

    assert "Due to be looked at" in client_of(max_).get("/moderation/replies/").text


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", " ", "Please give it a name."),
        ("words", "", "Please write the words."),
        ("owner", "", "Please choose who looks after it."),
        ("owner", str(2**63), "Please choose from the list"),
        ("review_on", "2001-01-01", "Please choose a day after today"),
        ("after", str(2**64), "New words to start from"),
    ],
)
def test_a_reply_that_is_not_whole_is_said_at_its_field(
    field, value, words, client_of, sol, max_
):
    form = REPLY | {"owner": max_.pk} | {field: value}

    answer = client_of(sol).post("/moderation/replies/new/", form)

    assert words in answer.text
    assert not Reply.objects.exists()


def test_only_leads_write_them(client_of, reply, max_):
    client = client_of(max_)

    assert client.get("/moderation/replies/new/").status_code == 404
    assert client.get(f"/moderation/replies/{reply.series}/").status_code == 404
    assert client.get(f"/moderation/replies/{uuid.uuid4()}/").status_code == 404


# --- Covered by one's own choice


def test_covering_is_each_moderators_choice(client_of, flag, max_, kit):
    client_of(max_).post("/moderation/choices/", {"covers": "on"})

    path = f"/moderation/flags/{flag.pk}/"
    assert "Show what was written" in client_of(max_).get(path).text
    assert "Show what was written" not in client_of(kit).get(path).text
    client_of(max_).post("/moderation/choices/", {})
    assert "Show what was written" not in client_of(max_).get(path).text


# --- Not me today


def test_passing_on_needs_no_reason_and_frees_the_flag(client_of, mine, max_, kit):
    client_of(max_).post(f"/moderation/flags/{mine.pk}/not-me/")

    assert actions.claim_flag(mine, by=kit).claimed_by == kit
    page = client_of(max_).get("/moderation/").text
    assert 'data-part="notme">Not you today' in page
    assert (
        'data-part="notme">Not you today' not in client_of(kit).get("/moderation/").text
    )


def test_who_passed_on_is_not_called_with_the_shift(
    client_of, flag, max_, kit, sol, be_here
):
    for person in (max_, kit):
        actions.start_shift([], by=person)
    be_here(max_, kit)
    client_of(max_).post(f"/moderation/flags/{flag.pk}/not-me/")
    Flag.objects.update(raised_at=timezone.now() - timedelta(minutes=2))

    clockwork.climb()

    assert [page.person.alias for page in Page.objects.all()] == ["kit"]


def test_a_flag_that_everybody_passed_on_still_climbs(flag, max_, sol):
    from moderation.actions import desk

    for person in (max_, sol):
        desk.pass_on(flag, by=person)
    Flag.objects.update(raised_at=timezone.now() - timedelta(minutes=6))

    clockwork.climb()

    assert [page.person.alias for page in Page.objects.all()] == ["sol"]


def test_today_ends(client_of, flag, max_):
    client_of(max_).post(f"/moderation/flags/{flag.pk}/not-me/")
    NotMe.objects.update(at=timezone.now() - timedelta(hours=13))

    page = client_of(max_).get("/moderation/").text

    assert 'data-part="notme">Not you today' not in page


# --- What stands about the author


def test_earlier_flags_show_no_words_and_no_score(client_of, room, ana, max_, say, ben):
    first = Flag.objects.get(message=say(room, ana, LOW))
    actions.report_message(say(room, ana, PLAIN), by=ben, door="rules")
    later = Flag.objects.latest("pk")

    page = client_of(max_).get(f"/moderation/flags/{later.pk}/").text

    assert f"/moderation/flags/{first.pk}/" in page
    assert "Nobody has taken it." in page
    about = page[page.index('id="earlier"') :]
    assert "tablets" not in about


# --- Two who work beside each other


def test_who_takes_a_flag_hears_of_a_colleague_at_work_on_its_author(
    flag, room, ana, max_, sol, say, client_of
):
    other = Flag.objects.get(message=say(room, ana, f"{LOW} Again."))
    path = f"/moderation/flags/{other.pk}/"
    assert "Nobody has taken it." in client_of(max_).get(path).text
    actions.claim_flag(flag, by=sol)

    page = client_of(max_).get(path).text

    assert "Speak with sol before you write to ana." in page
    assert f'<a href="/moderation/flags/{flag.pk}/">another flag about ana</a>' in page
    assert "sol has it. Not decided yet." in page
    assert "Speak with" not in client_of(sol).get(path).text


def test_a_colleague_at_work_on_somebody_else_is_not_named(
    flag, room, ben, max_, sol, say, client_of
):
    other = Flag.objects.get(message=say(room, ben, LOW))
    actions.claim_flag(flag, by=sol)

    page = client_of(max_).get(f"/moderation/flags/{other.pk}/").text

    assert "Speak with" not in page


def test_a_begun_emergency_leads_to_its_steps_and_to_the_way_back(
    mine, max_, sol, client_of
):
    path = f"/moderation/flags/{mine.pk}/"
    begun = actions.start_emergency(mine, by=max_)

    own = client_of(max_).get(path).text
    colleague = client_of(sol).get(path).text

    assert f'<a href="#second-{begun.pk}">Take it back if it was a mistake.</a>' in own
    assert f'<a href="#second-{begun.pk}">Confirm it, or not.</a>' in colleague
    assert f'id="second-{begun.pk}"' in own
