"""Compiles the tables of rule files into one rule book, or says which line is wrong."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from moderation.screening.grammar import GrammarError, Phrase, choice
from moderation.screening.local import Local
from moderation.screening.pattern import Part
from moderation.screening.rulebook import Context, Rule, RuleBook, RulesError
from moderation.screening.source import (
    Source,
    check_context,
    check_rule,
    check_shape,
)
from moderation.screening.verdict import CONCERNS


class Compiler:
    """Turns the tables of all files into one rule book."""

    def __init__(
        self,
        sources: list[Source],
        local: Sequence[Local] = (),
        ordinary: frozenset[str] = frozenset(),
        common: tuple[str, ...] = (),
    ) -> None:
        self.ordinary, self.common = ordinary, common
        self.local = {rule.id: rule for rule in local}
        self.parsed = [(source, source.parsed()) for source in sources]
        for source, tables in self.parsed:
            check_shape(source, tables)
        self.lists = self._merged("lists")
        self.forms = {word: forms for word, (_, forms) in self._merged("forms").items()}
        self.parts: dict[str, Part] = {}
        self.open: list[str] = []

    def _merged(self, table: str) -> dict[str, tuple[Source, Any]]:
        return {
            name: (source, value)
            for source, tables in self.parsed
            for name, value in tables.get(table, {}).items()
        }

    def compile(self, version: str) -> RuleBook:
        for name in self.lists:
            self._list(name)
        rules = tuple(self._rules())
        if not rules:
            raise RulesError(1, "there is not one rule here")
        idioms = [
            self._phrase(source, text)
            for source, idiom in self.entries("idiom")
            for text in self._texts(source, idiom, "phrases")
        ]
        return RuleBook(
            version=version,
            rules=rules,
            idioms=choice(idioms) if idioms else None,
            contexts=tuple(self._contexts()),
            spellings={k: v for k, (_, v) in self._merged("spellings").items()},
            hidden=self._words("hidden"),
            real=self._words("real"),
            weights=dict.fromkeys(self._words("common"), 20)
            | dict.fromkeys(self._words("commonest"), 200),
            closed=self._words("closed"),
            ordinary=self.ordinary,
            common=self.common,
        )

    def _words(self, table: str) -> frozenset[str]:
        texts = [tables.get(table, "") for _, tables in self.parsed]
        return frozenset(" ".join(texts).split())

    def entries(self, table: str) -> Iterator[tuple[Source, dict[str, Any]]]:
        for source, tables in self.parsed:
            for entry in tables.get(table, []):
                yield source, {"concern": tables.get("concern"), **entry}

    def _rules(self) -> Iterator[Rule]:
        seen: set[str] = set()
        for source, entry in self.entries("rule"):
            name = str(entry.get("id", ""))
            check_rule(source, entry, name, seen)
            seen.add(name)
            if name in self.local:
                continue
            texts = self._texts(source, entry, "phrases")
            yield Rule(
                id=name,
                concern=entry["concern"],
                severity=entry["severity"],
                reason=entry["reason"],
                phrases=tuple(self._phrase(source, text) for text in texts),
                steady=bool(entry.get("steady", False)),
                firm=bool(entry.get("firm", False)),
            )
        for rule in self.local.values():
            if not rule.retired:
                yield self._local_rule(rule)

    def _local_rule(self, rule: Local) -> Rule:
        try:
            phrases = tuple(self._local_phrase(text) for text in rule.phrases)
        except RulesError as problem:
            raise RulesError(rule.line, f"{rule.id!r}: {problem.reason}") from None
        return Rule(
            rule.id,
            rule.concern,
            rule.severity,
            rule.reason,
            phrases,
            rule.steady,
            firm=True,
        )

    def _local_phrase(self, text: str) -> Part:
        return self._phrase(Source(f"“{text}”", ""), text)

    def _contexts(self) -> Iterator[Context]:
        for source, entry in self.entries("context"):
            name = str(entry.get("name", ""))
            check_context(source, entry, name)
            yield Context(
                name=name,
                **{
                    side: self._optional(source, entry, side)
                    for side in ("before", "after", "near", "unless")
                },
                only=frozenset(entry.get("only", CONCERNS)),
                by=int(entry.get("by", 0)),
                to=entry.get("to"),
                concern=entry.get("concern"),
                reason=entry["reason"],
                least=entry.get("least", "note"),
            )

    def _optional(
        self, source: Source, entry: Mapping[str, Any], side: str
    ) -> Part | None:
        if side not in entry:
            return None
        texts = self._texts(source, entry, side)
        return choice([self._phrase(source, text) for text in texts])

    def _texts(self, source: Source, entry: Mapping[str, Any], key: str) -> list[str]:
        texts = entry.get(key)
        if not texts or not all(isinstance(text, str) for text in texts):
            name = str(entry.get("id", entry.get("name", key)))
            raise source.refusal(name, f"{name!r} needs a list of {key}")
        return list(texts)

    def _phrase(self, source: Source, text: str) -> Part:
        return self._read(source, text, f'"{text}"')

    def _list(self, name: str) -> Part:
        if name in self.parts:
            return self.parts[name]
        if name not in self.lists:
            raise GrammarError(f"there is no list called <{name}>")
        if name in self.open:
            raise GrammarError(f"the list <{name}> is made of itself")
        source, text = self.lists[name]
        self.open.append(name)
        self.parts[name] = self._read(source, str(text), f"{name} =")
        self.open.pop()
        return self.parts[name]

    def _read(self, source: Source, text: str, fragment: str) -> Part:
        find: Callable[[str], Part] = self._list
        try:
            part = Phrase(text, find, self.forms).read()
        except (GrammarError, RecursionError) as error:
            raise source.refusal(fragment, str(error)) from None
        if part.least == 0:
            raise source.refusal(fragment, "this would match nothing at all")
        return part
