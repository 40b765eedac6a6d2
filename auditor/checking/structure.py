"""sum(members) = 100: structures such as 6.8∶42.7∶50.5 whose label says that they divide a whole."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import reduce
from typing import Any, ClassVar

from auditor.expression import says
from auditor.meaning import Pattern
from auditor.model import Member, Mention, MentionKind, Outcome, Verdict
from auditor.number import decimal_text
from auditor.record import record
from auditor.relating import Context
from auditor.rule import STRICT, Rule

_FULL = Fraction(100)
# Members that add up to nothing near 100 were meant as a proportion: 1∶2∶3
_BEFORE = 40
_NEAR = Fraction(20)
FIELDS = frozenset({"computed"})
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    label: Pattern
    """A regular expression that the words before the structure must contain."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every structure of three and more members."""
    for mention in context.mentions:
        if mention.kind is MentionKind.RATIO and len(mention.components) > 2 and _named(context, rule, mention):
            outcome = _outcome(context, mention)
            if outcome is not None:
                yield outcome


def _named(context: Context, rule: Rule, mention: Mention) -> bool:
    """Whether the words say that it divides a whole: its label, or the clause behind which an older structure stood."""
    before = context.document.folded[max(0, mention.start - _BEFORE) : mention.start].split("。")[-1]
    return says(rule.params.label, before)


def _outcome(context: Context, mention: Mention) -> Outcome | None:
    total = reduce(lambda a, b: a + b, mention.components)
    middle = total.middle
    if middle is None or abs(middle - _FULL) > _NEAR:
        return None
    verdict = Verdict.HOLDS if total.holds(_FULL) else Verdict.VIOLATED
    members = (Member("structure", mention.start, mention.end),)
    return Outcome(verdict, mention.start, mention.end, members, context.quote(mention), decimal_text(middle))
