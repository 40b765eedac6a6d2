"""Averages and unit prices bound to their total and number: 人均, 户均, 平均每期, 每亩补助, 单价 say what they are for each of."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.expression import expression
from auditor.model import Mention, MentionKind
from auditor.record import record
from auditor.relating.sentence import Sentence
from auditor.relating.unit import comparable

_AMOUNTS = frozenset({MentionKind.COUNT, MentionKind.MONEY, MentionKind.MEASURE})
# "平均每个乡镇" "每亩" "户均" "日均投资" "单价" — not "每年" of a yearly figure
_EACH = expression(
    r"^\s*\p{Han}{0,4}?(?:平均)?每(?!月|季|年|日|周)一?(?P<per>\p{Han}{1,4}?)\p{Han}{0,4}$"
    r"|^\s*\p{Han}{0,2}?(?P<per>人|户|村|亩|日|天|件|校|企|镇|乡|班|次|场|期|店|床|台|车|公里)均\p{Han}{0,4}$|(?P<price>单价)(?:为|是|约)?$"
)
_PER_PERSON = frozenset("人名位")
_EARLIER = expression(r"各|上年|去年|同期|增加|增长|减少")
_NO_TOTAL = expression(r"每|均|单价|标准|上年|去年|同期|增加|增长|减少|下降|降低|降[到至]|提高|上升|升[到至]|比|较")


@record(frozen=True, slots=True)
class Each:
    """What each takes or gives, the number of those, and what it comes to."""

    each: Mention
    number: Mention
    total: Mention


def bind_each(sentence: Sentence) -> Iterator[Each]:
    """Every average or price of a sentence with exactly one number of the things it names and a total beside it."""
    for order, mention in enumerate(sentence.mentions):
        match = _EACH.search(sentence.clause_before(order)) if mention.kind in _AMOUNTS and not mention.components else None
        if match is None or (match["per"] or "").startswith(("月", "年", "季")):
            continue
        numbers = [k for k in range(len(sentence.mentions)) if k != order and _counts(sentence, k, match["per"] or "", mention)]
        totals = [k for k in range(len(sentence.mentions)) if k != order and k not in numbers[:1] and _is_total(sentence, k, mention)]
        if numbers and totals:
            number = min(numbers, key=lambda k: abs(k - order))
            total = _nearest(totals, order)
            if not _divided(sentence, min(number, total, order), max(number, total, order)):
                yield Each(mention, sentence.mentions[number], sentence.mentions[total])


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
    return mention.unit == per or per.startswith(mention.unit) or per in mention.tail[:6] or mention.unit.endswith(per)


def _is_total(sentence: Sentence, k: int, each: Mention) -> bool:
    mention = sentence.mentions[k]
    level = mention.kind in _AMOUNTS and not mention.components and comparable(mention, each) and mention.unit == each.unit
    return level and not _NO_TOTAL.search(sentence.clause_before(k))


def _divided(sentence: Sentence, low: int, high: int) -> bool:
    text = sentence.text[sentence.positions[low] : sentence.positions[high]]
    return any(mark in text for mark in (";", "。", "其中", "另"))
