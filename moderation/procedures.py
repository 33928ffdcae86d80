"""The charity's own emergency steps, as the lead wrote them, beside every flag."""

from moderation import policies, policy_reviews

EMERGENCY = "emergency"


def shown() -> dict[str, object]:
    """The steps, and whether they still need a lead to look at them."""
    steps = policies.terms(EMERGENCY)["steps"].splitlines()
    standing = policy_reviews.standing_of(EMERGENCY)
    return {
        "steps": [step for step in steps if step.strip()],
        "procedure": standing.newest,
        "is_overdue": standing.is_due,
    }
