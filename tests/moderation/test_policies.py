"""What the desk goes by is set by leads, and every version is kept."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import audit, policies, targets
from moderation.policy_models import Policy
from tests.conftest import make_person

LIMITS = {"reds": "2", "hours": "3", "minutes": "15"}


def in_days(days):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def save(client, name="shifts", after=0, **fields):
    form = LIMITS | {"review_on": in_days(90), "after": str(after)} | fields
    return client.post(f"/moderation/policies/{name}/", form, follow=True)


def test_a_new_version_counts_at_once_and_is_in_the_audit(client_of, sol):
    save(client_of(sol))

    assert policies.number("shifts", "reds") == 2
    assert "policy" in {link.kind for link in audit._links(audit.Report())}
    assert audit.verify().problems == []


def test_earlier_versions_are_kept_and_shown(client_of, sol):
    client = client_of(sol)
    save(client)
    save(client, after=Policy.objects.get().pk, reds="4")

    page = client.get("/moderation/policies/shifts/").text

    assert page.count("What it said") == 2
    assert policies.number("shifts", "reds") == 4


def test_a_lead_does_not_overwrite_another_unseen(client_of, sol):
    client = client_of(sol)
    save(client)

    answer = save(client, after=0, reds="5")

    assert "sol has set a new version meanwhile" in answer.text
    assert 'value="5"' in answer.text
    assert policies.number("shifts", "reds") == 2


def shown_after(answer):
    return int(re.search(r'name="after" value="(\d+)"', answer.text)[1])


def test_a_slip_in_a_field_hides_no_change_of_another_lead(client_of, sol):
    lea = make_person("lea", "lead")
    save(client_of(lea), reds="4")

    slip = save(client_of(sol), after=0, reds="0")
    again = save(client_of(sol), after=shown_after(slip), reds="5")

    assert "lea has set a new version meanwhile" in again.text
    assert policies.number("shifts", "reds") == 4
    save(client_of(sol), after=shown_after(again), reds="5")
    assert policies.number("shifts", "reds") == 5


def test_a_slip_in_a_target_hides_no_change_of_another_lead(client_of, sol):
    lea, path = make_person("lea", "lead"), "/moderation/targets/"
    minutes = {"red": 10, "amber": 30, "yellow": 240, "green": 1440, "after": 0}
    client_of(lea).post(path, minutes)

    slip = client_of(sol).post(path, minutes | {"red": 0})
    after = shown_after(slip)
    again = client_of(sol).post(path, minutes | {"red": 5, "after": after})

    assert "lea has set a new version meanwhile" in again.text
    assert targets.newest().red == 10


def test_two_leads_at_once_keep_one_version_each_sees(at_once, sol):
    from moderation.actions.policies import set_policy

    day = timezone.localdate() + timedelta(days=9)

    def setting(reds):
        terms = policies.terms("shifts") | {"reds": reds}
        return lambda: set_policy("shifts", terms, by=sol, review_on=day, after=0)

    answers = at_once(setting(2), setting(5))

    assert Policy.objects.count() == 1
    assert sum("meanwhile" in str(answer) for answer in answers) == 1


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("reds", "0", "a whole number from 1 to 20"),
        ("reds", "many", "a whole number from 1 to 20"),
        ("reds", "", "a whole number from 1 to 20"),
        ("reds", str(2**70), "a whole number from 1 to 20"),
        ("review_on", "soon", "Please give a day"),
        ("review_on", "2020-01-01", "a day after today"),
        ("review_on", "", "Please choose a day"),
    ],
)
def test_a_bad_value_is_refused_at_its_field(client_of, sol, field, value, words):
    answer = save(client_of(sol), **{field: value})

    assert words in answer.text
    assert not Policy.objects.exists()


@pytest.mark.parametrize("after", ["x", "-1", str(2**70), ""])
def test_a_version_that_is_no_number_counts_as_none(client_of, sol, after):
    save(client_of(sol), after=after)

    assert Policy.objects.count() == 1


def test_moderators_read_what_the_desk_goes_by_and_cannot_change_it(client_of, max_):
    client = client_of(max_)

    assert "A plan, with means" in client.get("/moderation/policies/levels/").text
    assert save(client).status_code == 404
    assert not Policy.objects.exists()


@pytest.mark.parametrize("who", ["zed", "ana", "mia", "cora"])
def test_others_do_not_read_it(who, client_of, request):
    client = client_of(request.getfixturevalue(who))

    assert client.get("/moderation/policies/").status_code == 404
    assert client.get("/moderation/policies/levels/").status_code == 404


def test_a_policy_that_there_is_not_is_absent(client_of, sol):
    assert client_of(sol).get("/moderation/policies/nothing/").status_code == 404


def test_what_is_due_is_said_on_the_leads_board_and_nowhere_else(
    client_of, sol, max_, monkeypatch
):
    save(client_of(sol))
    later = timezone.now() + timedelta(days=91)
    monkeypatch.setattr(timezone, "now", lambda: later)

    due = "“Limits of a shift” is due to be looked at again."
    assert due in client_of(sol).get("/moderation/").text
    assert due not in client_of(max_).get("/moderation/").text
