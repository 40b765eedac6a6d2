"""word = word: a term that stands often, and once with a character taken for another, with two swapped or with one dropped."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from operator import add
from typing import Any, ClassVar

from auditor.meaning import Whole, WordList
from auditor.model import Outcome, Verdict
from auditor.record import record
from auditor.relating import Context
from auditor.relating.dictionary import is_listed
from auditor.relating.known import known
from auditor.relating.lore import INSIDE, TERM, Lore, lore_of, torn_from
from auditor.rule import STRICT, Rule

_FIRST, _LAST = "一", "\u9fff"
# What may be left out of a term, or change places in it, without a slip: 信息建设 and 信息化建设, 镇村 and 村镇
_LOOSE = frozenset(
    "化性型类式制的地得了着过和与及或等各全总大中小新老高上下前后内外被把将在为是有不也都又并以其之所于至到从由个省市县区州镇乡村街道部局院"
)
# One of these is a word by itself beside any term: 今年是现代化建设……, where 式现代化 is usual
_WORDS_OF_ONE = frozenset("的是在有为和与及将把被以其于至由从对向让使令但而则也都又更最很已未不无可能应须需要会")
# One of these ends a term in place of a longer word: 两起法律援助案
_SUFFIXES = frozenset("案员局院部会办室站所队法处科费率量额数人者业县市区镇村中前后上下内外")
_MARKS = frozenset(",。;、:")
_SIDE = 3
_MIDDLE = 2
FIELDS = frozenset({"usual"})
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    confusable: WordList
    """A word list of the lexicon whose members are rows of characters that are taken for one another."""
    terms: WordList = ""
    """A word list of the lexicon whose members every text writes in one way, so that one of them need not stand often."""
    often: Whole = 3
    """How often a term stands before one that looks like it is a slip."""


@record(frozen=True)
class _Slip:
    """Where a term is written otherwise than elsewhere, and how it is written there."""

    start: int
    end: int
    usual: str


class _Text:
    """A folded text with the pairs of its Chinese characters, and the terms of four and five characters that stand often in it.

    `usual` holds the pairs that stand often, here or in the known terms; `common` tells of each place whether the pair there is such a one.
    """

    def __init__(self, text: str, often: int, lore: Lore) -> None:
        self.text = text
        self.lore = lore
        self.pairs = known(text).pairs
        self.usual = lore.pairs.union(pair for pair, count in self.pairs.items() if count >= often and _is_han(pair))
        self.common = bytes(map(self.usual.__contains__, map(add, text, text[1:]))) + bytes(_SIDE)
        self._own = (self._often(TERM, often) | self._often(TERM + 1, often)) - lore.terms
        self.terms = lore.terms | self._own

    def _often(self, length: int, often: int) -> set[str]:
        """The terms of that length; each of their pairs stands as often as they do."""
        run = b"\1" * (length - 1)
        counts: Counter[str] = Counter()
        at = self.common.find(run)
        while at >= 0:
            counts[self.text[at : at + length]] += 1
            at = self.common.find(run, at + 1)
        return {term for term, count in counts.items() if count >= often}

    def suspects(self) -> Iterator[int]:
        """Where a term may be written otherwise, in order; asking the terms what a slip would make of them is quicker than asking every place."""
        found: set[int] = set()
        for shift, torn in (*self.lore.torn.items(), *torn_from(self._own, self.lore.rows).items()):
            lone = [self.text.find(pair) for pair in torn & self.pairs.keys() if self.pairs[pair] == 1]
            found |= {place + off for place in lone for off in (0, shift)}
        return (i for i in sorted(found) if self._is_odd(i))

    def _is_odd(self, i: int) -> bool:
        """Whether two Chinese characters follow each other that do so nowhere else, beside a common pair or in the other order than usual."""
        pair, common = self.text[i : i + 2], self.common
        if i < 0 or self.pairs.get(pair) != 1 or not _is_han(pair):
            return False
        return bool(common[i - 1] or common[i + 1] or common[i - 2] or common[i + 2]) or pair[::-1] in self.usual

    @cached_property
    def after(self) -> Mapping[str, set[str]]:
        """For each character, those that often follow it; few texts ask."""
        found: dict[str, set[str]] = defaultdict(set)
        for pair in self.usual:
            found[pair[0]].add(pair[1])
        return found

    def ends(self) -> Iterator[int]:
        """The last characters of runs of common pairs."""
        at = self.common.find(b"\1\1\0")
        while at >= 0:
            yield at + 2
            at = self.common.find(b"\1\1\0", at + 1)

    def is_lone(self, i: int) -> bool:
        """Whether the pair at `i` stands nowhere else, or is no pair of Chinese characters."""
        pair = self.text[i : i + 2] if i >= 0 else ""
        return len(pair) < 2 or self.pairs[pair] == 1 or not _is_han(pair)


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Each slip once."""
    words, params = context.lexicon.words, rule.params
    text = _Text(context.document.folded, params.often, lore_of(words.get(params.terms, ()), words.get(params.confusable, ()), _LOOSE))
    done = 0
    found = [_mistaken(text, i) or _mistaken(text, i + 1) or _swapped(text, i) or _dropped(text, i) for i in text.suspects()]
    found += [_cut(text, i) for i in text.ends()]
    for slip in sorted(filter(None, found), key=lambda slip: slip.start):
        if slip.start >= done:
            done = slip.end
            quote = context.document.text[slip.start : slip.end]
            yield Outcome(Verdict.VIOLATED, slip.start, slip.end, stated=quote, fields={"usual": slip.usual}, in_ledger=False)


def _mistaken(text: _Text, i: int) -> _Slip | None:
    """爱企互企 where 爱企护企 is usual: the character at `i`, which has its neighbours nowhere else."""
    t = text.text
    if not (text.common[i - 2] or text.common[i + 1]):
        return None
    others = text.lore.rows.get(t[i], "") if t[i] not in _WORDS_OF_ONE else ""
    likely = {other for other in others if (i and t[i - 1] + other in text.usual) or other + t[i + 1 : i + 2] in text.usual}
    if not likely or not (text.is_lone(i - 1) and text.is_lone(i)):
        return None
    for other in sorted(likely - {t[i]}):
        for start in range(max(0, i - _SIDE), i + 1):
            usual = t[start:i] + other + t[i + 1 : start + TERM]
            if usual in text.terms and not _in_word(t, i):
                return _Slip(start, start + TERM, usual)
    return None


def _swapped(text: _Text, i: int) -> _Slip | None:
    """分诊级疗 where 分级诊疗 is usual: the characters at `i` and behind it."""
    t = text.text
    first, second = t[i], t[i + 1]
    if not i or second + first not in text.usual or first in _LOOSE or second in _LOOSE:
        return None
    usual = t[i - 1] + second + first + t[i + 2 : i + 3]
    if usual not in text.terms or _is_word(t, i, i + 2) or (_is_word(t, i - 1, i + 1) and _is_word(t, i + 1, i + 3)):
        return None
    return _Slip(i - 1, i + 3, usual)


def _dropped(text: _Text, i: int) -> _Slip | None:
    """社区矫对象 where 社区矫正对象 is usual: a character between the one at `i` and the next."""
    t = text.text
    for lost in sorted({lost for lost in text.after.get(t[i], ()) if lost + t[i + 1] in text.usual} - _LOOSE):
        for at in INSIDE:
            start = i + 1 - at
            usual = t[max(0, start) : i + 1] + lost + t[i + 1 : start + TERM]
            if len(usual) > TERM and usual in text.terms and _is_torn(usual, at) and not _reads(t, i + 1, at):
                return _Slip(start, start + TERM, usual)
    return None


def _cut(text: _Text, i: int) -> _Slip | None:
    """为群众办实，解难题 for 为群众办实事: the last character of a known term, behind the one at `i`."""
    t = text.text
    if t[i] in _SUFFIXES or not text.is_lone(i):
        return None
    for length in (TERM, TERM - 1) if t[i + 1 : i + 2] in _MARKS else (TERM,):
        stem = t[max(0, i + 1 - length) : i + 1]
        usual = stem + text.lore.last.get(stem, "")
        if stem in text.lore.last and _is_torn(usual, length) and not _reads(t, i + 1, length):
            return _Slip(i + 1 - length, i + 1, usual)
    return None


def _is_torn(usual: str, at: int) -> bool:
    """Whether the character at `at` is part of a word, which is none without it."""
    return any(_is_word(usual, start, start + length) for length in (2, 3) for start in range(max(0, at + 1 - length), at + 1))


def _reads(t: str, gap: int, at: int) -> bool:
    """Whether words end and begin at a gap, or one spans it; where the term ends soon, whether a word ends there."""
    ends, begins = (any(_is_word(t, *place) for place in places) for places in (((gap - 2, gap), (gap - 3, gap)), ((gap, gap + 2), (gap, gap + 3))))
    whole = ends and (begins or at > _MIDDLE)
    return whole or any(_is_word(t, *at) for at in ((gap - 1, gap + 1), (gap - 2, gap + 1), (gap - 1, gap + 2)))


def _is_han(text: str) -> bool:
    return min(text) >= _FIRST and max(text) <= _LAST


def _in_word(t: str, i: int) -> bool:
    return any(_is_word(t, start, start + length) for length in (2, 3) for start in range(max(0, i - length + 1), i + 1))


def _is_word(t: str, start: int, end: int) -> bool:
    """Whether a word of two or three characters stands there."""
    word = t[max(0, start) : end]
    return 1 < len(word) < TERM and is_listed(word)
