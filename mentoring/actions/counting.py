"""Counting which promises of an answer were kept, while the words are still there."""

from mentoring import promises
from mentoring.models import ReplyPromise
from mentoring.promise_models import PromisedAnswer
from people.models import Person
from realtime.writer import change


def follow_days_away(mentor: Person) -> None:
    """At once, for an hour that is near; the caller has changed their days away."""
    held = ReplyPromise.objects.select_related("mentorship__mentor")
    own = held.filter(mentorship__mentor=mentor, mentorship__ended_at=None)
    for promise in own.select_for_update(of=("self",)).order_by("pk"):
        count_waiting(promise)


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
    _follow_days_away(promise)
    pair = promise.mentorship
    new = promises.heard().filter(room=pair.room_id, seq__gt=promise.counted)
    said = new.filter(heard_at__gt=promise.made_at).order_by("seq")
    last = promise.counted
    for seq, author, at in said.values_list("seq", "author", "heard_at"):
        last = seq or last
        waiting = PromisedAnswer.objects.filter(mentorship=pair, answered_at=None)
        if author == pair.mentor_id:
            waiting.update(answered_at=at)
        elif author == pair.mentee_id and not waiting.exists():
            due = promises.due(promise, at)
            PromisedAnswer.objects.create(mentorship=pair, since=at, due=due)
    if last > promise.counted:
        promise.counted = last
        promise.save(update_fields=["counted"])


def _forget_taken_back(promise: ReplyPromise) -> None:
    """Whoever took their words back waits for nothing; what broke before has broken."""
    pair = promise.mentorship
    for one in promises.not_yet_due().filter(mentorship=pair):
        said = promises.heard().filter(room=pair.room_id, author=pair.mentee_id)
        if not said.filter(heard_at__gte=one.since).exists():
            one.delete()


def _follow_days_away(promise: ReplyPromise) -> None:
    for one in promises.not_yet_due().filter(mentorship=promise.mentorship_id):
        one.due = promises.due_again(promise, one)
        one.save(update_fields=["due"])
