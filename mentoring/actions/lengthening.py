"""A session that goes on for longer, where both would like it and both are free."""

from mentoring import scheduling
from mentoring.actions.checking import is_free
from mentoring.actions.settling import (
    refuse_others,
    refuse_unless,
    settling_session,
    tell_other,
)
from mentoring.models import Phase, Session
from people.actions import Refused
from people.models import Person
from realtime.later import later as _
from realtime.writer import change

LONGER = 15  # minutes


@change
def want_longer(session: Session, *, by: Person) -> Session:
    """Fifteen minutes more, once both would like them."""
    with settling_session(session) as found:
        refuse_others(found.mentorship, by)
        refuse_unless(found, Phase.LIVE)
        _refuse_if_impossible(found)
        if found.wants_longer_id == found.mentorship.other(by).pk:
            _lengthen(found, by)
        elif found.wants_longer_id is None:
            _ask(found, by)
    return found


@change
def end_as_planned(session: Session, *, by: Person) -> Session:
    """Takes one's own wish back; what both have wished for stands."""
    with settling_session(session) as found:
        refuse_others(found.mentorship, by)
        refuse_unless(found, Phase.LIVE)
        if found.wants_longer_id == by.pk:
            found.wants_longer = None
            found.save(update_fields=["wants_longer"])
            words = _("%(who)s would like to end as you planned.", who=by)
            tell_other(found.mentorship, by, words)
    return found


def _refuse_if_impossible(session: Session) -> None:
    """Looked at when one asks and when the other agrees; whose hour it is, is not said."""
    longer = Session(
        starts_at=session.starts_at, minutes=session.minutes + LONGER, pk=session.pk
    )
    if longer.minutes > scheduling.LONGEST_IN_ALL:
        raise Refused(
            _("This has been a long session. You can find another time together.")
        )
    if not is_free(longer, session.mentorship.pair, but=session):
        raise Refused(
            _(
                "One of you has something else after this. "
                "You can find another time together."
            )
        )


def _lengthen(session: Session, by: Person) -> None:
    session.minutes, session.wants_longer = session.minutes + LONGER, None
    session.save(update_fields=["minutes", "wants_longer"])
    words = _("Your session goes on %(longer)s minutes.", longer=LONGER)
    tell_other(session.mentorship, by, words)


def _ask(session: Session, by: Person) -> None:
    session.wants_longer = by
    session.save(update_fields=["wants_longer"])
    words = _(
        "%(who)s would like %(longer)s minutes more. Would you?", who=by, longer=LONGER
    )
    tell_other(session.mentorship, by, words)
