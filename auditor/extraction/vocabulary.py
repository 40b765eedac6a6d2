"""The lexicon prepared for reading: units and hedges by longest match at a position of folded text.

Owns which word stands at a place; what a hedge does to a number is `hedging`'s, and where a word may stand is its callers'.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from auditor.extraction.compounds import is_continued, is_preceded
from auditor.lexicon import HedgeWord, Lexicon
from auditor.model import Hedge, MentionKind
from auditor.record import record
from auditor.text import fold

_PROPORTIONS = (
    ("%", MentionKind.PERCENT, "1"),
    ("‰", MentionKind.PERMILLE, "1"),
    ("成", MentionKind.PERCENT, "10"),
    ("个百分点", MentionKind.POINTS, "1"),
    ("百分点", MentionKind.POINTS, "1"),
    ("个千分点", MentionKind.POINTS, "1"),
    ("个基点", MentionKind.POINTS, "1/100"),
    ("基点", MentionKind.POINTS, "1/100"),
    ("倍", MentionKind.MULTIPLE, "1"),
)
_DURATIONS = frozenset({"duration", "duration-months", "duration-working"})


@record(frozen=True)
class Unit:
    """A unit as printed; `factor` base units are in one of it."""

    text: str
    kind: MentionKind
    dimension: str = ""
    factor: Fraction = Fraction(1)

    @property
    def is_duration(self) -> bool:
        """Whether it measures time."""
        return self.dimension in _DURATIONS


NO_UNIT = Unit("", MentionKind.COUNT)


class Vocabulary:
    """All units and hedges of a lexicon, ready to be looked up; all words folded."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._said = _said(lexicon)
        self._units: dict[str, Unit] = {}
        self._unit_lengths = _lengths(self._said)
        self._prefixes = _senses(lexicon.hedges, "prefix")
        self._inner = _senses(lexicon.hedges, "inner")
        self._suffixes = _senses(lexicon.hedges, "suffix")
        self._prefix_lengths = sorted({len(word) for word in self._prefixes}, reverse=True)
        self._suffix_lengths = _lengths(self._suffixes)

    def unit_at(self, text: str, start: int) -> Unit | None:
        """The longest unit that begins at `start` and is not the beginning of a longer word; `None` where there is none."""
        for length in self._unit_lengths.get(text[start : start + 1], ()):
            word = text[start : start + length]
            if word in self._said and not is_continued(word, text, start + length) and not _cut_latin(word, text, start + length):
                return self._unit(word)
        return None

    def _unit(self, word: str) -> Unit:
        """A unit, made when a text first has it: few texts have many."""
        if word not in self._units:
            kind, dimension, size = self._said[word]
            self._units[word] = Unit(word, MentionKind(kind), dimension, _exact_size(size))
        return self._units[word]

    def prefix_before(self, text: str, end: int, floor: int) -> Hedge | None:
        """The longest hedge that ends at `end` and begins at `floor` or later."""
        for length in self._prefix_lengths:
            start = end - length
            word = text[max(start, 0) : end]
            if start >= floor and word in self._prefixes and not is_preceded(word, text, start):
                return Hedge(word, self._prefixes[word], "prefix", start, end)
        return None

    def inner_at(self, text: str, start: int) -> Hedge | None:
        """The hedge of one character, 余 or 多, at `start`."""
        char = text[start : start + 1]
        return Hedge(char, self._inner[char], "inner", start, start + 1) if char in self._inner else None

    def suffix_at(self, text: str, start: int) -> Hedge | None:
        """The longest hedge that begins at `start`."""
        for length in self._suffix_lengths.get(text[start : start + 1], ()):
            word = text[start : start + length]
            if word in self._suffixes and not is_continued(word, text, start + length):
                return Hedge(word, self._suffixes[word], "suffix", start, start + length)
        return None


def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary of a lexicon, built once for as long as the same lexicon is in use."""
    if not _latest or _latest[0][0] is not lexicon:
        _latest[:] = [(lexicon, Vocabulary(lexicon))]
    return _latest[0][1]


_latest: list[tuple[Lexicon, Vocabulary]] = []


def _said(lexicon: Lexicon) -> dict[str, tuple[str, str, str]]:
    """What there is to say of each unit: its kind, its dimension and its size."""
    said = {text: (kind.value, kind.value, size) for text, kind, size in _PROPORTIONS}
    for family in lexicon.units:
        for text, size in family.units.items():
            said.setdefault(fold(text), (family.kind, family.dimension, str(size)))
    return said


def _exact_size(size: str) -> Fraction:
    """The size of a unit; one written with seven decimals after a whole part, as no decimal is exact, is the simple fraction next to it."""
    value = Fraction(size)
    return value.limit_denominator(1000) if value > 1 and value.denominator > 1_000_000 else value


def _senses(hedges: tuple[HedgeWord, ...], position: str) -> dict[str, str]:
    return {fold(word): hedge.sense for hedge in reversed(hedges) for word in getattr(hedge, position)}


def _lengths(words: Iterable[str]) -> dict[str, list[int]]:
    """First character → lengths of the words that begin with it, longest first."""
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[0], set()).add(len(word))
    return {char: sorted(sizes, reverse=True) for char, sizes in lengths.items()}


def _cut_latin(word: str, text: str, end: int) -> bool:
    """Whether a Latin unit goes on as a longer token: the m of 5mm2x."""
    following = text[end : end + 1]
    return word[-1].isascii() and word[-1].isalpha() and following.isascii() and following.isalnum()
