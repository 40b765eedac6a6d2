"""value[n] ≤ value[n + 1], or ≥: values that the text says to rise (连续增长) or to fall (由高到低), and the first few of a ranking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, ClassVar

from auditor.expression import says
from auditor.meaning import Pattern
from auditor.model import Member, Mention, Outcome, Severity, Verdict
from auditor.record import record, replace
from auditor.relating import Context, Sentence
from auditor.relating.ranking import Ranking, ranked_lines, ranked_rows, rankings
from auditor.relating.trend import lined, tabled, trends
from auditor.rule import STRICT, Rule

# So much of a sentence without figures is seen with the one behind it
_LEAD = 48
# One of these tells the order of lines
_ORDERS = ("到", "至", "往", "降序", "升序")
# One of these tells a trend of lines
_TRENDS = ("连续", "逐年", "年年", "一路", "连年")
FIELDS = frozenset({"direction", "direction_en"})
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    greater_first: Pattern = ""
    """A regular expression that the words or the unit of a ranking have whose greater values come first; elsewhere the first two values tell the way."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every list once."""
    for sentence, before in context.entire:
        if before or len(sentence.mentions) > 1:
            for trend in trends(sentence, before, _lead(context, sentence)):
                outcome = _outcome(context, trend.values, rises=trend.rises, strict=True)
                yield outcome if trend.sure else replace(outcome, severity=Severity.INFO)
        if len(sentence.mentions) > 1:
            for ranking in rankings(sentence):
                rises = _way(ranking, rule.params)
                outcome = _outcome(context, ranking.values, rises=rises, strict=False)
                yield outcome if ranking.told else replace(outcome, severity=Severity.INFO)
    yield from _apart(context)


def _apart(context: Context) -> Iterator[Outcome]:
    """The trends that the text claims of a table, and the lists of lines below the words of their order."""
    for table in context.tables:
        for trend in tabled(context.document, table):
            outcome = _outcome(context, trend.values, rises=trend.rises, strict=True)
            yield outcome if trend.sure else replace(outcome, severity=Severity.INFO)
    blocks = context.document.blocks
    if any(word in context.document.folded for word in _TRENDS):
        for trend in lined(context.document, [(b, [m for m in context.mentions_in(b.start, b.end) if m.is_quantity]) for b in blocks]):
            outcome = _outcome(context, trend.values, rises=trend.rises, strict=True)
            yield outcome if trend.sure else replace(outcome, severity=Severity.INFO)
    if any(word in context.document.folded for word in _ORDERS):
        lines = [(context.document.folded[b.start : b.end], [m for m in context.mentions_in(b.start, b.end) if m.is_quantity]) for b in blocks]
        in_rows = (ranking for table in context.tables for ranking in ranked_rows(context.document, table))
        for ranking in (*ranked_lines(lines), *in_rows):
            outcome = _outcome(context, ranking.values, rises=ranking.rises or False, strict=False)
            yield outcome if ranking.told else replace(outcome, severity=Severity.INFO)


def _lead(context: Context, sentence: Sentence) -> str:
    """The sentence right before another in its line, if it has no figures."""
    start = sentence.offsets[0]
    before = context.document.folded[max(0, start - _LEAD) : start].rpartition("\n")[2].rstrip(" 。").rpartition("。")[2]
    figures = context.mentions_in(start - len(before) - 1, start)
    return "" if any(mention.is_quantity for mention in figures) else before


def _way(ranking: Ranking, params: Params) -> bool:
    """Whether the values of a ranking rise, by its words or else by its first two values."""
    if ranking.rises is not None:
        return ranking.rises
    first, second = ranking.values[:2]
    greater_first = params.greater_first and not first.dimension.startswith("duration") and says(params.greater_first, f"{ranking.words}{first.unit}")
    return not greater_first and first.value.below(second.value)


def _outcome(context: Context, values: Sequence[Mention], *, rises: bool, strict: bool) -> Outcome:
    """The first value that is out of order; in a ranking two may be equal."""
    members = tuple(Member("value", m.start, m.end) for m in values)
    steps = [(a.value, b.value) if rises else (b.value, a.value) for a, b in pairwise(values)]
    wrong = next((n for n, (low, high) in enumerate(steps) if (not low.may_be_less(high) if strict else high.printed_below(low))), None)
    pointed = values[-1 if wrong is None else wrong + 1]
    fields = {"direction": "增大" if rises else "减小", "direction_en": "rise" if rises else "fall"}
    verdict = Verdict.HOLDS if wrong is None else Verdict.VIOLATED
    return Outcome(verdict, pointed.start, pointed.end, members, context.quote(pointed), fields=fields)
