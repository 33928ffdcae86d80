"""What screening answers: a verdict on one text, made of findings."""

from dataclasses import dataclass

SEVERITIES = ("none", "note", "yellow", "amber", "red")
CONCERNS = (
    "suicide",
    "self_harm",
    "abuse",
    "child",
    "eating",
    "harm_to_others",
    "crisis",
    "exploitation",
    "rule_breaking",
    "worry_about_other",
)


# Found by rules, and hard for nobody to read.
LIGHT = frozenset({"rule_breaking"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's match; `text[start:end]` is what it matched, as written."""

    concern: str
    severity: str
    rule: str
    version: str
    start: int
    end: int
    reason: str

    @property
    def weight(self) -> int:
        return SEVERITIES.index(self.severity)


@dataclass(frozen=True, slots=True)
class Verdict:
    severity: str
    findings: tuple[Finding, ...]
    version: str

    @property
    def is_heavy(self) -> bool:
        """Whether somebody may rather not read this today, whatever it calls for."""
        return any(finding.concern not in LIGHT for finding in self.findings)
