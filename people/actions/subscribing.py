"""Telling somebody on their own devices: which ones, of what, and the outbox."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from people.models import Person
from people.outbox_models import TRIED, is_due, is_from_ahead
from people.push_models import Kind, Push, Subscription
from realtime.plain_sql import listed, one_of, rows_of
from realtime.writer import change

MOST_DEVICES = 10
# Several things within a minute are one sound.
QUIET_FOR = timedelta(seconds=60)
# After this it says nothing that somebody would not see by themselves.
LASTS = {
    Kind.FLAGS: timedelta(minutes=30),
    Kind.SESSIONS: timedelta(hours=1),
    Kind.NOTICES: timedelta(hours=12),
}
MOST_TRIES = 5
# Longer than a try can take, waiting for its thread included.
FIRST_WAIT = timedelta(seconds=20)

# What a notice is told as; all others are just notices.
KIND_OF = {"page": Kind.FLAGS, "session": Kind.SESSIONS}


@change
def keep_subscription(
    person: Person,
    *,
    endpoint: str,
    public: str,
    auth: str,
    name: str,
    kinds: Collection[str],
) -> Subscription:
    """Tells a person on this browser from now on, and whoever was told on it no more."""
    chosen = {kind: kind in kinds and may_choose(person, kind) for kind in Kind.values}
    kept, is_new = Subscription.objects.update_or_create(
        endpoint=endpoint,
        defaults={"person": person, "public": public, "auth": auth, "name": name}
        | chosen,
    )
    if not is_new:
        kept.pushes.all().delete()
    _drop_oldest(person)
    return kept


def may_choose(person: Person, kind: str) -> bool:
    return kind != Kind.FLAGS or person.is_moderator


def _drop_oldest(person: Person) -> None:
    newest = person.subscriptions.order_by("-made_at", "-pk")
    older = list(newest.values_list("pk", flat=True)[MOST_DEVICES:])
    Subscription.objects.filter(pk__in=older).delete()


@change
def remove_subscription(person: Person, subscription_id: int) -> None:
    """Nothing more is told on it; one that is gone already stays gone."""
    Subscription.objects.filter(person=person, pk=subscription_id).delete()


def forget_devices(person: Person) -> None:
    """Part of a change after which no other device may speak to somebody."""
    Subscription.objects.filter(person=person).delete()


@change
def try_push(subscription: Subscription) -> None:
    """One word as if something waited, so that its owner sees what it looks like."""
    _put(subscription, Kind.NOTICES)


def with_devices(person_ids: Collection[int]) -> set[int]:
    """Who of these people is told anything on a device."""
    ids = listed(person_ids)
    found = rows_of(Subscription, ("id", "person_id"), one_of("person_id"), ids)
    return {one.person_id for one in found}


def queue_push(person_id: int, notice_kind: str) -> None:
    """Part of a change that gave somebody a notice: their devices are told that it waits."""
    kind = KIND_OF.get(notice_kind, Kind.NOTICES)
    for one in Subscription.objects.filter(Q((kind.value, True)), person=person_id):
        _put(one, kind)


def queue_push_for_later(person_id: int, notice_kind: str, at: datetime) -> None:
    """What came in quiet hours: one word when they end. A session would be old news."""
    if KIND_OF.get(notice_kind, Kind.NOTICES) == Kind.NOTICES:
        for one in Subscription.objects.filter(person=person_id, notices=True):
            Push.objects.get_or_create(
                subscription=one,
                kind=Kind.NOTICES,
                defaults={"made_at": at, "send_at": at},
            )


def forget_later_pushes(person_id: int) -> None:
    """All was looked at in the quiet hours: nothing waits when they end."""
    mine = Push.objects.filter(subscription__person=person_id, kind=Kind.NOTICES)
    mine.filter(_is_for_later()).delete()


def _is_for_later() -> Q:
    """Made for an hour that has not come; all others are made for when they were put."""
    return Q(made_at__gt=timezone.now() + QUIET_FOR)


def _put(subscription: Subscription, kind: Kind) -> None:
    now = timezone.now()
    told = subscription.told_at
    # A clock that was put back must keep nothing waiting for hours.
    send_at = max(now, told + QUIET_FOR) if told and told <= now else now
    # What may be told at once does not wait for what may not.
    subscription.pushes.filter(_is_for_later(), kind=kind).delete()
    Push.objects.update_or_create(
        subscription=subscription,
        kind=kind,
        defaults={"made_at": now},
        create_defaults={"made_at": now, "send_at": send_at},
    )


# --- The outbox


def due_pushes() -> QuerySet[Push]:
    """Only notices are ever made for an hour to come, when quiet hours end."""
    is_overtaken = is_from_ahead() & ~Q(kind=Kind.NOTICES)
    return Push.objects.filter(is_due() | is_overtaken)


@change
def take_pushes(most: int) -> list[Push]:
    """What is due, with a time after which another may try if this process dies."""
    rows = due_pushes().select_related("subscription__person")
    due = rows.order_by("pk").select_for_update(skip_locked=True, of=("self",))
    return [push for push in due[:most] if _still_wanted(push)]


def _still_wanted(push: Push) -> bool:
    person = push.subscription.person
    is_late = push.made_at + LASTS[Kind(push.kind)] < timezone.now()
    is_out = person.is_suspended() or person.is_away()
    is_over = is_late or push.tries >= MOST_TRIES or is_out
    if is_over or not may_choose(person, push.kind):
        push.delete()
        return False
    push.take(FIRST_WAIT)
    push.save(update_fields=TRIED)
    return True


@change
def push_sent(push: Push) -> None:
    """Done, unless something else has come to wait meanwhile: that is told after a pause."""
    now = timezone.now()
    Subscription.objects.filter(pk=push.subscription_id).update(told_at=now)
    mine = Push.objects.filter(pk=push.pk)
    if not mine.filter(made_at=push.made_at).delete()[0]:
        mine.update(send_at=now + QUIET_FOR, tries=0)


@change
def push_put_off(push: Push, seconds: int) -> None:
    """The push service asks for a longer pause than we would make."""
    least = timezone.now() + timedelta(seconds=seconds)
    Push.objects.filter(pk=push.pk, send_at__lt=least).update(send_at=least)


@change
def push_refused(push: Push) -> None:
    """The push service will never take this one; the next may be taken."""
    Push.objects.filter(pk=push.pk).delete()


@change
def subscription_gone(subscription_id: int) -> None:
    """Its browser has forgotten it, and so do we."""
    Subscription.objects.filter(pk=subscription_id).delete()
