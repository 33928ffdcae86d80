"""Lets go of people who left for good; safe to run twice, or in two places."""

from django.db.models import Exists, OuterRef

from moderation import anchors, flags
from people import access
from people import actions as people
from people.models import Person
from people.signals import person_left
from realtime.one_by_one import each


def let_people_go() -> None:
    """A week after they asked, and not while somebody still looks at what they wrote."""
    looked_at = flags.unresolved().filter(message__author=OuterRef("pk"))
    each(access.people_leaving().filter(~Exists(looked_at)), _let_go)


def _let_go(person: Person) -> None:
    if people.close_account(person):
        anchors.keep_leaving(anchors.mark_of(person))
        person_left.send(Person, person=person)
        people.forget_person(person)


def let_go_again() -> None:
    """Those whom a backup has brought back after they had left."""
    if left := anchors.left():
        here = Person.objects.filter(left_at=None)
        each((one for one in here if anchors.mark_of(one) in left), people.leave_again)
