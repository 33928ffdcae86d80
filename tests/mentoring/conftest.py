"""A pair with a thread, and sessions at any distance from now."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from mentoring import actions


@pytest.fixture
def mentorship(mia: Any, ana: Any, cora: Any) -> Any:
    """mia is ana's mentor."""
    return actions.pair(mia, ana, by=cora)


@pytest.fixture
def propose(mentorship: Any, mia: Any) -> Callable[..., Any]:
    """propose(hours=2) has mia suggest a session to ana, so far from now."""

    def suggest(by: Any = None, pair: Any = None, **away: Any) -> Any:
        agenda, minutes = away.pop("agenda", ""), away.pop("minutes", 45)
        return actions.propose_session(
            pair or mentorship,
            by=by or mia,
            starts_at=timezone.now() + timedelta(**away),
            minutes=minutes,
            agenda=agenda,
        )

    return suggest


@pytest.fixture
def agree(propose: Callable[..., Any], ana: Any) -> Callable[..., Any]:
    """agree(hours=2) is a session on which both agree."""

    def settle(**away: Any) -> Any:
        return actions.accept_session(propose(**away), by=ana)

    return settle
