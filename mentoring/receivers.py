"""What mentoring overhears: somebody who left or mentors no longer, and words in threads."""

from typing import Any

from mentoring.actions import end_mentorship, leaving, supporting
from mentoring.actions.delivering import note_released, note_unread
from mentoring.actions.hosting import stop_group
from mentoring.actions.keeping import end_drafts
from mentoring.actions.planning_groups import cancel_group
from mentoring.models import Group
from people.models import Person, Role, RoleChange
from rooms.models import Message
from rooms.posting import Posted


def settle_supports(instance: RoleChange, created: bool, **_: Any) -> None:
    """Who coordinates reads what mentors write to coordinators, and nobody else does."""
    if created:
        supporting.settle_supports(instance.person, instance.role)


def end_with_the_role(instance: RoleChange, created: bool, **_: Any) -> None:
    """Else a mentor made a peer would share a thread with another peer."""
    if created and instance.role != Role.MENTOR:
        given = instance.person.mentorships_given.filter(ended_at=None)
        for mentorship in given.select_related("mentor", "mentee", "room"):
            end_mentorship(mentorship, by=None)
        planned = Group.State.PLANNED
        for group in instance.person.groups_hosted.filter(state=planned):
            stop_group(group) if group.live_at else cancel_group(group, by=None)


def let_go(person: Person, **_: Any) -> None:
    leaving.forget_person(person)


def hear_threads(posted: list[Posted], **_: Any) -> None:
    """What was begun has been said. Locks no stream: moderation's come after this."""
    new = [p for p in posted if p.is_between_two and not p.message.edited_at]
    if new:
        end_drafts({(p.message.room_id, p.author.pk) for p in new if not p.is_beside})
        note_unread(new)


def hear_released(message: Message, **_: Any) -> None:
    """Held until somebody had looked: only now is there something to read."""
    note_released(message)
