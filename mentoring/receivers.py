"""What mentoring overhears: a mentor who is one no longer has no mentees."""

from typing import Any

from mentoring.actions import end_mentorship
from people.models import Role, RoleChange


def end_with_the_role(instance: RoleChange, created: bool, **_: Any) -> None:
    """Else a mentor made a peer would share a thread with another peer."""
    if created and instance.role != Role.MENTOR:
        given = instance.person.mentorships_given.filter(ended_at=None)
        for mentorship in given.select_related("mentor", "mentee", "room"):
            end_mentorship(mentorship, by=None)
