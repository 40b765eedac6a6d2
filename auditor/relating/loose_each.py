"""Products that hardly a word binds: a price or an average, and of all figures in sight just one number and one total that it nearly joins.

「话剧票价68元，售票2350张，票房收入15.89万元」 names nothing that the price is for each of. Yet of its figures only the number of tickets times the price comes near the
sum, and is not it: worth a look. Whatever any figures in sight explain, two numbers together or what comes on top included, is left alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from auditor.expression import expression
from auditor.model import AMOUNTS, Mention, MentionKind
from auditor.number import Interval, within
from auditor.record import replace
from auditor.relating.discourse import SURVEYED, passage
from auditor.relating.each import Each
from auditor.relating.recurrence import SPANS, divisor
from auditor.relating.scope import ANOTHER_TIME
from auditor.relating.sentence import Sentence
from auditor.relating.unit import comparable

# What says that a figure is for each of something: "票价" "每亩年租金" "人均" — not "最低价"
_EACH = expression(r"每|均|单价|票价|售价|单产|亩产|各|价格|租金|工[资钱]|(?<!高)标准")
# Another time, a plan, a bound or a change: what is said of it is no part of a product
_ELSEWHERE = expression(
    rf"{ANOTHER_TIME}|增长|增速|增加|增收|上涨|涨|跌|下降|提高|提升|上升|降低|减少|节约|计划|以上|以下|全[国省]|其余|其他|另|最[高低多少大小]|原|超|至少|至多|不[低高少]于|从|由|年均|月均|日均|其中"
)
# What is paid by the month may be told for several: "每月800元"
_TIMED = expression(r"[月天日年季周期]")
# "每亩年租金" "户均" — not "平均"
_PER = expression(r"每(?:一)?(?P<per>\p{Han})|(?P<per>[^平])均")
_PEOPLE = frozenset("人名位生师")
# What is in a total besides
_MORE = expression(r"其中|另|连同|加上|外加|附加|扣除|优惠|折扣|及其他|等费用")
_STRETCHES = (1, 2, 3, 4, 6, 12, 30, 365)
_MOST = 10
# Two or three of a thing are so easily a factor of another figure
_FEWEST = 4
# 万 or 亿 too many or too few, and kilograms for tons
_POWERS = tuple((up, down) for power in (3, 4, 8) for up, down in ((10**power, 1), (1, 10**power)))
_DIGITS = 3
_COUNTRY = ("全国", "全省")
# A total that is farther off than this is of something else
_NEAR = Fraction(5, 4)


def bind_loose_each(sentence: Sentence, before: Sequence[Sentence], bound: Collection[int]) -> Iterator[Each]:
    """The prices and averages of a sentence, and of those before it, that start at none of the offsets `bound`, each with the only number and total near it."""
    for earlier in ((), before) if before else ((),):
        joined = passage(sentence, earlier, asides=True)
        told = joined.sentence
        if len(told.mentions) > SURVEYED:
            return
        amounts = [k for k, m in enumerate(told.mentions) if m.kind in AMOUNTS and m.unit and not (m.components or m.hedges) and m.value.low]
        each = [k for k in amounts if told.mentions[k].start not in bound and _EACH.search(told.clause_before(k))]
        if not each or not 3 <= len(amounts) <= _MOST:
            continue
        for k in each:
            found = _of(told, k, amounts)
            if found is not None and max(m.start for m in (found.each, found.number, found.total)) >= sentence.offsets[0]:
                yield found


def _of(sentence: Sentence, each: int, amounts: Sequence[int]) -> Each | None:
    """The only number and total that a price nearly joins; None where it joins any, or nearly joins several."""
    mentions = sentence.mentions
    price = _as_set(mentions[each])
    alike = [k for k in amounts if k != each and _are_alike(price, mentions[k])]
    numbers = [k for k in amounts if k != each and k not in alike and not comparable(mentions[k], price)]
    totals = [k for k in alike if _is_sum_of(price, mentions[k]) or any(_is_rescaled(price, mentions[n], mentions[k]) for n in numbers)]
    clauses = {k: sentence.clause_before(k) for k in amounts}
    # 全国夏粮单产⟨⟩ and 全国夏粮总产量⟨⟩ are of one place
    if clauses[each].startswith(_COUNTRY):
        clauses = {k: clause.removeprefix("全国").removeprefix("全省") for k, clause in clauses.items()}
    if not totals or not numbers or _ELSEWHERE.search(clauses[each]):
        return None
    near = [(n, t) for n in numbers for t in totals if _is_near(price, mentions[n], mentions[t]) or _is_rescaled(price, mentions[n], mentions[t])]
    if len(near) != 1 or any(_ELSEWHERE.search(clauses[k]) for k in near[0]) or _is_explained(sentence, price, numbers, totals):
        return None
    number, total = near[0]
    # "其中超百万元的村5个" behind them all counts some of those again
    rivals = [
        k
        for k in numbers
        if comparable(mentions[k], mentions[number]) and not (k > max(each, total) and "其中" in sentence.between(max(each, total), k))
    ]
    things = [k for k in numbers if mentions[k].dimension not in SPANS]
    nearer = any(k != total and abs(k - each) < abs(total - each) for k in totals)
    if nearer or len(rivals) > 1 or (len(things) > 1 and not _is_for(sentence.clause_before(each), mentions[number])):
        return None
    low, *_, high = sorted((each, number, total))
    if _MORE.search(sentence.text, sentence.positions[low], sentence.positions[high]):
        return None
    # What the text says for each of something else is no total
    if _EACH.search(sentence.clause_before(total)):
        return None
    return Each(price, mentions[number], mentions[total], far=True)


def _is_for(clause: str, number: Mention) -> bool:
    """Whether a number counts what a price says that it is for each of; any does where it says nothing."""
    said = _PER.search(clause)
    per = said["per"] if said else ""
    person = per in _PEOPLE and number.dimension == "person"
    return not per or person or per in number.unit or per in number.tail[:6]


def _as_set(price: Mention) -> Mention:
    """A price with the values that it may have: 票价68元 is 68 and no other, 平均每户3人 was rounded."""
    middle, half = price.value.middle or Fraction(0), price.scale / 2
    if "均" in price.label or "产" in price.label:
        return replace(price, value=Interval(middle - half, middle + half)) if price.value.is_point else price
    return replace(price, value=Interval.point(middle)) if price.unit == "元" and price.scale == 1 else price


def _are_alike(price: Mention, total: Mention) -> bool:
    return comparable(price, total) or (
        price.kind is MentionKind.MONEY and total.kind is MentionKind.MONEY and price.unit.partition("/")[0] == total.unit
    )


def _is_sum_of(price: Mention, total: Mention) -> bool:
    low, high = price.value.middle, total.value.middle
    return bool(low and high and high > 2 * low)


def _is_rescaled(price: Mention, number: Mention, total: Mention) -> bool:
    """Whether a price times a number is a total but for 万 or 亿 too many or too few, or kilograms for tons: 4120人, 人均3002万元 of 1236.8万元."""
    # By integers, as most figures have nothing to do with each other
    if min(len(m.digits.replace(".", "").strip("0")) for m in (price, total)) < _DIGITS:
        return False
    each, count, amount = (
        m.value.middle or Fraction(0) for m in (price, number if number.kind is MentionKind.COUNT else divisor(price, number), total)
    )
    one, other = each.numerator * count.numerator * amount.denominator, each.denominator * count.denominator * amount.numerator
    if not any(abs(one * down - other * up) * 50 <= other * up for up, down in _POWERS):
        return False
    held = divisor(price, number).value
    return (held.middle or 0) >= _FEWEST and any((price.value * held).scaled(Fraction(down, up)).meets(total.value) for up, down in _POWERS)


def _is_explained(sentence: Sentence, price: Mention, numbers: Sequence[int], totals: Sequence[int]) -> bool:
    """Whether any total is the price times a number over a usual stretch of time, times two numbers or their sum, or that less another total."""
    counts = [divisor(price, sentence.mentions[k]).value for k in numbers]
    sums = [sentence.mentions[k].value for k in totals]
    joint = [f(a, b) for a, b in combinations(counts, 2) for f in (_plus, _times)]
    apart = [f(a, b) for a, b in combinations(sums, 2) for f in (_plus, _apart)]
    times = _STRETCHES if _TIMED.search(sentence.text) else _STRETCHES[:1]
    single = [price.value * count for count in counts]
    return (
        any(one.scaled(n).meets(total) for one in single for n in times for total in sums)
        or any((price.value * count).meets(total) for count in joint for total in sums)
        or any(one.meets(total) for one in single for total in apart)
    )


def _plus(a: Interval, b: Interval) -> Interval:
    return a + b


def _times(a: Interval, b: Interval) -> Interval:
    return a * b


def _apart(a: Interval, b: Interval) -> Interval:
    return b - a if a.below(b) else a - b


def _is_near(price: Mention, number: Mention, total: Mention) -> bool:
    """Whether a price times a number comes near a total, so that it is likely of them."""
    each, count, amount = (m.value.middle or Fraction(0) for m in (price, divisor(price, number), total))
    return count >= _FEWEST and within(each * count, amount, _NEAR)
