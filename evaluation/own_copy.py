"""What somebody answered to our questions, in the words of the answers they chose."""

from collections.abc import Iterator

from evaluation.models import Answers, Quote
from people.models import Person
from people.own_copy import Line, Part, part
from realtime.later import later as _


def parts(person: Person) -> Iterator[Part]:
    given = Answers.objects.filter(person=person).select_related("measure")
    for answers in given.order_by("began_at"):
        yield from part(str(answers.get_occasion_display()), _lines(answers))
    quotes = Quote.objects.filter(person=person).order_by("at")
    yield from part(_("What you let us quote"), (Line(q.words, q.at) for q in quotes))


def _lines(answers: Answers) -> Iterator[Line]:
    """What was skipped has no answer."""
    for item in answers.measure.parsed.items:
        value = answers.given.get(item.key)
        if value is not None:
            chosen = dict(item.options).get(value, value)
            yield Line(f"{item.words} {chosen}", answers.began_at)
