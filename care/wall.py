"""Questions about the wall of help: what is on it, for whom, and what needs a check."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext

from care.wall_models import Service
from moderation import helplines
from moderation.helpline_models import Helpline
from people.models import Notice, Person, Role
from rooms.models import Room

HELPLINES_EVERY = timedelta(days=90)
# The same night has the same key, so that nobody is warned twice in it.
NIGHTS = uuid.UUID("0b5a2d3e-9c59-4d0f-8a0e-6c7a4d1f2b90")
# By the filter's name in the address: what it asks of an entry.
WAYS = {
    "online": [Service.Way.ONLINE, Service.Way.BOTH],
    "person": [Service.Way.PERSON, Service.Way.BOTH],
}


@dataclass(frozen=True)
class Wish:
    """What somebody looks for; what is empty asks for nothing."""

    reach: str = ""
    way: str = ""
    area: str = ""


def listed(wish: Wish | None = None) -> QuerySet[Service]:
    wish = wish or Wish()
    found = Service.objects.filter(state=Service.State.LISTED)
    if wish.reach in Service.Reach.values:
        found = found.filter(reach=wish.reach)
    if wish.way in WAYS:
        found = found.filter(way__in=WAYS[wish.way])
    if wish.area:
        found = found.filter(area__icontains=wish.area)
    return found


def of_room(room: Room) -> QuerySet[Service]:
    return listed().filter(rooms=room)


def suggested() -> QuerySet[Service]:
    waiting = Service.objects.filter(state=Service.State.SUGGESTED)
    return waiting.select_related("suggested_by").order_by("made_at")


def overdue(today: date) -> list[Service]:
    return [service for service in listed() if service.is_overdue(today)]


def overdue_lines(today: date) -> list[Helpline]:
    oldest = today - HELPLINES_EVERY
    lines = helplines.all_in_order()
    return [one for one in lines if one.checked_on is None or one.checked_on < oldest]


def pointing(name: str, phone: str, is_text: bool = False) -> str:
    """What a member says who points somebody to an entry: its name and how to reach it."""
    told = gettext("%(name)s might help. It is on our wall of help.")
    if phone and is_text:
        told = gettext(
            "%(name)s might help. Text %(phone)s. It is on our wall of help."
        )
    elif phone:
        told = gettext(
            "%(name)s might help. Call %(phone)s. It is on our wall of help."
        )
    return told % {"name": name, "phone": phone}


def who_is_warned() -> QuerySet[Person]:
    """Coordinators and leads, who keep the wall."""
    return Person.objects.filter(role__in=[Role.COORDINATOR, Role.LEAD], is_active=True)


def night_key(night: date, person: Person) -> uuid.UUID:
    return uuid.uuid5(NIGHTS, f"{night.isoformat()}:{person.pk}")


def not_warned_yet(night: date) -> list[Person]:
    """Keepers who have not been told in this night."""
    keys = {night_key(night, person): person for person in who_is_warned()}
    told = set(Notice.objects.filter(key__in=keys).values_list("key", flat=True))
    return [person for key, person in keys.items() if key not in told]
