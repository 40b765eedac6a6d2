"""Daily and monthly averages over a stretch that is told by its dates: 10月1日至8日充电1230万度，日均153.8万度; 1至8月接报1464起，月均183起.

No figure says how many days there are; the calendar does. Whether the first day or the last is counted is for the writer: a stretch that fits with
one day less is no contradiction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.model import AMOUNTS, Mention, MentionKind
from auditor.number import Interval
from auditor.relating.calendar import Span, spans
from auditor.relating.each import Each
from auditor.relating.noun import shared, stripped
from auditor.relating.partition import tells_change
from auditor.relating.recurrence import as_quotient
from auditor.relating.sentence import Sentence
from auditor.relating.unit import is_average

if TYPE_CHECKING:
    import regex

# "日均" "平均每天" "日均充电量" "每日平均接待" — not "日均增长", "工作日均"
_DAILY = expression(r"(?:^|(?<!作|周|假|节|末))(?:日均|平均每[日天]|每[日天]平均)(?P<noun>\p{Han}{0,8})$")
# "月均" "平均每月" — not "每月", which may be the most of each
_MONTHLY = expression(r"^(?:月均|平均每个?月|每月平均)(?P<noun>\p{Han}{0,8})$")
# "年均" "平均每年投入" — not "年均增长"
_YEARLY_MEAN = expression(r"^(?:年均|平均每年|每年平均)(?P<noun>\p{Han}{0,8})$")
_OTHER = expression(r"上年|去年|同期|累计|以来|增长|下降|增加|减少|提高|工作日|单日|最高")
_FEWEST, _MOST, _COMMON = 3, 366, 2
# Without a year: a stretch over the end of February is a day longer in one year of four
_YEAR = 2023
_YEARLY = 12


def bind_daily(sentence: Sentence, bound: Collection[int]) -> Iterator[Each]:
    """The daily averages of a sentence that start at none of the offsets `bound`, with the days of its only stretch and the total before them."""
    if not any(word in sentence.text for word in ("日", "月", "年均", "每年")):
        return
    stretches = list(spans(sentence.text))
    for form, periods, unit in _ways(stretches[0]) if len(stretches) == 1 else ():
        # 1—9月累计 is of the stretch
        summed = unit == "年" or stretches[0].start[1] == 1
        for order, mention in enumerate(sentence.mentions) if _FEWEST <= periods <= _MOST else ():
            said = form.search(sentence.clause_before(order)) if mention.kind in AMOUNTS and mention.start not in bound else None
            total = _total(sentence, order, stretches[0].stop, said["noun"], summed=summed) if said and not _OTHER.search(said[0]) else None
            if total is not None:
                average = as_quotient(mention)
                fewer = periods - 1 if unit == "天" else periods
                number = next((n for n in (periods, fewer) if average.value.meets(total.value / Interval.point(n))), periods)
                yield Each(average, _as_figure(sentence, stretches[0], number, unit), total, far=True)


def _ways(span: Span) -> list[tuple[regex.Pattern[str], int, str]]:
    """How an average over a stretch may be called, each with the number of its periods and their unit."""
    if days := _days(span):
        return [(_DAILY, days, "天")]
    if months := _months(span):
        return [(_MONTHLY, months, "个月"), (_DAILY, _days_of_months(span), "天")]
    return [(_YEARLY_MEAN, years, "年")] if (years := _years(span)) else []


def _total(sentence: Sentence, order: int, after: int, noun: str, *, summed: bool) -> Mention | None:
    """The last figure of the unit of an average that stands between the stretch and it, in its statement, and is of what the average names.

    `summed` where 累计 is of the stretch: 2021年至2025年累计投入.
    """
    average = sentence.mentions[order]
    for k in range(order - 1, -1, -1):
        mention, clause = sentence.mentions[k], sentence.clause_before(k)
        if sentence.positions[k] < after or ";" in sentence.between(k, order):
            return None
        level = mention.unit == average.unit and not mention.components and not is_average(mention) and not tells_change(clause)
        if level and not _OTHER.search(clause.replace("累计", "") if summed else clause) and _is_of(stripped(noun), clause):
            return mention
    return None


def _is_of(noun: str, clause: str) -> bool:
    """Whether an average names nothing, or what its total names, in these or in other words: 客运量 and 运送乘客."""
    return not noun or shared(noun, clause) >= _COMMON or len(set(noun) & set(clause)) >= _COMMON


def _days(span: Span) -> int:
    """The days of a stretch with its first and its last; 0 where it is not told to the day."""
    (year, month, day), (end_year, end_month, end_day) = span.start, span.end
    if not month or not day or not end_day:
        return 0
    first_year = year or _YEAR
    last_year = end_year or first_year + ((end_month or month) < month)
    from datetime import date

    try:
        return (date(last_year, end_month or month, end_day) - date(first_year, month, day)).days + 1
    except ValueError:
        return 0


def _months(span: Span) -> int:
    """The months of a stretch with its first and its last; 0 where it is not told to the month."""
    (year, month, day), (end_year, end_month, _) = span.start, span.end
    if not month or day or not end_month:
        return 0
    return ((end_year or year or 0) - (year or end_year or 0)) * _YEARLY + end_month - month + 1


def _days_of_months(span: Span) -> int:
    """The days of a stretch of whole months, 1—9月, with its first and its last."""
    (year, month, _), (end_year, end_month, _) = span.start, span.end
    from datetime import date

    behind = (end_year or year or _YEAR) + (end_month or 0) // _YEARLY, (end_month or 0) % _YEARLY + 1
    return (date(*behind, 1) - date(year or end_year or _YEAR, month or 1, 1)).days


def _years(span: Span) -> int:
    """The years of a stretch with its first and its last; 0 where it is told to the month."""
    (year, month, _), (end_year, end_month, _) = span.start, span.end
    return end_year - year + 1 if year and end_year and not month and not end_month else 0


def _as_figure(sentence: Sentence, span: Span, periods: int, unit: str) -> Mention:
    """A stretch as the figure that says how many days or months it has."""
    start, end = sentence.span(span.begin, span.stop)
    value = Interval.point(periods)
    return Mention(start, end, MentionKind.MEASURE, value, value, unit=unit, dimension="duration")
