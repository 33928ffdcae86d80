"""Consenting, answering one question at a time, and taking all of it back."""

import uuid

from django.urls import reverse
from django.utils import timezone

from evaluation.models import Answers, Consent, Measure, Quote
from people import standing
from people.actions import Refused, notify
from people.models import Person
from realtime.later import later as _
from realtime.writer import change

MOST_QUOTES = 50  # of one person: whoever reads them reads all
ENOUGH_WORDS = _("You have given us many words already. Thank you for them.")


@change
def give_consent(*, by: Person) -> None:
    Consent.objects.update_or_create(
        person=by, defaults={"given_at": timezone.now(), "withdrawn_at": None}
    )


@change
def withdraw_consent(*, by: Person) -> None:
    """Asked no more; what was answered is deleted with it."""
    Consent.objects.filter(person=by).update(withdrawn_at=timezone.now())
    Answers.objects.filter(person=by).delete()
    Quote.objects.filter(person=by).delete()


@change
def give_answer(
    measure: Measure, occasion: str, key: str, value: int | None, *, by: Person
) -> Answers:
    """One answer, kept at once; nothing means that it was skipped."""
    # Locked: nothing is answered while all of it is being deleted.
    agreed = Consent.objects.select_for_update().filter(person=by, withdrawn_at=None)
    if not agreed.first():
        raise Refused(_("You have not agreed to be asked, or took it back."))
    if Measure.objects.select_related("reader").get(pk=measure.pk).nobody_reads:
        raise Refused(_("We don’t ask this now. What you answered is kept."))
    item = measure.parsed.item(key)
    if item is None:
        raise Refused(_("This question is not there any more."))
    if value is not None and value not in dict(item.options):
        raise Refused(_("Choose one of the answers, or leave it out."))
    # Locked: two answers that come at once are both kept.
    answers, _made = Answers.objects.select_for_update().get_or_create(
        person=by, measure=measure, occasion=occasion
    )
    answers.given = {**answers.given, key: value}
    if {one.key for one in measure.parsed.items} <= answers.given.keys():
        _finish(answers)
    answers.save()
    return answers


def _finish(answers: Answers) -> None:
    answers.finished_at = answers.finished_at or timezone.now()
    reader, hours = answers.measure.reader, answers.measure.read_within_hours
    if reader is None:
        return
    key = uuid.uuid5(uuid.NAMESPACE_URL, f"answers:{answers.pk}")
    words = f"Answers wait for you. You read them within {hours} hours."
    link = reverse("answers_to_read")
    notify(reader, kind="answers", words=words, link=link, key=key)


@change
def keep_quote(words: str, may_be_shown: bool, *, by: Person) -> Quote:
    """Words of one's own; they are shown to nobody without the tick."""
    # Locked: the same words, sent twice, are kept once.
    standing.change(by)
    kept = by.quotes.filter(words=words).first()
    if kept is None:
        if by.quotes.count() >= MOST_QUOTES:
            raise Refused(ENOUGH_WORDS, "words")
        return Quote.objects.create(person=by, words=words, may_be_shown=may_be_shown)
    kept.may_be_shown = may_be_shown
    kept.save(update_fields=["may_be_shown"])
    return kept


@change
def take_back_quote(quote: int, *, by: Person) -> None:
    """One of one's own; the answers stay, and so do the other words."""
    by.quotes.filter(pk=quote).delete()


@change
def mark_read(answers: Answers, *, by: Person) -> None:
    if answers.measure.reader_id != by.pk:
        raise Refused("Somebody else is named to read these.")
    Answers.objects.filter(pk=answers.pk, read_at=None).update(read_at=timezone.now())
