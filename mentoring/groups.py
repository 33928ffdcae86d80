"""What a group session looks like to one reader, in their own time zone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from mentoring import group_access, scheduling
from mentoring.models import Group, Place
from people import clocks
from people.models import Person
from rooms.circles import MOST


@dataclass(frozen=True)
class GroupCard:
    group: Group
    when: str
    opens: str
    is_open: bool
    is_ahead: bool
    is_host: bool
    is_full: bool
    place: Place | None

    @property
    def name(self) -> str:
        return self.group.topic

    @property
    def starts_at(self) -> datetime:
        return self.group.starts_at

    @property
    def ends_at(self) -> datetime:
        return self.group.ends_at

    @property
    def state(self) -> str:
        return self.group.state

    @property
    def link(self) -> str:
        return reverse("group", args=[self.group.pk])

    @property
    def has_place(self) -> bool:
        return self.place is not None and self.place.state == Place.State.TAKEN

    @property
    def may_come(self) -> bool:
        return self.is_host or self.has_place

    @property
    def is_large(self) -> bool:
        return self.group.places > MOST


def group_cards(reader: Person, groups: Iterable[Group]) -> list[GroupCard]:
    return [group_card(reader, one) for one in groups]


def group_card(reader: Person, group: Group) -> GroupCard:
    now, here = timezone.now(), timezone.localtime
    taken = group.taken.filter(state=Place.State.TAKEN, is_helper=False).count()
    return GroupCard(
        group=group,
        when=scheduling.span(here(group.starts_at), here(group.ends_at), here(now)),
        opens=clocks.clock(here(group.opens_at)),
        is_open=group.is_open(now),
        is_ahead=group.is_ahead(now),
        is_host=group.host_id == reader.pk,
        is_full=taken >= group.places,
        place=group_access.place_of(reader, group),
    )
