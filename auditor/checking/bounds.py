"""low ≤ amount ÷ count ≤ high: an amount for each case, person or unit that is out of any range; also an amount by itself."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

from auditor.expression import expression, says
from auditor.judging.verdict import show
from auditor.meaning import Dimension, Pattern, Some
from auditor.model import Member, Mention, MentionKind, Outcome, Verdict
from auditor.number import Interval, decimal_text
from auditor.record import record
from auditor.relating import Context, Sentence
from auditor.relating.unit import is_average
from auditor.rule import STRICT, Rule, Text

_EMPTY = Text("low 是 {0}，大于 high {1}", "low is {0}, above high, {1}")
FIELDS = frozenset({"amount", "average", "computed", "count", "high", "low", "per"})
"""What a message may name."""

# "提高到⟨⟩" tells a level — not "提高⟨⟩", a change
_COMES_TO = expression(r"(?r)(?:提高|增加|增长|上升|上涨|扩大|下降|减少|降低)[到至]")
_LONGEST_VERB = 3
# "年龄最大的张大娘今年" behind the last mark
_CLAUSE = expression(r"(?r)[^,;:。()\d\s]+")
_LONGEST_CLAUSE = 20
_PLACES = 4
# "增长" "比上年" "位次" over the cells of a row — not "数值"
_CHANGES = expression(r"[增减升降差比率%‰]|变[动化]|排名|位次|名次|累计|合计")
# A metric of whatever has its unit says nothing of a column
_ANY = "\\p{Han}"
# Between an amount and those whom it went to: ",惠及困难群众" ",共救助" — not ",召开"
_REACHES = expression(r",(?:共|累计|已)?(?:惠及|受益|救助|资助|补助|帮扶|帮助|慰问|覆盖|涉及|发放给)\p{Han}{0,10}")


@record(frozen=True)
class Metric:
    """A figure and the range in which it can be."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    label: Pattern
    """A regular expression that the words before the amount must contain: 挽回.{0,8}损失."""
    low: Decimal
    """The least that is possible, in base units (yuan, square metres …) for each one counted."""
    high: Decimal
    """The most that is possible."""
    not_label: Pattern = ""
    """A regular expression that the words before the amount must not contain."""
    not_near: Pattern = ""
    """A regular expression that nothing in the sentence must match: 古树 beside ages."""
    kind: Some[MentionKind] = (MentionKind.MONEY,)
    """Kinds of the amount."""
    dimension: tuple[Dimension, ...] = ()
    """Dimensions of the amount, none given: any."""
    per: tuple[Dimension, ...] = ()
    """Dimensions of the count by which the amount is divided (case, person …); none: the amount is judged by itself."""
    per_label: Pattern = ""
    """A regular expression that the words around the count must contain."""

    def __post_init__(self) -> None:
        """Refuses a range that nothing lies in."""
        if self.low > self.high:
            raise ValueError(_EMPTY.filled(self.low, self.high))


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    metrics: Some[Metric]
    """Figures with their ranges; the first that fits an amount judges it."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every amount that a metric fits, once."""
    judged: set[int] = set()
    for sentence in context.sentences:
        for order, mention in enumerate(sentence.mentions):
            label = _label(context, mention)
            fitting = (m for m in rule.params.metrics if _fits(m, mention, label) and not _speaks_of_others(m, sentence))
            counted = ((metric, _count(sentence, order, metric) if metric.per else None) for metric in fitting)
            metric, count = next(((metric, count) for metric, count in counted if count is not None or not metric.per), (None, None))
            if metric is not None and mention.start not in judged:
                judged.add(mention.start)
                yield _outcome(context, metric, mention, count)
    yield from _in_tables(context, rule, judged)


def _in_tables(context: Context, rule: Rule, judged: set[int]) -> Iterator[Outcome]:
    """The cells of a row, or of a column, that is called what a metric is."""
    for table in (side for one in context.tables for side in (one, one.turned)):
        around = table.caption + "".join(cell.text for cell in (*table.heads, *(row[table.stub] for row in table.rows)))
        for label, figure in ((table.head(n), row[n].figure) for n in table.columns for row in table.rows if not _CHANGES.search(table.name(row))):
            named = (m for m in rule.params.metrics if not m.per and m.label != _ANY and figure and _fits(m, figure, label))
            metric = next((m for m in named if not (m.not_near and says(m.not_near, around))), None)
            if metric is not None and figure is not None and figure.unit and figure.start not in judged:
                judged.add(figure.start)
                yield _outcome(context, metric, figure, None)


def _label(context: Context, mention: Mention) -> str:
    """The label of an amount, without the verb where it comes to that level."""
    folded = context.document.folded
    match = (
        _COMES_TO.match(folded, max(0, mention.outer_start - _LONGEST_VERB), mention.outer_start)
        if folded[mention.outer_start - 1] in "到至"
        else None
    )
    # "年龄最大的张大娘今年⟨⟩": the label begins behind the date
    label = mention.label or (_CLAUSE.search(folded, max(0, mention.outer_start - _LONGEST_CLAUSE), mention.outer_start) or ("",))[0]
    return label.removesuffix(match[0][:-1]) if match else label


def _fits(metric: Metric, mention: Mention, label: str) -> bool:
    return (
        mention.kind in metric.kind
        and (not metric.dimension or mention.dimension in metric.dimension)
        and says(metric.label, label)
        # 平均每件挽回⟨623元⟩ is not divided once more
        and not (metric.per and is_average(mention))
        and not (metric.not_label and says(metric.not_label, label))
    )


def _speaks_of_others(metric: Metric, sentence: Sentence) -> bool:
    return bool(metric.not_near) and says(metric.not_near, sentence.text)


def _count(sentence: Sentence, order: int, metric: Metric) -> Mention | None:
    """The nearest count before the amount of the sort that the metric divides by, else the one that the next clause says it went to (惠及)."""
    behind = order + 1
    reached = behind < len(sentence.mentions) and _REACHES.fullmatch(sentence.between(order, behind))
    for mention in (*reversed(sentence.mentions[:order]), *(sentence.mentions[behind : behind + 1] if reached else ())):
        around = f"{mention.label}|{mention.tail}"
        if mention.kind is MentionKind.COUNT and mention.dimension in metric.per and says(metric.per_label, around):
            return mention
    return None


def _outcome(context: Context, metric: Metric, amount: Mention, count: Mention | None) -> Outcome:
    allowed = Interval(Fraction(metric.low), Fraction(metric.high))
    members = [Member("amount", amount.start, amount.end)]
    value = amount.value
    if count is not None:
        members.append(Member("count", count.start, count.end))
        if count.value.holds(Fraction(0)):
            return Outcome(Verdict.UNDECIDED, amount.start, amount.end, tuple(members), context.quote(amount), reason="no-result")
        value = value / count.value
    base = show(context.document, Interval.point(0), amount).lstrip("0.")
    unit = base.removeprefix("万亿").removeprefix("万").removeprefix("亿").removeprefix("千").removeprefix("百")
    average = decimal_text(value.middle, 2) if value.middle is not None else "…"
    fields = {
        "amount": context.quote(amount),
        "count": context.quote(count) if count else "",
        "per": count.unit if count else "",
        "average": average + unit,
        "low": _in_unit_of(amount, metric.low) + unit,
        "high": _in_unit_of(amount, metric.high) + unit,
    }
    verdict = Verdict.HOLDS if value.meets(allowed) else Verdict.VIOLATED
    return Outcome(verdict, amount.start, amount.end, tuple(members), context.quote(amount), average + unit, fields=fields)


def _in_unit_of(amount: Mention, bound: Decimal) -> str:
    """A bound as the amount is written: 366 of days, not the seconds of a year."""
    return decimal_text(Fraction(round(Fraction(bound) / amount.factor, _PLACES)))
