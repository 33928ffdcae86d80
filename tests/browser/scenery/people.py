"""People, and where they are told."""

from datetime import timedelta
from typing import Any

from django_otp.plugins.otp_totp.models import TOTPDevice

from moderation.helpline_actions import ensure_helplines
from moderation.helpline_models import Helpline
from people import actions
from people.actions import confirm_address, give_address, keep_subscription, register
from tests.browser.scenery.talk import PASSPHRASE


def first_day() -> dict[str, str]:
    """Nobody but staff yet: sol has no app on her phone, max has one."""
    ensure_helplines()
    register("sol", PASSPHRASE, role="lead", is_adult=True)
    moderator = register("max", PASSPHRASE, role="moderator", is_adult=True)
    register("ana", PASSPHRASE, role="peer", is_adult=True)
    TOTPDevice.objects.create(user=moderator, name="app")
    return {}


def people(cast: dict[str, Any]) -> dict[str, str]:
    actions.make_invitation(
        by=cast["cora"], note="Tuesday group", uses=5, lasts=timedelta(days=7)
    )
    out = actions.register("kim", PASSPHRASE, is_adult=True)
    actions.suspend_person(out, until=None, by=cast["sol"], reason="Sold things here.")
    return {
        "person": f"/people/{cast['ana'].pk}/",
        "words": f"/moderation/people/{cast['ana'].pk}/words/",
        "person_out": f"/people/{out.pk}/",
        "helpline": f"/help/lines/{Helpline.objects.all()[0].pk}/",
    }


def mailboxes(cast: dict[str, Any]) -> None:
    """ben is reminded by e-mail; mia was sent a code."""
    for alias in ("ben", "mia"):
        give_address(cast[alias], "a@example.org", "123456", by=cast[alias])
    confirm_address(cast["ben"], "123456", by=cast["ben"])


def devices(cast: dict[str, Any]) -> None:
    """max is told on two browsers, which are nowhere."""
    for name in ("Firefox on an Android phone", "Chrome on a Windows computer"):
        keep_subscription(
            cast["max"],
            endpoint=f"https://push.invalid/{name.partition(' ')[0]}",
            public="BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            auth="BTBZMqHH6r4Tts7J_aSIgg",
            name=name,
            kinds=["flags", "notices"],
        )
