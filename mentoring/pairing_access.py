"""The door of coordinators to pairs: that they exist, never what they write."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from mentoring.ending_models import ChangeOfMentor
from mentoring.models import Mentorship
from people.aliases import alias_key
from people.models import Person, Role


def mentors_for(coordinator: Person) -> QuerySet[Person]:
    """Who can be given a mentee."""
    _refuse_others(coordinator)
    return Person.objects.filter(role=Role.MENTOR, is_active=True).order_by("alias_key")


def current_pairs(coordinator: Person, alias: str = "") -> QuerySet[Mentorship]:
    """That pairs exist and how their sessions stand; never what they write.

    Of either alias, and first where a change of mentor is open.
    """
    _refuse_others(coordinator)
    looks = alias_key(alias)
    either = Q(mentor__alias_key__contains=looks) | Q(mentee__alias_key__contains=looks)
    is_open = Exists(_open_changes().filter(mentorship=OuterRef("pk")))
    pairs = Mentorship.objects.filter(either, ended_at=None)
    pairs = pairs.order_by(is_open.desc(), "started_at", "pk")
    people = ("mentor", "mentee", "stands_in__instead_of__mentor")
    return pairs.select_related(*people).prefetch_related(
        "sessions", Prefetch("changes", _open_changes(), to_attr="open_changes")
    )


def pair_for(coordinator: Person, mentorship_id: int) -> Mentorship:
    _refuse_others(coordinator)
    return get_object_or_404(Mentorship, pk=mentorship_id)


def wished_changes(coordinator: Person) -> QuerySet[ChangeOfMentor]:
    """Who would like another mentor and is not asked about one yet, longest first."""
    _refuse_others(coordinator)
    found = ChangeOfMentor.objects.filter(state=ChangeOfMentor.State.WISHED)
    people = ("mentorship__mentor", "mentorship__mentee")
    return found.select_related(*people).order_by("made_at", "pk")


def change_to_settle(coordinator: Person, change_id: int) -> ChangeOfMentor:
    _refuse_others(coordinator)
    return get_object_or_404(_open_changes().filter(pk=change_id))


def _open_changes() -> QuerySet[ChangeOfMentor]:
    found = ChangeOfMentor.objects.filter(state__in=ChangeOfMentor.OPEN)
    return found.select_related("to")


def _refuse_others(coordinator: Person) -> None:
    if not coordinator.is_coordinator:
        raise Http404
