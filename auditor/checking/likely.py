"""least ≤ mean ≤ most, part ≤ whole, total = sum of its parts: what must be so of the only figures in sight that can be meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from auditor.judging import fields_of, judge, parse
from auditor.model import Outcome, Verdict
from auditor.record import record, replace
from auditor.relating import Context
from auditor.rule import STRICT, Rule

# Which figure must not pass which; that of members is the one that is passed
_FORMULAS = {
    "most": (parse("figure <= other"),),
    "least": (parse("figure >= other"),),
    "members": (parse("figure <= most(other)"), parse("figure >= least(other)")),
    "part": (parse("figure <= other"),),
    "sum": (parse("figure = sum(other)"),),
}
FIELDS = fields_of("figure", "other")
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    relation: Literal["mean", "part", "sum"]
    """What is held against what: a mean against its extremes and members, a part against its whole, a total against its parts."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every figure that passes the only one that it can be held against, once."""
    seen: set[int] = set()
    for relation, figure, others in _found(context, rule.params.relation):
        for formula in _FORMULAS[relation]:
            outcome = judge(context.document, formula, {"figure": (figure,), "other": others}, closing="figure")
            if outcome.verdict is Verdict.VIOLATED and figure.start not in seen:
                seen.add(figure.start)
                yield replace(outcome, loose=True)


def _found(context: Context, relation: str) -> Iterator[tuple[str, Any, tuple[Any, ...]]]:
    from auditor.relating.loose_bounds import bind_extremes, bind_groups, bind_members, bind_parts
    from auditor.relating.loose_total import bind_divided, bind_totals

    for sentence, before in context.entire:
        if relation == "part":
            yield from bind_parts(sentence)
        elif relation == "sum":
            yield from (("sum", whole, parts) for whole, parts in (*bind_totals(sentence, before), *bind_divided(sentence, before)))
        else:
            yield from bind_extremes(sentence, before)
            yield from bind_members(sentence, before)
            yield from bind_groups(sentence, before, context.lexicon.words.get("complements", ())) if "其中" in sentence.text else ()
