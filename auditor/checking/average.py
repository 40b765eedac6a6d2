"""each = total ÷ number: averages (人均, 平均每期) and prices (单价, 每亩补助) with their total and number."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, ClassVar

from auditor.expression import expression
from auditor.judging import fields_of, judge, mendable, parse
from auditor.judging.formula import Formula
from auditor.model import MentionKind, Outcome, Severity, Verdict
from auditor.number import within
from auditor.record import record, replace
from auditor.relating import Context
from auditor.relating.daily import bind_daily
from auditor.relating.each import Each, bind_each, bind_each_back
from auditor.relating.recurrence import divisor
from auditor.relating.scope import clause
from auditor.rule import STRICT, Rule

_FORMULAS = {"each": "each = total / number", "total": "total = each * number", "number": "number = total / each"}
_FAR = Fraction(3, 2)
# A total that is off by more is of other things too, unless its point or its scale word slipped
_OTHER = Fraction(5, 2)
_SHIFTED = (Fraction(10), Fraction(1, 10))
_POWERS = [Fraction(10) ** n for n in (1, 2, 3, 4, 8)]
# "人均" "单产" — not "单价"
_WORKED_OUT = expression(r"均|单方|单产|亩产")
# So many characters before and behind what is bound are looked through for what else a total holds
_BESIDE = 40
# "较平日(日均" before an average — not "较大(日均"
_COMPARED = expression(r"(?:[比较]|[与同])\p{Han}{2,8}\([^()]*$")
# "按九折成交" "优惠后" — not "折合"
_REDUCED = expression(r"半价|[一二三四五六七八九\d]折|打折|折扣|优惠|减免|抹零|下浮|让利|满减")
# What says that a figure may be for each of something
_PRICED = ("每", "均", "价", "单产", "亩产", "各", "租金", "工资", "工钱", "标准")
FIELDS = fields_of("each", "number", "total")
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every average or price that is bound, judged at the figure that stands last."""
    proven: set[tuple[int, int]] = set()
    spoken: set[int] = set()
    for sentence, before in context.histories:
        plain = list(bind_each(sentence)) if len(sentence.mentions) > 2 else []
        plain += bind_daily(sentence, {each.each.start for each in plain})
        for found in (*plain, *bind_each_back(sentence, before, {each.each.start for each in plain})):
            bound = {"each": (found.each,), "number": (divisor(found.each, found.number),), "total": (found.total,)}
            last = max(bound, key=lambda role: bound[role][0].start)
            formula = _formula(last, found.times)
            outcome = judge(context.document, formula, bound, severity=Severity.WARNING if found.far else None)
            # What was worked out was rounded: 人均691元, 平均每次4人 of 742 ÷ 186
            worked_out = last == "each" and _WORKED_OUT.search(clause(context.document, found.each) + found.each.label) is not None
            filled = last == "number" and _fills(found)
            if ("rounded" in outcome.notes and (found.far or worked_out)) or (worked_out and _is_rounded(found)) or filled:
                outcome = replace(outcome, verdict=Verdict.HOLDS, notes=(), severity=None)
            # Not everybody is paid for every month, nor every project that a sentence before tells of
            if (found.times > 1 or (found.far and last == "total")) and outcome.slip is not None and not mendable(formula, bound):
                outcome = replace(outcome, severity=Severity.INFO)
            # 124名，9.92万元，每人800元，并走访36名，每人1000元: a pair that gives one average gives no other
            pair = found.number.start, found.total.start
            if outcome.verdict is Verdict.HOLDS:
                proven.add(pair)
            if outcome.verdict is Verdict.VIOLATED and (pair in proven or _more_is_told(context, found) or _is_reduced(context, found)):
                outcome = replace(outcome, verdict=Verdict.UNDECIDED, reason="open-list", notes=(), severity=None)
            if outcome.verdict is Verdict.VIOLATED and _is_compared_with(context, found):
                continue
            if outcome.verdict is not Verdict.VIOLATED or (_is_near(found) if found.far else _may_be_of(found)):
                spoken.update(m.start for m in (found.each, found.number, found.total))
                yield outcome
    yield from _worth_a_look(context, spoken)


def _worth_a_look(context: Context, spoken: set[int]) -> Iterator[Outcome]:
    """The prices and averages, none that starts at an offset of `spoken`, that nearly join the only number and total in sight."""
    if not context.says(*_PRICED):
        return
    from auditor.relating.loose_each import bind_loose_each

    for sentence, before in context.histories:
        for found in bind_loose_each(sentence, before, spoken):
            roles = {"each": (found.each,), "number": (divisor(found.each, found.number),), "total": (found.total,)}
            last = max(roles, key=lambda role: roles[role][0].start)
            outcome = judge(context.document, _formula(last, 1), roles, severity=Severity.INFO)
            if outcome.verdict is Verdict.VIOLATED and not (_more_is_told(context, found) or _is_reduced(context, found)):
                spoken.add(found.each.start)
                yield replace(outcome, loose=True)


def _formula(last: str, times: int) -> Formula:
    """What must hold, over so many stretches of time; the figure that stands last is worked out."""
    joint = "*" if last == "total" else "/"
    return parse(_FORMULAS[last] + (f" {joint} {times}" if times > 1 else ""))


def _middles(found: Each) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
    each, number, total = (m.value.middle for m in (found.each, divisor(found.each, found.number), found.total))
    return each, number, total


def _more_is_told(context: Context, found: Each) -> bool:
    """Whether an amount near an average is what its total has besides: 慰问金额42万元，350人，每人1000元；慰问物资7万元."""
    each, number, total = _middles(found)
    rest = total - each * number * found.times if each and number and total else Fraction(0)
    ends = [m.start for m in (found.each, found.number, found.total)]
    near = context.mentions_in(min(ends) - _BESIDE, max(ends) + _BESIDE) if rest > 0 else ()
    return any(m.unit == found.total.unit and m is not found.each and m.value.middle == rest for m in near)


def _is_compared_with(context: Context, found: Each) -> bool:
    """Whether an average in brackets is what something is compared with: 较平日（日均1024列次）增加."""
    before = context.document.folded[max(0, found.each.start - _BESIDE) : found.each.start]
    return _COMPARED.search(before) is not None


def _is_reduced(context: Context, found: Each) -> bool:
    """Whether less than the price was paid for each: 45台，每台3200元，按九折成交."""
    ends = (found.each, found.number, found.total)
    said = context.document.folded[min(m.start for m in ends) : max(m.end for m in ends)]
    return found.total.kind is MentionKind.MONEY and _REDUCED.search(said) is not None


def _fills(found: Each) -> bool:
    """Whether a number told last is as many as hold the total, the last one not full: 每个考场30人，考生864人，考场29个."""
    each, number, total = _middles(found)
    return bool(each and number and total) and number - 1 < total / each <= number  # type: ignore[operator]


def _is_rounded(found: Each) -> bool:
    """Whether a whole average is the nearest whole number to what the figures give."""
    each, number, total = _middles(found)
    whole = found.each.value.is_point and each and number and total
    return bool(whole) and abs(total / (number * found.times) - each) * 2 <= found.each.scale  # type: ignore[operator]


def _may_be_of(found: Each) -> bool:
    """Whether the total is about what the figures give, or slips its point by a place: tickets are not all that tourists pay."""
    each, number, total = _middles(found)
    if not each or not number or not total:
        return True
    ratio = total / (each * number * found.times)
    return within(ratio, Fraction(1), _OTHER) or any(ratio in (power, 1 / power) for power in _POWERS)


def _is_near(found: Each) -> bool:
    """Whether the average is about what the figures give: those of several sentences that have nothing to do with each other seldom are."""
    each, number, total = _middles(found)
    if total is None or each is None or number is None:
        return False
    return within(total, number * each * found.times, _FAR) or total / (number * each * found.times) in _SHIFTED
