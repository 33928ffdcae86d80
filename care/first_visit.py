"""The guided first visit: its steps in order, where somebody is, and what comes next."""

from care.models import FirstVisit
from people.models import Person, Role
from realtime.later import later as _

# The name of each step in its address, and what it is called.
STEPS = {
    "hello": _("Hello"),
    "rules": _("Our rules"),
    "ways": _("Your way of being here"),
    "try": _("Try it out"),
    "start": _("Start, or just listen"),
}
ORDER = list(STEPS)


def of(person: Person) -> FirstVisit | None:
    return FirstVisit.objects.filter(person=person).first()


def step_for(person: Person) -> str:
    """Where this person goes on; the beginning for whoever has not begun."""
    visit = of(person)
    return visit.step if visit and visit.step in STEPS else ORDER[0]


def after(step: str) -> str | None:
    """The next step; None after the last."""
    later = ORDER[ORDER.index(step) + 1 :]
    return later[0] if later else None


def before(step: str) -> str | None:
    at = ORDER.index(step)
    return ORDER[at - 1] if at else None


def is_offered(person: Person) -> bool:
    """To members in their first week, until they finish it or say no; never pressed."""
    visit = of(person)
    if visit is not None:
        return visit.finished_at is None
    return person.is_new and person.role == Role.PEER
