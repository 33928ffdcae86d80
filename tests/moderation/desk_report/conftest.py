"""Flags that were worked on, hours ago."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation.models import Decision, Flag
from tests.moderation.conftest import LOW

AGO = timedelta(hours=5)


@pytest.fixture
def done(room, ana, say, max_):
    """done(3, "cover", waited=90) makes decided red flags of five hours ago."""

    def make(count, outcome="no_concern", waited=60, by=max_):
        made = []
        for _ in range(count):
            flag = Flag.objects.get(message=say(room, ana, LOW))
            raised = timezone.now() - AGO
            Decision.objects.create(flag=flag, by=by, outcome=outcome, reason="Why.")
            Flag.objects.filter(pk=flag.pk).update(
                state="resolved",
                raised_at=raised,
                first_seen_at=raised + timedelta(seconds=waited),
                resolved_at=raised + timedelta(seconds=waited + 60),
            )
            made.append(flag)
        return made

    return make
