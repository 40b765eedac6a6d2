"""Faults of the vocabulary as a whole: rows that can never count because another says the same, lists that no rule knows."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from auditor.expression import compiled
from auditor.lexicon import Lexicon
from auditor.meaning import NO_WORD, broken, is_expression
from auditor.rule import Rule, Text
from auditor.rulebook.form import LexiconFile
from auditor.rulebook.tree import Key

_TWICE = Text("{0} 写了两次，另一处是 {1}；只写一次", "{0} is given twice, first at {1}; once is enough")
_UNUSED = Text("没有规则用到词表 {0}；是不是 {1}？", "no rule uses the word list {0}; did you mean {1}?")
_NEAR = 0.75
_SHAPES = {"complements": 2, "rest-pairs": 3}
"""The lists whose rows have so many members."""
_EXPRESSIONS = frozenset({"rest-pairs"})
"""The lists whose members are regular expressions."""
_PARTS = Text("{0} 应有 {1} 项，用斜杠隔开", "{0} must have {1} members, with strokes between them")


def repeated(said: LexiconFile, place: str, seen: dict[tuple[str, str], str]) -> Iterator[tuple[Key, Text]]:
    """The words that stand twice in a section, or in a list; of the two only the first counts.

    Args:
        said: one file.
        place: how a message names the file.
        seen: what the earlier files of the same folder have, by section and word; this file's is added.
    """
    for section, word, key in _words(said):
        if (section, word) in seen:
            yield key, _TWICE.filled(word, seen[section, word])
        else:
            seen[section, word] = place


def _words(said: LexiconFile) -> Iterator[tuple[str, str, Key]]:
    for n, family in enumerate(said.units):
        yield from (("units", unit, ("units", n, "units", unit)) for unit in family.units)
    for n, hedge in enumerate(said.hedges):
        for where in ("prefix", "inner", "suffix"):
            yield from ((f"hedges.{where}", word, ("hedges", n, where, at)) for at, word in enumerate(getattr(hedge, where)))
    yield from (("rates", family.name, ("rates", n, "name")) for n, family in enumerate(said.rates))
    for name, words in said.words.items():
        yield from ((f"words.{name}", word, ("words", name, at)) for at, word in enumerate(words))


def misshapen(said: LexiconFile) -> Iterator[tuple[Key, Text]]:
    """The rows that are not what their list is of: words, pairs of words, expressions."""
    import regex

    for name, rows in said.words.items():
        for at, row in enumerate(rows):
            if name in _SHAPES and row.count("/") != _SHAPES[name] - 1:
                yield ("words", name, at), _PARTS.filled(row, _SHAPES[name])
            if name not in _EXPRESSIONS and is_expression(row):
                yield ("words", name, at), NO_WORD.filled(row)
            try:
                _ = [compiled(part) for part in row.split("/") if name in _EXPRESSIONS]
            except (regex.error, RecursionError) as error:
                yield ("words", name, at), broken(error)


def unused(said: LexiconFile, shipped: Lexicon, rules: Iterable[Rule]) -> Iterator[tuple[Key, Text]]:
    """The lists that no rule names and that are called nearly as a list that is there: their names are misspelt."""
    named = [repr(rule.params) for rule in rules]
    for name in said.words:
        near = difflib.get_close_matches(name, sorted(shipped.words), 1, _NEAR)
        if near and near != [name] and not any(f"{{@{name}}}" in params or f"'{name}'" in params for params in named):
            yield ("words", name), _UNUSED.filled(name, near[0])
