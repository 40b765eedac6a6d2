"""Stretches of time that an average is for each of, and how many there are: three where 每台每年 stands beside 租期3年."""

from __future__ import annotations

from fractions import Fraction

from auditor.expression import expression
from auditor.model import Mention, MentionKind
from auditor.number import Interval, exact
from auditor.record import replace
from auditor.relating.sentence import Sentence
from auditor.relating.unit import is_price

# "每台每年" "每人每月": for each and for each stretch of time
_PERIODIC = expression(r"每[^每]{1,6}每个?(?P<every>年|月|学期|季度|季|天|日|周|次|期)")
# "每月需列支" "每年共发放" — not "每月补助"
_COMES_TO = expression(r"^(?:全[县市区镇乡省])?每个?(?:月|年|季度|学期)(?:(?:共|合计|总计|预计|约)+\p{Han}{0,6}|(?:需要?|应|将)\p{Han}{0,6})$")
# "年租金总额" — not "年末余额"
_OF_ONE_YEAR = expression(r"\s*(?:合同)?年(?![末底初内均度])")
# How often a stretch of time comes in a year
_IN_A_YEAR = {"年": 1, "月": 12, "季度": 4, "季": 4, "学期": 2}
_OF_A_YEAR = expression(r"全年|一年|年度|每年|年租|年均|今年|本年")
# "流转期限" "租期" "服务年限" — not "工期"
_TERM = expression(r"期限|租期|年限|承包期|服务期|合同期")
# A stretch of time that an average may be for each year or month of: 三年, 12个月
_PERIODS = {"年": "年", "月": "个月"}
# "(上年公证员" — not "(含上年"
_BEFORE = expression(r"[上去前]年|同期|上[月期季届]")
SPANS = frozenset({"duration", "duration-months", "duration-working"})
"""The dimensions of stretches of time."""


def times_of(sentence: Sentence, order: int, total: int | None = None) -> int:
    """How many stretches of time an average for each of them is to be taken: 3 where 每台每年 stands beside 租期3年; 0 where the text does not say."""
    match = _PERIODIC.search(sentence.clause_before(order))
    of_each = total is not None and is_of_each_period(sentence, total)
    if match is None and not of_each and total is not None:
        return _term(sentence, order, total)
    if match is None or of_each:
        return int(of_each == (match is not None))
    every = match["every"]
    if every == "年" and total is not None and _OF_ONE_YEAR.match(sentence.clause_before(total)):
        return 1
    spans = {int(m.digits) for m in sentence.mentions if m.dimension in SPANS and m.digits.isdigit() and m.unit.endswith(every)}
    if spans:
        return spans.pop() if len(spans) == 1 else 0
    return _IN_A_YEAR.get(every, 0) if every == "年" or _OF_A_YEAR.search(sentence.text) else 0


def _term(sentence: Sentence, order: int, total: int) -> int:
    """The years of a term that a rent may be paid for, where the total is by so much greater: 每亩租金860元, 期限10年, 合同总金额."""
    each, whole = sentence.mentions[order].value.middle, sentence.mentions[total].value.middle
    terms = {
        int(m.digits)
        for k, m in enumerate(sentence.mentions)
        if m.dimension in SPANS and m.digits.isdigit() and _TERM.search(sentence.clause_before(k))
    }
    numbers = [m.value.middle / m.factor for m in sentence.mentions if m.value.middle]
    return next((term for term in terms if each and any(each * number * term == whole for number in numbers)), 1)


def is_of_each_period(sentence: Sentence, k: int) -> bool:
    """Whether a figure is what all of them come to in each stretch of time: 每月需列支⟨⟩."""
    return _COMES_TO.search(sentence.clause_before(k)) is not None


def stretches(sentence: Sentence, order: int, period: str) -> list[int]:
    """The stretches of several years or months before an average for each of them."""
    lengths = ((k, m) for k, m in enumerate(sentence.mentions[:order]) if m.dimension == "duration-months" and m.unit == _PERIODS[period])
    return [k for k, m in lengths if m.kind is MentionKind.MEASURE and (divided_by(m).value.low or 0) > 1]


def divided_by(number: Mention) -> Mention:
    """A number in its own unit, not the base unit; 3年 are three years to the day."""
    if number.dimension in SPANS and number.digits.isdigit() and not number.hedges:
        exactly = Interval.point(exact(number.digits))
        return replace(number, value=exactly, printed=exactly, scale=Fraction(1))
    share = 1 / number.factor
    return replace(number, value=number.value.scaled(share), printed=number.printed.scaled(share), scale=number.scale * share)


def as_quotient(average: Mention) -> Mention:
    """An average in whole figures as what it was rounded or cut off from: 126家 a day may be 126.6."""
    middle = average.printed.middle
    if average.hedges or not average.digits or "." in average.digits or middle is None:
        return average
    value = Interval(middle - average.scale, middle + average.scale, low_open=True, high_open=True)
    return replace(average, value=value, printed=value)


def divisor(each: Mention, number: Mention) -> Mention:
    """The number as an average divides by it: in its own unit, as an average per 亩 does, or in the base of a price's unit."""
    if is_price(each):
        return number
    return divided_by(number)


def is_mere_part(aside: Mention, number: Mention, each: Mention, total: Mention, said: str) -> bool:
    """Whether what 其中 counts is a part of the number of an average, has no average of its own, and is not what it is said of: 客车1260辆，其中新能源1134辆."""
    own = not aside.value.low or number.value.below(aside.value) or each.value.meets(total.value / aside.value)
    return not own and aside.label.removeprefix("其中")[:2] not in said


def is_of_before(sentence: Sentence, k: int) -> bool:
    """Whether brackets that hold a figure begin with an earlier time, which holds for all of them: (上年公证员40人,办证⟨11500件⟩)."""
    group = sentence.groups[k]
    return group is not None and _BEFORE.match(sentence.text, group[0] + 1) is not None
