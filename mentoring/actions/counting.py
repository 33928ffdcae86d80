"""Counting which promises of an answer were kept, while the words are still there."""

from django.utils import timezone

from mentoring import promising
from mentoring.models import ReplyPromise
from mentoring.promise_models import PromisedAnswer
from people.rest import zone_of
from realtime.writer import change
from rooms.models import Message


@change
def count_answers(promise: ReplyPromise) -> None:
    """Goes on from the last message that was counted; safe to run twice."""
    promises = ReplyPromise.objects.select_related("mentorship__mentor")
    held = promises.select_for_update(of=("self",)).filter(mentorship__ended_at=None)
    found = held.filter(pk=promise.pk).first()
    if found is not None:
        count_waiting(found)


def count_waiting(promise: ReplyPromise) -> None:
    """Writes down what waits, and until when; the caller holds the promise."""
    _forget_taken_back(promise)
    pair = promise.mentorship
    new = Message.objects.filter(room=pair.room_id, seq__gt=promise.counted)
    said = new.filter(at__gt=promise.made_at).exclude(state=Message.State.TAKEN_BACK)
    last = promise.counted
    for seq, author, at in said.order_by("seq").values_list("seq", "author", "at"):
        last = seq or last
        waiting = PromisedAnswer.objects.filter(mentorship=pair, answered_at=None)
        if author == pair.mentor_id:
            waiting.update(answered_at=at)
        elif author == pair.mentee_id and not waiting.exists():
            due = promising.due(at, promise.weekday, promise.by, zone_of(pair.mentor))
            PromisedAnswer.objects.create(mentorship=pair, since=at, due=due)
    if last > promise.counted:
        promise.counted = last
        promise.save(update_fields=["counted"])


def _forget_taken_back(promise: ReplyPromise) -> None:
    """Whoever took their words back waits for nothing; what broke before has broken."""
    pair = promise.mentorship
    waiting = PromisedAnswer.objects.filter(mentorship=pair, answered_at=None)
    for one in waiting.filter(due__gt=timezone.now()):
        said = Message.objects.filter(
            room=pair.room_id, author=pair.mentee_id, at__gte=one.since
        )
        if not said.exclude(state=Message.State.TAKEN_BACK).exists():
            one.delete()
