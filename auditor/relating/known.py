"""Which words a text has: what a rule or a template needs is looked for before anything is made of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from operator import add
from typing import TypeVar

from auditor.relating.sentence import Sentence

_PAIR = 2
_Asked = TypeVar("_Asked")
Needs = tuple[frozenset[str], ...]
"""Each set needs one of its words in the text."""
Histories = tuple[tuple[Sentence, tuple[Sentence, ...]], ...]
"""Sentences, each with those before it that it may look back to."""


def met(wanted: Iterable[Iterable[str]], text: str) -> bool:
    """Whether the text holds one word of each set."""
    for words in wanted:
        for word in words:
            if word in text:
                break
        else:
            return False
    return True


class Known:
    """Which words a long text has: each is looked for once, however many rules ask for it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._has: dict[str | frozenset[str], bool] = {}

    @cached_property
    def pairs(self) -> Counter[str]:
        """How often any two characters follow each other: most words that a text lacks are told by their first two, without looking for them."""
        return Counter(map(add, self._text, self._text[1:]))

    def has(self, word: str) -> bool:
        """Whether the text holds the word."""
        if word not in self._has:
            self._has[word] = (len(word) < _PAIR or word[:_PAIR] in self.pairs) and word in self._text
        return self._has[word]

    def meets(self, wanted: Needs) -> bool:
        """Whether the text holds one word of each set."""
        for words in wanted:
            if words not in self._has:
                self._has[words] = any(map(self.has, words))
            if not self._has[words]:
                return False
        return True


@lru_cache(maxsize=4)
def known(text: str) -> Known:
    """What is known of a text, shared by all rules: the report in half-width forms, as printed, or what its sentences say."""
    return Known(text)


class Sieve:
    """Which of many texts have what templates need: what few texts have is looked for once in all of them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        # No word goes beyond the end of a line
        self._joined = "\n".join(texts)
        self._starts = [0, *accumulate(len(text) + 1 for text in texts)]
        self._having: dict[frozenset[str], tuple[int, ...]] = {}

    def places(self, wanted: Needs) -> Iterable[int]:
        """The ordinals of the texts that hold one word of each set."""
        if not wanted:
            return range(len(self._texts))
        rarest, *others = wanted
        if rarest not in self._having:
            self._having[rarest] = tuple(sorted({place for word in rarest for place in self._with(word)}))
        return [place for place in self._having[rarest] if met(others, self._texts[place])]

    def sorted(self, asked: Iterable[tuple[_Asked, Needs]]) -> dict[int, list[_Asked]]:
        """What may fit a text by what it needs, in its order, by the ordinal of the text."""
        found: dict[int, list[_Asked]] = {}
        for one, wanted in asked:
            for place in self.places(wanted):
                found.setdefault(place, []).append(one)
        return found

    def _with(self, word: str) -> Iterator[int]:
        at = self._joined.find(word)
        while at >= 0:
            place = bisect_right(self._starts, at) - 1
            yield place
            at = self._joined.find(word, self._starts[place + 1])


class Sieves:
    """A sieve for each of the ways to read the sentences of a report, and the units of their figures, shared by all rules."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self.units = frozenset(mention.unit for sentence in sentences for mention in sentence.mentions)
        self._made: dict[tuple[int, bool], tuple[Sieve, Histories]] = {}

    def of(self, told: Histories, *, joined: bool = False) -> Sieve:
        """The sieve of the sentences, or of each `joined` to those before it."""
        key = id(told), joined
        if key not in self._made:
            texts = ["".join([part.text for part in (*before, sentence)]) if joined else sentence.text for sentence, before in told]
            # The sentences are kept with it, so that their identity stays theirs
            self._made[key] = Sieve(texts), told
        return self._made[key][0]
