"""Standing: roles, suspensions, preferences and the end of a session."""

from datetime import datetime

from people import standing
from people.actions.refusal import Refused
from people.models import GIVEN_ROLES, Person, Role, RoleChange
from realtime import revocations
from realtime.writer import change

SUSPENDED = "Suspended."
TAKES_TWO = (
    "Keeping somebody out without an end takes two. Please choose a number of days. "
    "While they last, a different lead can make it without an end."
)
NEEDS_REASON = "Please say why. It is kept with the change."


@change
def change_role(person: Person, role: str, *, by: Person | None, reason: str) -> Person:
    """Gives a role; sockets are cut so that the new role holds at once."""
    if role not in GIVEN_ROLES:
        raise Refused("Please choose a role.", "role")
    if not reason.strip():
        raise Refused(NEEDS_REASON, "reason")
    _keep_a_lead(person, role)
    # As it is now: another lead may have changed it since it was shown.
    standing.change(person)
    person.refresh_from_db(fields=["role"])
    if person.role != role:
        person.role = role
        person.save(update_fields=["role"])
        _write_down(person, by, reason.strip())
        revocations.revoke(person.pk)
    return person


def _keep_a_lead(person: Person, role: str) -> None:
    if person.role != Role.LEAD or role == Role.LEAD:
        return
    leads = Person.objects.filter(role=Role.LEAD, is_active=True).order_by("pk")
    others = [lead for lead in leads.select_for_update() if lead.pk != person.pk]
    if all(lead.is_suspended() for lead in others):
        raise Refused(
            "Somebody must stay safeguarding lead. Choose another first.", "role"
        )


@change
def suspend_person(
    person: Person, *, until: datetime | None, by: Person, reason: str
) -> None:
    """Keeps someone out until then; with no time given, until they are reinstated."""
    _keep_a_lead(person, Role.PEER)
    standing.change(person)
    person.is_active = until is not None
    person.suspended_until = until
    person.save(update_fields=["is_active", "suspended_until"])
    _write_down(person, by, f"{SUSPENDED} {reason}")
    revocations.revoke(person.pk)


@change
def keep_out_for_good(person: Person, *, by: Person, reason: str) -> None:
    """Takes two: somebody else keeps them out already, for a time."""
    first = _who_keeps_out(person)
    if first is None or first == by.pk:
        raise Refused(TAKES_TWO, "days")
    suspend_person(person, until=None, by=by, reason=reason)


def _who_keeps_out(person: Person) -> int | None:
    standing.change(person)
    if not Person.objects.get(pk=person.pk).is_suspended():
        return None
    made = RoleChange.objects.filter(person=person, reason__startswith=SUSPENDED)
    return made.order_by("-pk").values_list("by", flat=True).first()


@change
def reinstate_person(person: Person, *, by: Person, reason: str) -> None:
    person.is_active = True
    person.suspended_until = None
    person.save(update_fields=["is_active", "suspended_until"])
    _write_down(person, by, f"Reinstated. {reason}")


def _write_down(person: Person, by: Person | None, reason: str) -> None:
    RoleChange.objects.create(person=person, by=by, role=person.role, reason=reason)


@change
def change_preferences(person: Person, **preferences: str | bool) -> None:
    """What the form of settings asks for, and only what it asked for."""
    for name, value in preferences.items():
        setattr(person, name, value)
    person.save(update_fields=list(preferences))


@change
def end_session(person: Person, session_key: str) -> None:
    """Cuts the sockets of a session that has signed out."""
    revocations.revoke(person.pk, session=revocations.session_mark(session_key))
