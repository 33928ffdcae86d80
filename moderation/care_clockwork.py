"""What aftercare and put-off tellings need by time; safe to run twice, or in two places."""

from django.utils import timezone

from moderation import aftercare, machinery_clockwork
from moderation.actions import aftercare as actions
from moderation.envelope_models import Opening
from moderation.models import Flag, ThreadView
from realtime.one_by_one import each

REVIEW_DUE = "A telling that you put off is due. See it on the board."


def remember_witnesses() -> None:
    """Who has a room open while a red message stands there; for aftercare."""
    each(aftercare.standing_reds(), _remember_witnesses)


def _remember_witnesses(flag: Flag) -> None:
    seen = set(flag.witnesses.values_list("person", flat=True))
    if new := aftercare.present(flag) - seen:
        actions.keep_witnesses(flag, sorted(new))


def remind_of_reviews() -> None:
    """Somebody has not been told that they were read about, and its day has come."""
    today = timezone.localdate()
    is_due = {"told_at": None, "delay_review_on__lte": today}
    looks, openings = ThreadView.objects, Opening.objects
    if looks.filter(**is_due).exists() or openings.filter(**is_due).exists():
        machinery_clockwork.tell_leads(f"review:{today}", REVIEW_DUE)
