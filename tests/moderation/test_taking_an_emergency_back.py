"""An emergency begun by a slip: taken back by who began it, told again, and kept whole."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import audit, clockwork, paging
from moderation.actions import on_call as lists
from moderation.audit_models import AuditEntry
from moderation.models import Decision, Flag
from moderation.paging_models import Page
from moderation.seconding_models import Proposal
from people.models import Notice
from tests.conftest import make_person


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    """What would be sent on threads is sent at once."""
    monkeypatch.setattr(paging, "start", lambda run, page: run(page))


@pytest.fixture
def kit(db):
    """On call, and reached by e-mail."""
    found = make_person("kit", "moderator")
    lists.put_on_call(found, channel="email", reach={"address": "kit@test.example"})
    return found


@pytest.fixture
def take_back(client_of):
    """take_back(max_) sends the form that stands with the begun emergency."""

    def send(person, **form):
        found = Proposal.objects.latest("pk")
        form = form or {"answer": "My thumb slipped."}
        path = f"/moderation/flags/{found.flag_id}/emergency/{found.pk}/back/"
        return client_of(person).post(path, form, follow=True)

    return send


@pytest.fixture
def begun(mine, max_, client_of):
    """Max has an amber flag, and began the procedure by one tap."""
    client_of(max_).post(f"/moderation/flags/{mine.pk}/emergency/")
    mine.refresh_from_db()
    assert mine.level == "red"
    return mine


def come_by():
    clockwork.climb()
    clockwork.send_pages()


def told(person):
    return list(Notice.objects.filter(person=person).values_list("words", flat=True))


def test_who_began_it_takes_it_back_and_the_flag_is_as_it_was(
    begun, max_, client_of, take_back
):
    page = take_back(max_)

    assert "You have taken it back. Whoever was called is told." in page.text
    begun.refresh_from_db()
    assert (begun.level, begun.state, begun.claimed_by) == ("amber", "claimed", max_)
    assert begun.claimed_until > timezone.now() + timedelta(minutes=29)
    assert "Start the emergency procedure" in page.text
    assert "My thumb slipped." in page.text


def test_it_asks_what_happened_so_that_no_second_slip_ends_it(begun, max_, take_back):
    page = take_back(max_, answer=" ")

    assert "Please say what happened." in page.text
    assert Proposal.objects.get().state == "waiting"


def test_whoever_was_called_is_told_once_that_it_is_over(
    begun, kit, max_, sol, take_back, mailoutbox
):
    come_by()
    take_back(max_)
    come_by()
    come_by()

    assert [mail.subject for mail in mailoutbox] == [paging.WORDS, paging.OVER]
    for person in (kit, sol):
        assert any("has begun" in words for words in told(person))
        assert sum("is taken back" in words for words in told(person)) == 1
    assert not any("is taken back" in words for words in told(max_))


def test_whoever_was_called_hears_that_a_second_person_did_not_confirm_it(
    begun, kit, sol, client_of
):
    come_by()
    found = Proposal.objects.get()
    form = {"agrees": "no", "answer": "She sings.", "version": begun.version}
    client_of(sol).post(f"/moderation/flags/{begun.pk}/second/{found.pk}/", form)
    come_by()

    assert sum("did not confirm it" in words for words in told(kit)) == 1
    assert not any("did not confirm it" in words for words in told(sol))


def test_nobody_hears_of_the_end_of_what_they_were_not_called_to(
    begun, kit, max_, take_back, mailoutbox
):
    take_back(max_)
    come_by()

    assert (told(kit), mailoutbox) == ([], [])


def test_while_it_is_begun_again_nobody_hears_that_the_first_is_over(
    begun, kit, max_, client_of, take_back
):
    come_by()
    take_back(max_)
    client_of(max_).post(f"/moderation/flags/{begun.pk}/emergency/")
    come_by()

    assert sum("has begun" in words for words in told(kit)) == 2
    assert not any("is taken back" in words for words in told(kit))


def test_the_link_of_the_message_says_that_nobody_needs_to_come(
    begun, kit, max_, client_of, take_back
):
    come_by()
    take_back(max_)
    come_by()
    over = Page.objects.get(step="over", person=kit)

    page = client_of(kit).get(f"/moderation/pages/{over.token}/").text

    assert "Nobody needs to come for it." in page
    assert "I know, I am on it" not in page


def test_that_it_is_over_stands_in_the_way_of_no_other_call(
    begun, kit, max_, ana, room, say, take_back, mailoutbox
):
    come_by()
    take_back(max_)
    come_by()
    say(room, ana, "I am going to kill myself tonight, and I have the tablets here.")
    come_by()

    subjects = [mail.subject for mail in mailoutbox]
    assert subjects == [paging.WORDS, paging.OVER, paging.WORDS]


def test_what_was_done_stays_in_the_record(begun, max_, take_back):
    take_back(max_)

    assert Decision.objects.get().outcome == "emergency"
    entry = AuditEntry.objects.filter(kind="answered").latest("number")
    assert entry.facts["state"] == "withdrawn"
    assert entry.words.words == {"answer": "My thumb slipped."}
    assert list(audit.verify().problems) == []


def test_nobody_else_takes_it_back(begun, sol, take_back):
    assert take_back(sol).status_code == 409
    assert Proposal.objects.get().state == "waiting"


def test_it_is_not_taken_back_once_a_second_person_has_confirmed_it(
    begun, max_, sol, client_of, take_back
):
    found = Proposal.objects.get()
    form = {"agrees": "yes", "version": begun.version}
    client_of(sol).post(f"/moderation/flags/{begun.pk}/second/{found.pk}/", form)

    assert "sol has answered this already." in take_back(max_).text
    begun.refresh_from_db()
    assert begun.level == "red"


def test_it_stays_red_if_somebody_reported_the_message_since(
    begun, max_, ben, client_of, take_back
):
    form = {"door": "worried"}
    client_of(ben).post(f"/messages/{begun.message_id}/report/", form)
    assert begun.reports.exists()

    take_back(max_)

    begun.refresh_from_db()
    assert begun.level == "red"


def test_it_stays_red_if_the_author_changed_the_words_since(begun, max_, take_back):
    message = begun.message
    type(message).objects.filter(pk=message.pk).update(edited_at=timezone.now())

    take_back(max_)

    assert Flag.objects.get(pk=begun.pk).level == "red"
