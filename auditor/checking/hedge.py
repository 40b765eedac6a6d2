"""One number, one hedge: words around a number that contradict each other (近…余) or say a thing twice (约…左右)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any, ClassVar

from auditor.model import Outcome, Verdict
from auditor.record import record
from auditor.relating import Context
from auditor.rule import STRICT, Rule


@record(frozen=True, slots=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    pairs: tuple[tuple[str, str], ...]
    """Senses that must not meet on one number: [almost, few-more]."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Each number whose hedges hold such a pair."""
    forbidden = {frozenset(pair) for pair in rule.params.pairs}
    for mention in context.mentions:
        for a, b in combinations(mention.hedges, 2):
            # 低于13%左右的目标 compares with a target that is itself a rough one
            compares = mention.tail.startswith("的") and a.sense in ("above", "below") and b.sense == "about"
            if {a.sense, b.sense} in forbidden and a.position != b.position and not compares:
                fields = {"first": a.text, "second": b.text}
                yield Outcome(Verdict.VIOLATED, mention.outer_start, mention.outer_end, stated=context.quote(mention), fields=fields, in_ledger=False)
                break
