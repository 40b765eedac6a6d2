"""each = total ÷ number: averages (人均, 平均每期) and prices (单价, 每亩补助) with their total and number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from auditor.judging import judge, parse
from auditor.model import Mention, Outcome
from auditor.record import record, replace
from auditor.relating import Context
from auditor.relating.each import bind_each
from auditor.rule import STRICT, Rule

_FORMULAS = {"each": parse("each = total / number"), "total": parse("total = each * number"), "number": parse("number = total / each")}


@record(frozen=True, slots=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every average or price that is bound, judged at the figure that stands last."""
    for sentence in context.sentences:
        if len(sentence.mentions) > 2:
            for found in bind_each(sentence):
                bound = {"each": (found.each,), "number": (_in_own_unit(found.number),), "total": (found.total,)}
                last = max(bound, key=lambda role: bound[role][0].start)
                yield judge(context.document, _FORMULAS[last], bound)


def _in_own_unit(mention: Mention) -> Mention:
    """The number in its own unit, not the base unit: an average per 亩 divides by 亩."""
    share = 1 / mention.factor
    return replace(mention, value=mention.value.scaled(share), printed=mention.printed.scaled(share), scale=mention.scale * share)
