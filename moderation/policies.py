"""The policies there are, what each holds, and what counts now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from moderation.policy_models import Policy


@dataclass(frozen=True)
class Number:
    label: str
    default: int
    least: int
    most: int
    hint: str = ""


@dataclass(frozen=True)
class Words:
    label: str
    default: str
    hint: str = ""


@dataclass(frozen=True)
class Kind:
    """A policy that the lead can change: its title, what it is for, what it holds."""

    title: str
    lead: str
    terms: Mapping[str, Number | Words]


REVIEW = "1 on, 0 off. Needs a native reviewer."
DAYS_HINT = "Days. What is older goes, and cannot be brought back."
KINDS: Mapping[str, Kind] = {
    "levels": Kind(
        "What the levels mean",
        "What each level looks like and what one does, for everyone at the desk.",
        {
            "red": Words(
                "Red: now",
                "A plan, with means or a time. Something has begun. A child or somebody "
                "else is in danger.\nTake it with a buddy. Write to the author in "
                "private. Stay. Decide about 999 within 15 minutes.",
            ),
            "amber": Words(
                "Amber: soon",
                "Thoughts of suicide or self-harm now, with no plan. Much worse than "
                "before. Abuse told of, not going on now.\nAsk plainly. Say where help "
                "is. Agree when to speak again. Tell the lead this shift.",
            ),
            "yellow": Words(
                "Yellow: this shift",
                "In the past, or a way of speaking. No hope. Details of methods.\n"
                "Read what stands around it. Cover details of methods. Keep an eye on it.",
            ),
            "green": Words(
                "Green: today",
                "House rules, unkindness, selling, addresses.\nOrdinary moderation.",
            ),
        },
    ),
    "emergency": Kind(
        "Emergency steps",
        "If somebody may die or be hurt now. Moderators see them beside every flag.",
        {
            "steps": Words(
                "The steps",
                "1. If somebody may die or be hurt now, call 999. Don’t wait for anyone.\n"
                "2. Say what you know: the words, the time, any place. Say it is online.\n"
                "3. Write to the person in private. Stay with them if you can.\n"
                "4. Cover the message, and move the room on kindly.\n"
                "5. Tell the safeguarding lead. Write down what you did and when.",
                "One step a line, in the order to take them.",
            ),
        },
    ),
    "shifts": Kind(
        "Limits of a shift",
        "So that nobody carries too much. A red that nobody else can take is never "
        "refused to anyone.",
        {
            "reds": Number("Red flags in one shift", 3, 1, 20),
            "hours": Number("Hours in one shift", 4, 1, 12),
            "minutes": Number("Minutes of break after a red flag", 10, 0, 60),
        },
    ),
    "retention": Kind(
        "How long words are kept",
        "The clock erases what is older. Figures stay; words go. A shorter time "
        "counts after a day, so that a slip can be mended.",
        {
            "flags": Number(
                "Flags that were no concern", 90, 7, 3650,
                "Days after the decision. Their words and reasons go.",
            ),
            "concerns": Number(
                "Flags that were a concern", 2555, 90, 9125,
                "Days after the decision. Safeguarding asks for years: see your policy.",
            ),
            "rooms": Number("Messages in rooms", 365, 7, 3650, DAYS_HINT),
            "threads": Number(
                "Threads, after the mentorship has ended", 365, 7, 3650, DAYS_HINT
            ),
        },
    ),
    "conduct": Kind(
        "Contact details, links and repeats",
        "Green flags for what is no distress. Read them today. Only in threads is something held.",
        {
            "contacts": Number(
                "Contact details, links and “let’s move elsewhere”", 1, 0, 1,
                "1 on, 0 off. In threads, and from new members anywhere.",
            ),
            "holds": Number(
                "Hold contact details in threads", 1, 0, 1,
                "1 on, 0 off. A coordinator reads such a message before the other does.",
            ),
            "new_days": Number("Days for which a member is new", 7, 0, 90),
            "repeats": Number("The same words in ten minutes", 3, 0, 20, "Times. 0 is off."),
            "first": Number("First messages to read", 0, 0, 20, "Of each member. 0 is off."),
            "languages": Number(
                "Text in a language that no list reads", 1, 0, 1, "1 on, 0 off."
            ),
        },
    ),
    "languages": Kind(
        "Reading other languages",
        "Short starter lists. Each needs a native reviewer before it is turned on.",
        {
            "cy": Number("Welsh", 0, 0, 1, REVIEW),
            "pl": Number("Polish", 0, 0, 1, REVIEW),
            "ur": Number(
                "Urdu in Latin letters", 0, 0, 1, REVIEW
            ),
        },
    ),
    "safety": Kind(
        "Online Safety Act: what only you can say",
        "For the record that a review asks for. Say what is true, and where it is kept.",
        {
            "risks": Words(
                "Illegal content risk assessment (s.9): when, by whom, where kept",
                "Not written yet.",
            ),
            "children": Words(
                "Children’s access assessment (each year): when, result, where kept",
                "Not written yet.",
            ),
            "person": Words("Who answers for safety, by post", "Not written yet."),
            "code": Words(
                "Where you follow a code of practice, and where another way",
                "Not written yet.",
            ),
            "reviewed": Words(
                "When you last reviewed all this, and what you changed",
                "Not written yet.",
            ),
        },
    ),
    "reading": Kind(
        "Reading twice",
        "A second moderator reads some flags again without seeing the first decision.",
        {
            "percent": Number(
                "Of a hundred decided flags, how many are read again", 10, 0, 100
            ),
        },
    ),
}  # fmt: skip


def newest(name: str) -> Policy | None:
    return next(iter(versions(name)), None)


def versions(name: str) -> list[Policy]:
    """Every version with who set it, the newest first."""
    kept = Policy.objects.filter(name=name).select_related("by")
    return list(kept.order_by("-pk"))


def terms(name: str) -> dict[str, Any]:
    """What counts now; what was never set has its default."""
    now = Policy.objects.filter(name=name).order_by("-pk").first()
    set_ = now.terms if now else {}
    return {key: set_.get(key, term.default) for key, term in KINDS[name].terms.items()}


def number(name: str, term: str) -> int:
    return int(terms(name)[term])


def longest_of_a_day(name: str, term: str) -> int:
    """The largest that counted within the last day: for what cannot be brought back."""
    found = versions(name)
    cut = timezone.now() - timedelta(days=1)
    recent = [version for version in found if version.at > cut]
    earlier = found[len(recent) : len(recent) + 1]
    default = KINDS[name].terms[term].default
    counted = [version.terms.get(term, default) for version in [*recent, *earlier]]
    return max(int(days) for days in (counted if earlier else [*counted, default]))
