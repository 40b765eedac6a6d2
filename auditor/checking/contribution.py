"""growth = sum of contributions: what the parts that the lexicon names pull in points makes up the growth of their whole, in percent it is 100."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from auditor.judging import fields_of, judge, parse
from auditor.model import Mention, Outcome, Severity, Verdict
from auditor.record import record, replace
from auditor.relating import Context
from auditor.relating.contribution import Contributions, bind_contributions
from auditor.rule import STRICT, Rule

_POINTS, _NET, _SHARES = parse("rate = sum(part)"), parse("rate = sum(part) - sum(drag)"), parse("100 = sum(part)")
FIELDS = fields_of("part", "rate")
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every row of contributions once; where several growths stand before it, it is of one that fits."""
    seen: set[tuple[int, ...]] = set()
    for sentence, before in context.entire:
        for found in bind_contributions(sentence, before, context.lexicon):
            place = tuple(mention.start for mention in (*found.rises, *found.falls))
            if place not in seen and found.rises and (found.shares or found.growths):
                seen.add(place)
                yield _outcome(context, found)


def _outcome(context: Context, found: Contributions) -> Outcome:
    if found.shares:
        return judge(context.document, _SHARES, {"part": found.rises}, severity=Severity.WARNING)
    outcomes = [_made_up(context, found, growth) for growth in found.growths]
    outcome = next((one for one in outcomes if one.verdict is Verdict.HOLDS), outcomes[-1])
    return outcome if len(outcomes) == 1 else replace(outcome, severity=Severity.INFO)


def _made_up(context: Context, found: Contributions, growth: Mention) -> Outcome:
    bound = {"rate": (growth,), "part": found.rises} | ({"drag": found.falls} if found.falls else {})
    return judge(context.document, _NET if found.falls else _POINTS, bound, closing="rate", severity=Severity.WARNING)
