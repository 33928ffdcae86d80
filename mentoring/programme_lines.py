"""The lines of the programme's page: what to look at today, who waits, the volunteers."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from mentoring import in_order, live_access, pairing_access, taking_on, waiting
from mentoring import programme_access as access
from mentoring.models import Match, Requirement, Volunteer
from people.models import Person

# In this order: whoever needs a coordinator comes before whoever is all right.
NEW, RENEW, NOT_NOW = "New", "Something to renew", "Away, or can take nobody now"
ROOM, FULL, NO_MORE = "With room for somebody", "With no room now", "No mentor now"
GROUPS = (NEW, RENEW, NOT_NOW, ROOM, FULL, NO_MORE)


@dataclass(frozen=True)
class ToLookAt:
    """Something that waits for a coordinator, and where they see to it."""

    words: str
    more: str
    url: str


@dataclass(frozen=True)
class VolunteerLine:
    volunteer: Volunteer
    words: str


def to_look_at(coordinator: Person) -> list[ToLookAt]:
    """Worries stand above these, and are not among them."""
    lines = [
        ToLookAt(
            f"{one.mentorship.mentee} would like another mentor",
            f"Asked on {date_format(timezone.localtime(one.made_at), 'l j F')}. "
            f"Their mentor is {one.mentorship.mentor}.",
            reverse("pair") + "#pairs",
        )
        for one in pairing_access.wished_changes(coordinator)
    ]
    live = reverse("live_sessions")
    if live_access.groups_without_host(coordinator).exists():
        lines.append(ToLookAt("A group lost its host", "See which, and who can.", live))
    if live_access.missed_by_both(coordinator).exists():
        more = "Both were told kindly. You could ask how they are."
        lines.append(ToLookAt("Nobody came to a session", more, f"{live}#missed"))
    offered = Volunteer.State.OFFERED
    if access.volunteers_for(coordinator).filter(state=offered).exists():
        more, url = "See who is in order.", reverse("approve_several")
        lines.append(ToLookAt("Somebody offers to be a mentor", more, url))
    return lines


def requests_of(coordinator: Person) -> list[dict[str, Any]]:
    """Who waits, longest first."""
    since = timezone.now() - waiting.LONG_WAIT
    return [
        {
            "request": one,
            "is_long": one.asked_at <= since,
            "asked": next(
                (m for m in one.matches.all() if m.state in Match.OPEN), None
            ),
        }
        for one in access.requests_for(coordinator)
    ]


def volunteers_of(coordinator: Person) -> list[tuple[str, list[VolunteerLine]]]:
    """By what they need of a coordinator; a group that has nobody is left out."""
    today = timezone.localdate()
    asked = in_order.asked_of_mentors()
    places = {mentor.person: mentor.places for mentor in waiting.mentors()}
    groups: dict[str, list[VolunteerLine]] = {name: [] for name in GROUPS}
    for one in access.volunteers_for(coordinator):
        lacking = in_order.missing(one, today, asked)
        why_nobody = taking_on.why_nobody(one, today, asked)
        group = _group_of(one, lacking, why_nobody, places.get(one.person_id, 0))
        words = {NO_MORE: f"{one.get_state_display()}.", NOT_NOW: why_nobody}
        if group in {NEW, RENEW}:
            words[group] = _words_of(lacking)
        groups[group].append(VolunteerLine(one, words.get(group, "")))
    return [(name, lines) for name, lines in groups.items() if lines]


def _group_of(
    one: Volunteer, lacking: list[Requirement], why_nobody: str, places: int
) -> str:
    if one.state != Volunteer.State.APPROVED:
        return NEW if one.state == Volunteer.State.OFFERED else NO_MORE
    if lacking:
        return RENEW
    if why_nobody:
        return NOT_NOW
    return ROOM if places else FULL


def _words_of(lacking: list[Requirement]) -> str:
    names = ", ".join(one.name for one in lacking)
    return f"Not in order: {names}." if names else "Everything is in order."
