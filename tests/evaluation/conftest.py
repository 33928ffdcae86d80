"""Somebody who agreed to be asked, and a measure that asks them."""

from typing import Any

import pytest

from evaluation import actions
from evaluation.models import Measure


@pytest.fixture
def agreed(ana: Any) -> Any:
    actions.give_consent(by=ana)
    return ana


@pytest.fixture
def lonely() -> Any:
    return Measure.objects.get(key="lonely")
