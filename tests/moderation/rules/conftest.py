"""A lead, and a new rule that is tried and put in use."""

import pytest

from moderation import clockwork, in_force
from moderation.models import Verdict
from moderation.rules_models import Bench

NEW = {
    "id": "ours.marmalade",
    "concern": "crisis",
    "severity": "amber",
    "reason": "says the word of this test",
    "phrases": "marmalade ..2 (tonight | now)",
}


@pytest.fixture(autouse=True)
def rules_begin_anew():
    in_force.look_again()
    yield
    in_force.look_again()


@pytest.fixture
def lead(client_of, sol):
    return client_of(sol)


def try_rule(client, **fields):
    return client.post("/moderation/rules/new/", NEW | fields, follow=True)


def use(client):
    for _ in range(5):
        clockwork.run_benches()
    bench = Bench.objects.first()
    return client.post(f"/moderation/rules/bench/{bench.pk}/use/", follow=True)


def severity_of(message):
    return Verdict.objects.get(message=message).severity
