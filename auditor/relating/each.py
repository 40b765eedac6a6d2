"""Averages and unit prices bound to their total and number: 人均, 户均, 平均每期, 每亩补助, 单价 say what they are for each of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

from auditor.expression import expression
from auditor.model import AMOUNTS, Mention, MentionKind
from auditor.number import within
from auditor.record import record
from auditor.relating.discourse import passage
from auditor.relating.sentence import Sentence
from auditor.relating.unit import comparable

# "平均每个乡镇" "每亩" "户均" "日均投资" "单价" "平均亩产" — not "每年" of a yearly figure, nor "月人均", a twelfth of it
_EACH = expression(
    r"^\s*\p{Han}{0,4}?(?:平均)?每(?!月|季|年|日|周)一?(?P<per>\p{Han}{1,4}?)\p{Han}{0,4}$"
    r"|^\s*(?!\p{Han}?月)\p{Han}{0,2}?(?P<per>人|户|村|亩|日|天|件|校|企|镇|乡|班|次|场|期|店|床|台|车|公里)均(?!每?月)\p{Han}{0,4}$"
    r"|(?P<price>单价)(?:为|是|约)?$|^\s*(?:平均)?(?P<yield>亩产|单产)(?:量)?(?:为|达|达到|约)?$"
)
# Of several numbers one that gives more than this many times the total, or less, is of something else
_FAR = 2
# "每个村最少配有4名" bounds the number and is no average
_BOUNDED = expression(r"至少|最少|不少于|不低于|最多|至多|不超过")
_PER_PERSON = frozenset("人名位")
_EARLIER = expression(r"各|上年|去年|同期|增加|增长|减少")
_NO_TOTAL = expression(r"每|均|单价|标准|上年|去年|同期|增加|增长|减少|下降|降低|降[到至]|提高|上升|升[到至]|综合|等共|全产业链|带动|比|较")


@record(frozen=True, slots=True)
class Each:
    """What each takes or gives, the number of those, and what it comes to; `far` where they stand in several sentences."""

    each: Mention
    number: Mention
    total: Mention
    far: bool = False


def bind_each(sentence: Sentence) -> Iterator[Each]:
    """Every average or price of a sentence with exactly one number of the things it names and a total beside it."""
    for order in _averages(sentence):
        numbers, totals = _candidates(sentence, order)
        if numbers and totals:
            total = _nearest(totals, order)
            number = _likeliest(sentence, order, numbers, total)
            if number is not None and not _divided(sentence, min(number, total, order), max(number, total, order)):
                yield Each(sentence.mentions[order], sentence.mentions[number], sentence.mentions[total])


def bind_each_back(sentence: Sentence, before: Sequence[Sentence], bound: Collection[int]) -> Iterator[Each]:
    """The averages of a sentence, none that starts at an offset of `bound`, whose number or total stands before it and is the only one of its sort."""
    if not before or not any(sentence.mentions[k].start not in bound for k in _averages(sentence)):
        return
    joined = passage(sentence, before)
    for order in _averages(joined.sentence):
        mentions = joined.sentence.mentions
        numbers, totals = _candidates(joined.sentence, order)
        single = len(numbers) == len(totals) == 1 and max(numbers + totals) < order and min(numbers + totals) < joined.first <= order
        if not single or mentions[order].start in bound or _divided(joined.sentence, min(numbers + totals), order):
            continue
        found = Each(mentions[order], mentions[numbers[0]], mentions[totals[0]], far=True)
        if not any(comparable(m, found.number) for m in joined.aside):
            yield found


def _averages(sentence: Sentence) -> list[int]:
    """The ordinals of the averages and prices of a sentence."""
    amounts = [k for k, m in enumerate(sentence.mentions) if m.kind in AMOUNTS and not m.components]
    said = ((k, _EACH.search(sentence.clause_before(k))) for k in amounts)
    return [k for k, match in said if match and not (match["per"] or "").startswith(("月", "年", "季")) and not _BOUNDED.search(match[0])]


def _candidates(sentence: Sentence, order: int) -> tuple[list[int], list[int]]:
    """The figures that may be the number and those that may be the total of an average."""
    match = _EACH.search(sentence.clause_before(order))
    each = sentence.mentions[order]
    per = "亩" if match and match["yield"] else (match["per"] if match else "") or ""
    others = [k for k in range(len(sentence.mentions)) if k != order]
    said = match[0].rpartition("每")[2] if match else ""
    numbers = [k for k in others if _counts(sentence, k, per, each) or _is_measured_by(sentence.mentions[k], said, each)]
    harvest = bool(match and match["yield"])
    totals = [k for k in others if k not in numbers[:1] and _is_total(sentence, k, each, harvest=harvest)]
    return numbers, totals


def _likeliest(sentence: Sentence, order: int, numbers: Sequence[int], total: int) -> int | None:
    """The number, of several the one that comes nearest to the total; None where none of several comes near."""
    if len(numbers) == 1:
        return numbers[0]
    each, amount = (sentence.mentions[k].value.middle for k in (order, total))
    products = {k: count * each for k in numbers if each and (count := _own_value(sentence.mentions[k]))}
    gaps = {k: abs(product - amount) for k, product in products.items() if amount and within(amount, product, _FAR)}
    return min(gaps, key=gaps.__getitem__, default=None)


def _own_value(mention: Mention) -> Fraction | None:
    """The number in its own unit, not the base unit: an average per 亩 divides by 亩."""
    middle = mention.value.middle
    return middle / mention.factor if middle is not None else None


def _nearest(totals: list[int], order: int) -> int:
    before = [k for k in totals if k < order]
    return before[-1] if before else totals[0]


def _counts(sentence: Sentence, k: int, per: str, each: Mention) -> bool:
    """Whether mention `k` counts what 每 or 均 names: 12个乡镇 for 每个, 2.4万人 for 人均, 50台 for a price without a name."""
    mention = sentence.mentions[k]
    if mention.kind not in (MentionKind.COUNT, MentionKind.MEASURE) or mention.components or not mention.unit or comparable(mention, each):
        return False
    if _EARLIER.search(sentence.clause_before(k)):
        return False
    if not per:
        return mention.kind is MentionKind.COUNT
    if per in ("日", "天"):
        return mention.unit in ("天", "日")
    if per[0] in _PER_PERSON:
        return mention.dimension == "person"
    return mention.unit == per or per.startswith(mention.unit) or per in mention.tail[:6] or mention.unit.endswith(per) or mention.label.endswith(per)


def _is_measured_by(mention: Mention, said: str, each: Mention) -> bool:
    """Whether an average says the whole unit of a figure: 每平方米补贴 of 26.5万平方米."""
    return mention.kind is MentionKind.MEASURE and len(mention.unit) > 1 and said.startswith(mention.unit) and not comparable(mention, each)


def _is_total(sentence: Sentence, k: int, each: Mention, *, harvest: bool) -> bool:
    mention = sentence.mentions[k]
    level = mention.kind in AMOUNTS and not mention.components and comparable(mention, each)
    level = level and ("产" in mention.label if harvest else mention.unit == each.unit)
    return level and not _NO_TOTAL.search(sentence.clause_before(k))


def _divided(sentence: Sentence, low: int, high: int) -> bool:
    """Whether something else begins between two figures, or is added to what is divided: 连同运费."""
    text = sentence.text[sentence.positions[low] : sentence.positions[high]]
    return any(mark in text for mark in (";", "。", "其中", "另", "连同", "加上", "外加", "附加", "扣除", "优惠", "折扣"))
