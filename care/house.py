"""The house: one warm voice that staff sign, so that a change of person confuses nobody."""

from django.db.models import QuerySet

from care.models import Signing, Welcome
from people.models import Person, Role
from realtime.later import later as _

# Said until staff write words of their own.
FIRST_WELCOME = _(
    "Hello, and welcome. It can take some courage to come in.\n\n"
    "There is nothing you have to do here. You can read for as long as you like. "
    "When you want to, say hello. Or press “I hear you” under a message.\n\n"
    "We keep this place kind. If anything feels wrong, tell us with the menu beside "
    "a message. If you need help today, press “I need urgent help” at the top."
)


def host() -> Person | None:
    return Person.objects.filter(role=Role.HOST).first()


def welcome_words() -> str:
    """What the house says to somebody who comes in now."""
    newest = Welcome.objects.first()
    return newest.words if newest else FIRST_WELCOME


def said_lately() -> QuerySet[Signing]:
    """The newest words of the house, each with who signed them; for staff."""
    signed = Signing.objects.select_related("signer", "message__room")
    return signed.order_by("-pk")[:30]
