"""The vocabulary that rules and extraction share: units, hedges, rate families and named word lists, from `rules/lexicon/*.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar, Literal

from auditor.record import field, record
from auditor.rule import STRICT


@record(frozen=True, slots=True)
class UnitFamily:
    """Units that measure the same thing and can be converted or compared: one row of `units.yaml`."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    dimension: str
    """What is measured: case, person, visit, money-cny, area, length …"""
    kind: Literal["count", "money", "measure"]
    """The kind of the mentions that carry these units."""
    units: Mapping[str, Decimal]
    """Unit as printed → base units in one of it; 1 for plain counts, 10000 for 万元, 666.6666667 is written as a fraction where needed."""
    base: str = ""
    """The base unit, where `units` has more than one size."""


@record(frozen=True, slots=True)
class HedgeWord:
    """One hedge: its sense and where it may stand."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    sense: Literal["about", "above", "below", "at-least", "at-most", "few-more", "almost"]
    """What it does to the number."""
    prefix: tuple[str, ...] = ()
    """Forms before the number: 约, 近, 超过."""
    inner: tuple[str, ...] = ()
    """Forms inside, between digits and unit: 余, 多, 几."""
    suffix: tuple[str, ...] = ()
    """Forms after the unit: 左右, 以上."""


@record(frozen=True, slots=True)
class RateFamily:
    """A rate whose name does not say what it divides, or that has a ceiling of its own."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    name: str
    """The end of the rate's name: 破案率, 出勤率."""
    part: tuple[str, ...] = ()
    """Words that the label of the numerator has: 破案."""
    whole: tuple[str, ...] = ()
    """Words that the label of the denominator has: 立案, 发案."""
    named: bool = False
    """Whether it divides only what `whole` names: 败诉率 the judgments, not all cases that were closed."""
    may_exceed: bool = False
    """Whether it can pass 100 %: 完成率, 增长率, 资产负债率."""


@record(frozen=True, slots=True)
class Lexicon:
    """All shared vocabulary; `words` are the named lists that patterns refer to as `{@name}`."""

    units: tuple[UnitFamily, ...] = ()
    hedges: tuple[HedgeWord, ...] = ()
    rates: tuple[RateFamily, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
