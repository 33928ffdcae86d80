"""An entry of the wall of help, and one that waits."""

import pytest
from django.utils import timezone

from care.actions import wall
from care.wall_models import Service

ENTRY = {
    "name": "Sea Walk",
    "what": "A walk for anybody.",
    "reach": "local",
    "way": "person",
    "area": "Seahaven",
    "how": "At the pier.",
    "phone": "01632 960001",
    "web": "",
    "hours": "Sundays, 11am",
}


@pytest.fixture
def service(cora, room):
    words = ENTRY | {"check_every": 90, "rooms": [room]}
    return wall.keep_service(
        Service(), by=cora, words=words, checked_on=timezone.localdate()
    )


@pytest.fixture
def suggestion(ana, cora):
    return wall.suggest_service(by=ana, words=dict(ENTRY))
