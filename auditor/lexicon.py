"""The vocabulary that rules and extraction share: units, hedges, rate families and named word lists, from `rules/lexicon/*.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar, Literal

from auditor.expression import digest
from auditor.meaning import Filled, Size, UnitName, Word
from auditor.record import field, record
from auditor.rule import STRICT, Text

Sense = Literal["about", "above", "below", "at-least", "at-most", "few-more", "almost"]
_NO_WORD = Text("没有词；prefix、inner、suffix 至少写一项", "has no word; give prefix, inner or suffix")
_TOO_LONG = Text("inner 的词只能是一个字，{0} 不是", "a word of inner is one character, {0} is not")


@record(frozen=True)
class UnitFamily:
    """Units that measure the same thing and can be converted or compared: one row of `units.yaml`."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    dimension: Word
    """What is measured: case, person, visit, money-cny, area, length …"""
    kind: Literal["count", "money", "measure"]
    """The kind of the mentions that carry these units."""
    units: Filled[UnitName, Size]
    """Unit as printed → base units in one of it; 1 for plain counts, 10000 for 万元, 666.6666667 is written as a fraction where needed."""
    base: str = ""
    """The base unit, where `units` has more than one size."""


@record(frozen=True)
class HedgeWord:
    """One hedge: its sense and where it may stand."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    sense: Sense
    """What it does to the number."""
    prefix: tuple[Word, ...] = ()
    """Forms before the number: 约, 近, 超过."""
    inner: tuple[Word, ...] = ()
    """Forms inside, between digits and unit: 余, 多, 几."""
    suffix: tuple[Word, ...] = ()
    """Forms after the unit: 左右, 以上."""

    def __post_init__(self) -> None:
        """Refuses a row that could never be found."""
        if not (self.prefix or self.inner or self.suffix):
            raise ValueError(_NO_WORD)
        for word in self.inner:
            if len(word) > 1:
                raise ValueError(_TOO_LONG.filled(word))


@record(frozen=True)
class RateFamily:
    """A rate whose name does not say what it divides, or that has a ceiling of its own."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    name: Word
    """The end of the rate's name: 破案率, 出勤率."""
    part: tuple[Word, ...] = ()
    """Words that the label of the numerator has: 破案."""
    whole: tuple[Word, ...] = ()
    """Words that the label of the denominator has: 立案, 发案."""
    named: bool = False
    """Whether it divides only what `whole` names: 败诉率 the judgments, not all cases that were closed."""
    may_exceed: bool = False
    """Whether it can pass 100 %: 完成率, 增长率, 资产负债率."""


@record(frozen=True)
class Lexicon:
    """All shared vocabulary; `words` are the named lists that patterns refer to as `{@name}`."""

    units: tuple[UnitFamily, ...] = ()
    hedges: tuple[HedgeWord, ...] = ()
    rates: tuple[RateFamily, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def state(self) -> str:
        """Names its lists of words in the keys of what is kept."""
        return digest(self.words)
