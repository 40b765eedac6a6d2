"""value[n] ≤ value[n + 1], or ≥: values that the text says to rise (连续增长) or to fall (由高到低)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, ClassVar

from auditor.lexicon import Lexicon
from auditor.model import QUANTITIES, Member, Mention, MentionKind, Outcome, Verdict
from auditor.record import record
from auditor.relating import Context
from auditor.relating.template import Fault, Role, awake, template_faults
from auditor.relating.trend import trends
from auditor.rule import STRICT, Rule

_ROLES = {
    "value": Role(kind=tuple(sorted(QUANTITIES)), like="value"),
    "ranks": Role(kind=(MentionKind.RANK, MentionKind.ORDINAL)),
}


@record(frozen=True, slots=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    falling: tuple[str, ...] = ()
    """Templates with the role `value` for values that fall,."""
    rising: tuple[str, ...] = ()
    """Templates with the role `value` for values that rise,."""
    trends: bool = False
    """Whether values of one year after another that are said to rise or fall (连续三年增长) are checked too."""
    either: tuple[str, ...] = ()
    """Templates with the role `value` for values that all rise or all fall, as the first two do: the first three by score, or by time taken."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every list once."""
    for sentence in context.sentences if rule.params.trends else ():
        yield from (_outcome(context, trend.values, rising=trend.rises) for trend in trends(sentence))
    for patterns, rising in ((rule.params.falling, False), (rule.params.rising, True), (rule.params.either, None)):
        templates = awake(patterns, _ROLES, context)
        for sentence in context.sentences:
            for template in templates:
                for _, bound in template.matches(sentence):
                    values = bound["value"]
                    yield _outcome(context, values, rising=values[0].value.below(values[1].value) if rising is None else rising)


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
