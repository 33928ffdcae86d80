"""Another time for a session that is agreed: one asks, the other says yes or no."""

import logging
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_noop

from mentoring import scheduling
from mentoring.actions.agreeing import LONGEST_WORD
from mentoring.actions.checking import check_free, check_time, is_free
from mentoring.actions.saying import say_shortly
from mentoring.actions.settling import (
    refuse_ended,
    refuse_others,
    refuse_unless,
    settling_session,
    tell,
    tell_other,
)
from mentoring.models import OtherTime, Phase, Session
from mentoring.timing_models import TIME_FIELDS
from people.actions import Refused
from people.models import Person
from realtime.later import later as _
from realtime.writer import change

logger = logging.getLogger(__name__)
NEW_RULES = gettext_noop(
    "The clocks of %(place_name)s have new rules. Please look at your session."
)
NEW_RULES_MEET = gettext_noop(
    "The clocks of %(place_name)s have new rules. "
    "Two of your sessions now meet. Please look."
)


@change
def ask_other_time(
    session: Session,
    *,
    by: Person,
    starts_at: datetime,
    minutes: int,
    zone: str,
    word: str = "",
) -> OtherTime:
    """Until the other says yes, the time that was agreed stands; asking again replaces."""
    with settling_session(session) as found:
        refuse_others(found.mentorship, by)
        refuse_ended(found.mentorship)
        refuse_unless(found, Phase.AHEAD)
        wish = OtherTime(
            session=found, starts_at=starts_at, minutes=minutes, asked_by=by
        )
        wish.say_on(zone)
        check_time(wish)
        if (wish.starts_at, wish.minutes) == (found.starts_at, found.minutes):
            raise Refused(_("That is the time you have already."), "time")
        check_free(wish, found.mentorship.pair, but=found)
        _say(word, found, by)
        OtherTime.objects.filter(session=found).delete()
        wish.save()
        tell_other(
            found.mentorship,
            by,
            _("%(who)s asks for another time for a session.", who=by),
        )
    return wish


@change
def accept_other_time(session: Session, *, by: Person, word: str = "") -> Session:
    with settling_session(session) as found:
        asked = _asked(found, by)
        check_time(asked)
        check_free(asked, found.mentorship.pair, but=found)
        _say(word, found, by)
        _take(found, asked)
        asked.delete()
        tell_other(found.mentorship, by, _("%(who)s agrees to the other time.", who=by))
    return found


@change
def decline_other_time(session: Session, *, by: Person, word: str = "") -> Session:
    """The time that was agreed stands; who asked can take it back the same way."""
    with settling_session(session) as found:
        refuse_others(found.mentorship, by)
        refuse_unless(found, Phase.AHEAD)
        asked = OtherTime.objects.filter(session=found).first()
        if asked is not None:
            _say(word, found, by)
            asked.delete()
            words = _("%(who)s would like to keep the time you agreed.", who=by)
            tell_other(found.mentorship, by, words)
    return found


def _say(word: str, session: Session, by: Person) -> None:
    """A kind word, said in their thread."""
    room = session.mentorship.room
    say_shortly(room, word.strip(), by=by, field="word", most=LONGEST_WORD)


def _asked(session: Session, by: Person) -> OtherTime:
    refuse_others(session.mentorship, by)
    refuse_ended(session.mentorship)
    refuse_unless(session, Phase.AHEAD)
    asked = OtherTime.objects.filter(session=session).first()
    if asked is None:
        raise Refused(_("Nobody asks for another time now."))
    if asked.asked_by_id == by.pk:
        raise Refused(_("You asked for this time. The other one answers."))
    return asked


def _take(session: Session, asked: OtherTime) -> None:
    session.take_time_of(asked)
    session.agreed_at, session.moves = timezone.now(), session.moves + 1
    session.save(update_fields=[*TIME_FIELDS, "agreed_at", "moves"])


@change
def keep_its_hour(session: Session) -> None:
    """A place has new rules for its clock: the session keeps the hour that was said."""
    with settling_session(session) as found:
        starts_at = found.starts_by_its_clock()
        is_ahead = found.phase(timezone.now()) in {Phase.AHEAD, Phase.PROPOSED}
        if starts_at == found.starts_at or not is_ahead:
            return
        found.starts_at, found.moves = starts_at, found.moves + 1
        found.save(update_fields=["starts_at", "moves"])
        logger.info("session %s moved with the rules of its clock", found.pk)
        words = NEW_RULES
        if not is_free(found, found.mentorship.pair, but=found):
            words = NEW_RULES_MEET
        place_name = scheduling.place_name(found.zone)
        for person in found.mentorship.pair:
            tell(found.mentorship, person, _(words, place_name=place_name))
