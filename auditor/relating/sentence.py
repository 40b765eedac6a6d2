"""Sentences in which every quantity and rank is one sign, so that templates can speak of numbers without knowing how they were printed.

「受理8081件，化解8075件，成功率99.93%」 becomes 「受理⟨count⟩,化解⟨count⟩,成功率⟨percent⟩」 where each ⟨…⟩ is a single private-use character; prefix and
suffix hedges belong to the sign.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import cached_property

from auditor.expression import expression
from auditor.model import QUANTITIES, Mention, MentionKind
from auditor.record import record

_FIRST_SIGN = 0xE000
SIGNS = {kind: chr(_FIRST_SIGN + order) for order, kind in enumerate(MentionKind)}
QUANTITY_SIGNS = "".join(SIGNS[kind] for kind in MentionKind if kind in QUANTITIES)
RATES = frozenset({MentionKind.PERCENT, MentionKind.PERMILLE})
RANKS = frozenset({MentionKind.RANK, MentionKind.ORDINAL})
_CLAUSE_MARKS = ",;:。()、“”"
# "(" and "】" — not "《"
_BRACKET = expression(r"[()\[\]〔〕【】]")
# Between the members of a list
_JOINT = expression(r"[、和及]{1,2}")
_BRACKETS = {"(": ")", "[": "]", "〔": "〕", "【": "】"}


@record(frozen=True)
class Sentence:
    """One sentence.

    `text` is folded, each mention one sign; `offsets[i]` is the document offset of `text[i]`; `mentions[k]` stands at `text[positions[k]]`;
    `groups[k]` is the innermost pair of brackets around it as (open, close) indices of `text`, or None outside all brackets.
    """

    text: str
    offsets: array[int]
    mentions: tuple[Mention, ...]
    positions: tuple[int, ...]
    groups: tuple[tuple[int, int] | None, ...]
    brackets: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: str, offsets: Sequence[int], mentions: Sequence[Mention], positions: Sequence[int]) -> Sentence:
        """A sentence whose brackets are found in its text."""
        brackets = tuple(_bracket_pairs(text))
        groups = tuple([_innermost(brackets, position) for position in positions]) if brackets else (None,) * len(positions)
        # A tuple would take forty bytes for every character of the document
        return cls(text, offsets if isinstance(offsets, array) else array("q", offsets), tuple(mentions), tuple(positions), groups, brackets)

    def at(self, position: int) -> Mention:
        """The mention whose sign stands at `text[position]`."""
        return self.mentions[self.orders[position]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the document of `text[start:end]`, which is not empty; a sign stands for its whole mention, hedges included."""
        low = self.at(start).outer_start if start in self.orders else self.offsets[start]
        high = self.at(end - 1).outer_end if end - 1 in self.orders else self.offsets[end - 1] + 1
        return low, high

    @cached_property
    def orders(self) -> dict[int, int]:
        """The ordinal of the mention at each place of `text` that is a sign."""
        return {position: order for order, position in enumerate(self.positions)}

    @cached_property
    def joined(self) -> dict[tuple[object, ...], object]:
        """The passages that it closes, by what they begin with: kept for `discourse.passage`, which many binders ask for the same."""
        return {}

    @cached_property
    def _clauses(self) -> dict[int, str]:
        """What `clause_before` has given: one binder after the other asks for it."""
        return {}

    def clause_before(self, order: int) -> str:
        """The words between a mention and the mark or mention before it."""
        if order not in self._clauses:
            words = self.text[self.positions[order - 1] + 1 if order else 0 : self.positions[order]]
            self._clauses[order] = words[max(map(words.rfind, _CLAUSE_MARKS)) + 1 :]
        return self._clauses[order]

    def clause_of_list(self, order: int) -> str:
        """The same; for a further member of a list, 全国、全省分别增长⟨⟩和⟨⟩, those before its first."""
        while order and _JOINT.fullmatch(self.between(order - 1, order)):
            order -= 1
        return self.clause_before(order)

    @cached_property
    def levels(self) -> dict[int, bool]:
        """Which of its mentions can be a whole or a part, by ordinal: kept for `partition.is_whole_or_part`."""
        return {}

    def words_before(self, order: int) -> str:
        """The words between a mention and the one before it, marks and all."""
        return self.between(order - 1, order) if order else self.text[: self.positions[0]]

    def between(self, left: int, right: int) -> str:
        """The text between the signs of two mentions, given by their ordinals."""
        return self.text[self.positions[left] + 1 : self.positions[right]]


def _bracket_pairs(text: str) -> list[tuple[int, int]]:
    stack: list[tuple[int, str]] = []
    pairs: list[tuple[int, int]] = []
    for match in _BRACKET.finditer(text):
        if match[0] in _BRACKETS:
            stack.append((match.start(), _BRACKETS[match[0]]))
        elif stack and match[0] == stack[-1][1]:
            pairs.append((stack.pop()[0], match.start()))
    return sorted(pairs)


def _innermost(brackets: Sequence[tuple[int, int]], position: int) -> tuple[int, int] | None:
    around = [pair for pair in brackets if pair[0] < position < pair[1]]
    return max(around) if around else None
