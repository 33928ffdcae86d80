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
# Of the form to decide: what it starts with once the flag is taken again.
CARRIED = ("outcome", "note", "minutes", "rule", "said", "reason", "stays")


def typed_in(form: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each with its label."""
    known = dict(Known.choices)
    typed = [(label, form.get(name, "").strip()) for name, label in NAMES.items()]
    return [(label, known.get(text, text)) for label, text in typed if text]


def carried(form: Mapping[str, str]) -> dict[str, str]:
    """A decision begun and not kept, as it was typed; of another form nothing.

    What is empty goes along: by its names the form is known again.
    """
    found = {name: form[name] for name in CARRIED if name in form and "said" in form}
    return found if any(found.values()) else {}
