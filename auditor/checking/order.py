"""value[n] ≤ value[n + 1], or ≥: values that the text says to rise (连续增长) or to fall (由高到低)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, ClassVar

from auditor.expression import expression
from auditor.lexicon import Lexicon
from auditor.model import QUANTITIES, Member, Mention, MentionKind, Outcome, Verdict
from auditor.record import record
from auditor.relating import Context
from auditor.relating.template import Bound, Fault, Role, awake, template_faults
from auditor.rule import STRICT, Rule

_ROLES = {
    "value": Role(kind=tuple(sorted(QUANTITIES)), like="value"),
    "ranks": Role(kind=(MentionKind.RANK, MentionKind.ORDINAL)),
    "span": Role(unit=("年", "个年度", "个月", "季度", "个季度")),
}
# "率" of what is a rate itself and can fall for years; the percentages of other things that grow are their growth
_RATE = expression(r"率|占比|比重|比例")


@record(frozen=True, slots=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    falling: tuple[str, ...] = ()
    """Templates with the role `value` for values that fall, and `span` for how many years they do."""
    rising: tuple[str, ...] = ()
    """Templates with the role `value` for values that rise, and `span` for how many years they do."""
    either: tuple[str, ...] = ()
    """Templates with the role `value` for values that all rise or all fall, as the first two do: the first three by score, or by time taken."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every list once."""
    for patterns, rising in ((rule.params.falling, False), (rule.params.rising, True), (rule.params.either, None)):
        templates = awake(patterns, _ROLES, context)
        for sentence in context.sentences:
            for template in templates:
                for match, bound in template.matches(sentence):
                    values = _spanned(bound)
                    if "span" in bound and values[0].kind is MentionKind.PERCENT and not _RATE.search(sentence.text, 0, match.end()):
                        continue
                    yield _outcome(context, values, rising=values[0].value.below(values[1].value) if rising is None else rising)


def _spanned(bound: Bound) -> Sequence[Mention]:
    """The values that the text speaks of: for 连续两年增长 the last three of a longer series."""
    values = bound["value"]
    span = bound["span"][0] if "span" in bound else None
    if span is None or span.value.middle is None:
        return values
    return values[-1 - round(span.value.middle / span.factor) :]


def faults(rule: Rule, lexicon: Lexicon) -> Iterator[Fault]:
    """Templates that cannot be used."""
    keyed = ((("check", key, n), text) for key in ("falling", "rising", "either") for n, text in enumerate(getattr(rule.params, key)))
    yield from template_faults(keyed, _ROLES, lexicon)


def _outcome(context: Context, values: Sequence[Mention], *, rising: bool) -> Outcome:
    members = tuple(Member("value", m.start, m.end) for m in values)
    steps = [(a, b) if rising else (b, a) for a, b in pairwise(values)]
    wrong = next((n for n, (low, high) in enumerate(steps) if not low.value.may_be_less(high.value)), None)
    pointed = values[-1 if wrong is None else wrong + 1]
    fields = {"direction": "增大" if rising else "减小", "direction_en": "rise" if rising else "fall"}
    verdict = Verdict.HOLDS if wrong is None else Verdict.VIOLATED
    return Outcome(verdict, pointed.start, pointed.end, members, context.quote(pointed), fields=fields)
