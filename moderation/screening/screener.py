"""Text in, verdict out: puts folding, reading, matching and weighing together."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

from moderation.screening import manners
from moderation.screening.context import Match, moved, weigh
from moderation.screening.deadline import Deadline
from moderation.screening.disguise import Disguises
from moderation.screening.gate import ContextGate, Entry, Gate, Needs, Ways
from moderation.screening.likeness import Likeness
from moderation.screening.message import Message
from moderation.screening.pattern import Part, View, spans
from moderation.screening.rulebook import Context, Rule, RuleBook
from moderation.screening.skimming import Skimmer
from moderation.screening.verdict import SEVERITIES, Finding, Verdict
from moderation.screening.words import Reader

MOST_PER_PHRASE = 2
MOST_FINDINGS = 12
NEGATED = "negated"
NOTE, AMBER, RED = (SEVERITIES.index(level) for level in ("note", "amber", "red"))
# What a finding becomes where the whole message reads like everyday talk.
CALMED = {"red": "yellow", "amber": "note", "yellow": "note"}
UNTAUGHT = {"exploitation", "rule_breaking"}
CALM = "but the whole message reads like everyday talk"


class Screener:
    """Immutable once made, so that any number of threads may share one."""

    def __init__(self, book: RuleBook, likeness: Likeness | None = None) -> None:
        self.version = book.version
        self._likeness = likeness
        self._book = book
        self._negated = next((c for c in book.contexts if c.name == NEGATED), None)
        known = frozenset[str]().union(*(part.vocabulary for part in _parts(book)))
        known |= book.spellings.keys()
        disguises = Disguises(book.hidden, known, book.real | book.ordinary)
        self._reader = Reader(book.spellings, disguises, book.ordinary, book.common)
        self._skimmer = Skimmer(self._reader)
        self._gate = Gate(book.rules, book.weights)
        self._contexts = ContextGate(book.contexts, book.weights)
        sayings = book.idioms
        self._sayings = Ways(sayings, Needs(book.weights)) if sayings else None
        self._firm = frozenset(rule.id for rule in book.rules if rule.firm)
        self._clean = Verdict("none", (), book.version)

    def screen(self, text: str, seconds: float = math.inf) -> Verdict:
        """Raises TookTooLong where the rules would take more seconds than that."""
        message = self.read(text)
        entries = self._gate.entries(message.words)
        findings: tuple[Finding, ...] = ()
        if entries:
            findings = _heaviest(self._findings(message, entries, Deadline(seconds)))
        findings = self._calmed(message, findings)
        if found := self._second_reading(message, findings):
            findings = (*findings, found)
        if contact := manners.reach(text):
            findings = (*findings, replace(contact, version=self.version))
        if not findings:
            return self._clean
        heaviest = max(finding.weight for finding in findings)
        return Verdict(SEVERITIES[heaviest], findings, self.version)

    def read(self, text: str) -> Message:
        return Message(text, self._reader, self._skimmer)

    def words(self, text: str) -> list[str]:
        """The plain words of a text, to learn from."""
        return self.read(text).words

    def _calmed(
        self, message: Message, findings: tuple[Finding, ...]
    ) -> tuple[Finding, ...]:
        """A rule's phrase in plainly everyday talk becomes a note; a red one is still
        looked at."""
        if self._likeness is None or not any(f.weight > NOTE for f in findings):
            return findings
        if not self._likeness.is_calm(message.words, message.breaks):
            return findings
        return tuple(
            replace(f, severity=CALMED[f.severity], reason=f"{f.reason}; {CALM}")
            if f.severity in CALMED
            and f.concern not in UNTAUGHT
            and f.rule not in self._firm
            else f
            for f in findings
        )

    def _second_reading(
        self, message: Message, findings: tuple[Finding, ...]
    ) -> Finding | None:
        """What no rule found, or that it cannot wait; a stretch that a rule has read
        and lowered is left to the rule."""
        heaviest = max((finding.weight for finding in findings), default=0)
        if self._likeness is None or heaviest >= RED:
            return None
        least = "red" if heaviest >= AMBER else "yellow"
        like = self._likeness.of(message.words, message.breaks, least)
        if like is None:
            return None
        rule = Rule(
            f"reads_like.{like.concern}",
            like.concern,
            like.severity,
            "reads like what people write about this",
            (),
            False,
        )
        match = Match(
            like.first, like.last, like.concern, like.severity, (rule.reason,)
        )
        found = self._finding(rule, match, message)
        is_read = any(f.start < found.end and found.start < f.end for f in findings)
        return None if is_read and heaviest < AMBER else found

    def _findings(
        self, message: Message, entries: Iterable[Entry], deadline: Deadline
    ) -> Iterator[Finding]:
        loose, strict = message.view, message.view.closed_to(self._book.closed)
        matches: list[tuple[Rule, Match, bool]] = []
        for entry in entries:
            deadline.check()
            matches += self._matches(entry, loose, strict)
        if not matches:
            return
        contexts = self._contexts.passing(message.said)
        idioms = self._idioms(message)
        for rule, match, is_denied in matches:
            match = weigh(match, contexts, strict)
            if is_denied and self._negated:
                match = moved(match, self._negated)
            if any(first < match.last and match.first < last for first, last in idioms):
                match = moved(match, IDIOM)
            yield self._finding(rule, match, message)

    def _idioms(self, message: Message) -> list[tuple[int, int]]:
        part, ways = self._book.idioms, self._sayings
        if part is None or ways is None or not ways.may_stand(message.said):
            return []
        return list(spans(part, message.view, MOST_FINDINGS))

    def _matches(
        self, entry: Entry, loose: View, strict: View
    ) -> Iterator[tuple[Rule, Match, bool]]:
        """Where a phrase stands, and whether only with a "not" inside it."""
        rule = entry.rule
        denied = list(spans(entry.phrase, loose, MOST_PER_PHRASE))
        said = denied and list(spans(entry.phrase, strict, MOST_PER_PHRASE))
        for first, last in said or denied:
            reasons = (rule.reason,)
            match = Match(
                first, last, rule.concern, rule.severity, reasons, rule.steady
            )
            yield rule, match, not said

    def _finding(self, rule: Rule, match: Match, message: Message) -> Finding:
        sentence = message.sentence
        first = sentence.starts[match.first]
        last = sentence.ends[match.last - 1]
        start, end = message.folded.original_span(first, last)
        return Finding(
            concern=match.concern,
            severity=match.severity,
            rule=rule.id,
            version=self.version,
            start=start,
            end=end,
            reason="; ".join(match.reasons),
        )


IDIOM = Context(
    name="idiom",
    before=None,
    after=None,
    near=None,
    unless=None,
    only=frozenset(),
    by=0,
    to="note",
    concern=None,
    reason="but this is usually a figure of speech",
)


def _parts(book: RuleBook) -> Iterator[Part]:
    for rule in book.rules:
        yield from rule.phrases
    for context in book.contexts:
        sides = (context.before, context.after, context.near, context.unless)
        yield from filter(None, sides)
    if book.idioms:
        yield book.idioms


def _heaviest(findings: Iterator[Finding]) -> tuple[Finding, ...]:
    """The heaviest reading of each stretch of text, in the order it was written."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (-f.weight, f.start, -f.end)):
        if len(kept) == MOST_FINDINGS:
            break
        if not any(
            finding.concern == other.concern
            and finding.start < other.end
            and other.start < finding.end
            for other in kept
        ):
            kept.append(finding)
    return tuple(sorted(kept, key=lambda f: (f.start, f.end)))
