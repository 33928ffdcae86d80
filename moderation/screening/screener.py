"""Text in, verdict out: puts folding, reading, matching and weighing together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from moderation.screening.context import Match, moved, weigh
from moderation.screening.disguise import Disguises
from moderation.screening.gate import Entry, Gate
from moderation.screening.normalise import Folded, fold
from moderation.screening.pattern import Part, View, spans
from moderation.screening.rulebook import Context, Rule, RuleBook
from moderation.screening.verdict import SEVERITIES, Finding, Verdict
from moderation.screening.words import Reader, Sentence, view_of

MOST_PER_PHRASE = 2
MOST_FINDINGS = 12
NEGATED = "negated"


@dataclass(frozen=True, slots=True)
class Message:
    """One text, read: as letters, as words, and as places."""

    folded: Folded
    sentence: Sentence
    loose: View
    strict: View


class Screener:
    """Immutable once made, so that any number of threads may share one."""

    def __init__(self, book: RuleBook) -> None:
        self.version = book.version
        self._book = book
        self._negated = next((c for c in book.contexts if c.name == NEGATED), None)
        known = frozenset[str]().union(*(part.vocabulary for part in _parts(book)))
        known |= book.spellings.keys()
        self._reader = Reader(book.spellings, Disguises(book.hidden, known, book.real))
        self._gate = Gate(book.rules, book.weights, self._reader.written())
        self._clean = Verdict("none", (), book.version)

    def screen(self, text: str) -> Verdict:
        folded = fold(text)
        if not self._gate.passes(folded.text):
            return self._clean
        sentence = self._reader.read(folded)
        entries = list(self._gate.entries(frozenset(sentence.words)))
        if not entries:
            return self._clean
        view = view_of(sentence, folded.text)
        message = Message(folded, sentence, view, view.closed_to(self._book.closed))
        findings = _heaviest(self._findings(message, entries))
        if not findings:
            return self._clean
        heaviest = max(finding.weight for finding in findings)
        return Verdict(SEVERITIES[heaviest], findings, self.version)

    def _findings(
        self, message: Message, entries: Iterable[Entry]
    ) -> Iterator[Finding]:
        idioms: list[tuple[int, int]] | None = None
        for entry in entries:
            for match in self._matches(entry.rule, entry.phrase, message):
                if idioms is None:
                    idioms = self._idioms(message.loose)
                if any(f < match.last and match.first < t for f, t in idioms):
                    match = moved(match, IDIOM)
                yield self._finding(entry.rule, match, message)

    def _idioms(self, view: View) -> list[tuple[int, int]]:
        part = self._book.idioms
        return list(spans(part, view, MOST_FINDINGS)) if part else []

    def _matches(self, rule: Rule, phrase: Part, message: Message) -> Iterator[Match]:
        denied = list(spans(phrase, message.loose, MOST_PER_PHRASE))
        said = denied and list(spans(phrase, message.strict, MOST_PER_PHRASE))
        for first, last in said or denied:
            match = Match(
                first, last, rule.concern, rule.severity, (rule.reason,), rule.steady
            )
            match = weigh(match, self._book.contexts, message.strict)
            if not said and self._negated:
                match = moved(match, self._negated)
            yield match

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
