"""What somebody typed about a flag that came too late: nothing of it is lost."""

from collections.abc import Mapping

from moderation.seconding_models import Known

# By the name of its field, in the order of the page.
NAMES = {
    "note": "Your note",
    "said": "What the author would read",
    "reason": "Your reason",
    "answer": "Your answer",
    "thoughts": "Thoughts",
    "plan": "A plan",
    "means": "Means",
    "when": "When",
    "others": "Anyone else at risk",
    "child": "A child at risk",
}


def typed_in(form: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each with its label, to be copied once the flag can be taken again."""
    known = dict(Known.choices)
    typed = [(label, form.get(name, "").strip()) for name, label in NAMES.items()]
    return [(label, known.get(text, text)) for label, text in typed if text]
