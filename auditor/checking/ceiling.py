"""rate ≤ 100 %: named rates that count a part of a whole; those that may pass it (完成率, 增长率) stand in the lexicon."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, ClassVar

from auditor.model import Member, Mention, MentionKind, Outcome, Verdict
from auditor.number import Interval
from auditor.record import record
from auditor.relating import Context
from auditor.relating.naming import is_capped
from auditor.rule import STRICT, Rule

_FULL = {MentionKind.PERCENT: Fraction(100), MentionKind.PERMILLE: Fraction(1000)}


@record(frozen=True, slots=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every rate that cannot pass 100 %."""
    for mention in context.mentions:
        full = _FULL.get(mention.kind)
        if full is not None and not mention.quoted and is_capped(mention, context.lexicon):
            yield _outcome(context, mention, Interval(Fraction(0), full))


def _outcome(context: Context, mention: Mention, allowed: Interval) -> Outcome:
    verdict = Verdict.HOLDS if mention.value.meets(allowed) else Verdict.VIOLATED
    members = (Member("rate", mention.start, mention.end),)
    return Outcome(
        verdict, mention.start, mention.end, members, context.quote(mention), fields={"label": mention.label, "rate": context.quote(mention)}
    )
