"""A promise of answers is agreed: the mentee says yes, or asks for another day."""

from django.utils.translation import gettext_noop

from mentoring.actions.settling import refuse_ended, refuse_others, settling, tell_other
from mentoring.models import Mentorship, ReplyPromise
from people.actions import Refused
from people.models import Person
from people.said import said
from realtime.later import later as _
from realtime.writer import change

SUITS = gettext_noop("%(who)s is happy with the day you answer by.")
ANOTHER = gettext_noop("%(who)s asks if you could answer by another day.")


@change
def answer_promise(mentorship: Mentorship, yes: bool, *, by: Person) -> None:
    """Said once is enough: the mentor hears again only of another answer."""
    with settling(mentorship) as found:
        refuse_others(found, by)
        refuse_ended(found)
        if by.pk != found.mentee_id:
            raise Refused(_("Only the one who is supported says that."))
        promise = ReplyPromise.objects.filter(mentorship=found).first()
        if promise is not None and promise.suits is not yes:
            promise.suits = yes
            promise.save(update_fields=["suits"])
            tell_other(found, by, said(SUITS if yes else ANOTHER, who=by))
