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
# Before these names where another form of the page brings them along.
ALONG = "decision-"


def typed_in(form: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each with its label; then what was begun of a decision beside it."""
    known = dict(Known.choices)
    names = [(ALONG * is_along + name, name) for is_along in (0, 1) for name in NAMES]
    typed = [(NAMES[name], form.get(sent, "").strip()) for sent, name in names]
    return [(label, known.get(text, text)) for label, text in typed if text]


def carried(form: Mapping[str, str]) -> dict[str, str]:
    """A decision begun and not kept, as it was typed, by whichever form it came.

    What is empty goes along: by its names the form to decide is known again.
    """
    along = {name: form[ALONG + name] for name in CARRIED if ALONG + name in form}
    itself = {name: form[name] for name in CARRIED if name in form and "said" in form}
    found = along or itself
    return found if any(found.values()) else {}
