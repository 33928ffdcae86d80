"""What a second person answers, and where a flag stands."""

import pytest

from moderation.models import Flag
from moderation.seconding_models import Proposal


@pytest.fixture
def answer(client_of):
    """answer(sol, "yes") answers what waits, by the form on the flag's page."""

    def send(person, agrees, **fields):
        proposal = Proposal.objects.latest("pk")
        flag = Flag.objects.get(pk=proposal.flag_id)
        form = {"agrees": agrees, "version": flag.version} | fields
        path = f"/moderation/flags/{flag.pk}/second/{proposal.pk}/"
        return client_of(person).post(path, form, follow=True)

    return send


def state_of(flag):
    flag.refresh_from_db()
    return flag.state
