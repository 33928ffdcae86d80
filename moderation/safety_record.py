"""What the review of s.23 Online Safety Act asks for: each duty, what is done for it,
since when, and when somebody looked at it last. A start for an adviser, not advice."""

from dataclasses import dataclass

from moderation import policies, policy_reviews
from moderation.policy_reviews import Standing

NAME = "safety"


@dataclass(frozen=True)
class Measure:
    """One duty of the Act, and what stands for it here."""

    duty: str
    words: str
    shown_by: str


MEASURES = (
    Measure(
        "Illegal content: short time present, swift action (s.10)",
        "Every message is screened. Flags have clocks and climb until somebody takes them. "
        "Anybody can report in two taps. A moderator can cover a message at once.",
        "Targets, and how soon flags were looked at",
    ),
    Measure(
        "Reporting, complaints, appeals (s.20, s.21)",
        "Three doors to report. The author is told what was done and why. "
        "An appeal goes to a different person.",
        "Appeals, and how they ended",
    ),
    Measure(
        "Freedom of expression and privacy (s.22)",
        "The least restrictive step is offered first. People decide, not software. A look "
        "into a private thread needs a reason, and its two are told.",
        "Decisions by kind; the audit",
    ),
    Measure(
        "Moderation: people, targets, training (codes)",
        "Shifts with limits, breaks and buddies. Some flags are read by two people.",
        "Agreement between moderators; limits of a shift",
    ),
    Measure(
        "Records (s.23)",
        "Decisions, looks, roles and settings are in an audit that cannot be changed "
        "unseen. What we go by is kept in versions with review dates.",
        "The audit’s last number; versions",
    ),
)


def versions() -> list[Standing]:
    """What is in force, who set it and when it is looked at again."""
    return policy_reviews.standing()


def answers() -> list[tuple[str, str]]:
    """What only the charity can say, as the lead wrote it."""
    terms = policies.terms(NAME)
    return [(t.label, terms[key]) for key, t in policies.KINDS[NAME].terms.items()]
