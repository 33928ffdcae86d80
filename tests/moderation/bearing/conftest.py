"""max alone or with a colleague, and flags to bear."""

import pytest

from moderation import actions
from moderation.models import Flag
from tests.moderation.conftest import LOW


@pytest.fixture
def alone(max_, be_here):
    actions.start_shift([], by=max_)
    be_here(max_)


@pytest.fixture
def together(alone, max_, kit, be_here):
    actions.start_shift([], by=kit)
    be_here(max_, kit)


@pytest.fixture
def red(room, ben, say):
    return Flag.objects.get(message=say(room, ben, LOW))
