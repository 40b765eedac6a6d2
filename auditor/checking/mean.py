"""least ≤ overall ≤ most: the growth of a whole lies between those of the parts that make it up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from auditor.judging import fields_of, judge, parse
from auditor.model import Outcome, Severity, Verdict
from auditor.number import printed_interval
from auditor.record import record, replace
from auditor.relating import Context
from auditor.relating.grown import Grown, bind_grown
from auditor.relating.grown_named import bind_named
from auditor.rule import STRICT, Rule

FIELDS = fields_of("overall", "group")
"""What a message may name."""
_FORMULAS = (parse("overall <= most(group)"), parse("overall >= least(group)"))


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every growth of a whole once, against the bound that it passes."""
    seen: set[int] = set()
    added = bind_grown(context.document, context.partitions, context.mentions_in)
    named = (found for sentence, before in context.entire for found in bind_named(sentence, before, context.lexicon))
    for found in (*added, *named):
        if found.overall.start not in seen:
            seen.add(found.overall.start)
            bound = {"overall": (found.overall,), "group": found.parts}
            weaker = (Severity.INFO if found.moving else None, None)
            judged = zip(_FORMULAS, weaker, strict=True)
            outcomes = [judge(context.document, formula, bound, closing="overall", severity=severity) for formula, severity in judged]
            wrong = next((outcome for outcome in outcomes if outcome.verdict is Verdict.VIOLATED), None)
            yield wrong or _as_finely(context, found) or outcomes[0]


def _as_finely(context: Context, found: Grown) -> Outcome | None:
    """What is so where 5% among 4.6% and 7.4% is 5.0%: worth a look where the growth of the whole then lies outside."""
    places = [len(m.digits.partition(".")[2]) for m in (found.overall, *found.parts)]
    if sorted(places)[:2] != [0, 1] or not places[0] or any(m.hedges for m in (found.overall, *found.parts)):
        return None
    parts = tuple(m if "." in m.digits else replace(m, value=printed_interval(m.digits + ".0", m.scale)) for m in found.parts)
    outcomes = (judge(context.document, formula, {"overall": (found.overall,), "group": parts}, closing="overall") for formula in _FORMULAS)
    return next((replace(one, severity=Severity.INFO, slip=None) for one in outcomes if one.verdict is Verdict.VIOLATED), None)
