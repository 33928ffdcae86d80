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
# Before their names where another form of the page takes them along; decision_form.js.
BEGUN = "begun-"


def typed_in(form: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each with its label, also of a decision that was taken along."""
    known = dict(Known.choices)
    named = [
        (label, before + name)
        for before in ("", BEGUN)
        for name, label in NAMES.items()
    ]
    typed = [(label, form.get(name, "").strip()) for label, name in named]
    return [(label, known.get(text, text)) for label, text in typed if text]


def carried(form: Mapping[str, str]) -> dict[str, str]:
    """A decision begun and not kept, as it was typed, by whichever form it came.

    What is empty goes along: by its names the form to decide is known again.
    """
    before = BEGUN if f"{BEGUN}said" in form else ""
    if f"{before}said" not in form:
        return {}
    found = {name: form[before + name] for name in CARRIED if before + name in form}
    return found if any(found.values()) else {}
