"""rest = whole - part: what is left over (结余, 缺口, 顺差, 自然增长) against the two amounts that it is left of."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, ClassVar

from auditor.expression import expression
from auditor.judging import fields_of, judge, mendable, parse
from auditor.judging.repair import is_as_long, lost_scale
from auditor.model import Outcome, Severity, Verdict
from auditor.number import within
from auditor.record import record, replace
from auditor.relating import Context
from auditor.relating.remainder import Remainder, remainders
from auditor.rule import STRICT, Rule

# A remainder that differs by more is left of something else
_FAR = 2
_LEFT = parse("rest = whole - part")
_LACKING = parse("rest = part - whole")
# "(含上年结转⟨⟩)" behind what is left — not "(含税)"
_WITH_EARLIER = expression(r"[(,](?:其中)?(?:包?含|包括|加上?)[^,;。()]{0,6}(?:[上往历以去]年|以前|[年期]初|结[转余])")
_NOTE = 16
FIELDS = fields_of("part", "rest", "whole")
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every remainder once."""
    for sentence, before in context.histories:
        for found in remainders(sentence, before, context.lexicon):
            end = found.rest.outer_end
            if (found.paired or found.loose or _is_near(found) or _lost_scale(found)) and not _WITH_EARLIER.match(
                context.document.folded[end : end + _NOTE]
            ):
                outcome = _outcome(context, found)
                if not found.loose or outcome.verdict is not Verdict.VIOLATED:
                    yield outcome
                elif _slipped(found):
                    yield replace(outcome, severity=Severity.INFO)


def _is_near(found: Remainder) -> bool:
    """Whether the remainder is about the difference of the amounts: those that have nothing to do with it seldom are."""
    rest, whole, part = (mention.value.middle or Fraction(0) for mention in (found.rest, found.whole, found.part))
    return whole == part or within(rest, abs(whole - part), _FAR)


def _slipped(found: Remainder) -> bool:
    """Whether one digit, or two in another order, is why the two amounts do not differ by what is said."""
    formula = _LEFT if (found.part.value.middle or 0) <= (found.whole.value.middle or 0) else _LACKING
    slips = mendable(formula, {"rest": (found.rest,), "whole": (found.whole,), "part": (found.part,)})
    return any(is_as_long(mention, better) for mention, better in slips)


def _lost_scale(found: Remainder) -> bool:
    """Whether the three agree but for a 万 that one of them has lost."""
    return lost_scale(_LEFT, {"rest": (found.rest,), "whole": (found.whole,), "part": (found.part,)}) is not None


def _outcome(context: Context, found: Remainder) -> Outcome:
    bound = {"rest": (found.rest,), "whole": (found.whole,), "part": (found.part,)}
    # 净资产为-6200万元: below nothing, whichever of the two the text names first
    negative = found.rest.value.high is not None and found.rest.value.high < 0
    short = (found.whole.value.middle or 0) < (found.part.value.middle or 0)
    formula = _LACKING if short is not negative else _LEFT
    outcome = judge(context.document, formula, bound, closing="rest", severity=Severity.WARNING if found.far else None)
    # Balances that are printed in 亿元 are differences of what was rounded
    return replace(outcome, severity=Severity.INFO) if found.paired and "rounded" in outcome.notes else outcome
