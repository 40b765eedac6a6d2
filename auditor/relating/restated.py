"""Amounts that are spoken of again by their noun, at another scale: 补助资金2.36亿元 … 上述2.36万元补助资金.

The digits are the same and the point or the scale word is not. What says that both are one amount: a word that points back (这笔, 上述), or the noun of the
first behind the second. Where less says so, they stand close together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from auditor.expression import expression
from auditor.model import AMOUNTS, Document, Mention, MentionKind
from auditor.record import record
from auditor.relating.calendar import periods_differ

# "这笔" "上述" right before an amount, or before its name: "该项目总投资⟨⟩" — not "这一年"
_POINTS_BACK = expression(r"(?:这|这[笔项批些]|上述|前述|该笔|此[项笔]|以上)(?:资金|款项|总额)?$")
_OF_THE_SAME = expression(r"^(?:该|上述|此)(?:项目|工程|单位|公司|基地|园区|资金|款项)?")
# What is said of a part, of each, of another time or as a change is no amount told before: "其中⟨⟩补助资金"
_OTHER = expression(r"其中|[每均各比较占含另]|剩余|其余|同比|增|减|上年|去年|首批|第[一二三四五]批|累计|以上$|超过?$|近$|不足$|户$|家$|万元以上")
# Behind the name of an amount: "转移支付资金" "财政支出共" "两项支出合计人民币"
_TRAILER = expression(r"(?:资金|款项|人民币|合计|共计?|总额|总计|累计|全年|达到?|为|约|了|的|\s)+$")
_HAN = expression(r"\p{Han}*")
# Fewer digits are alike by chance
_DIGITS = 3
# So many characters back an amount is remembered, and so many it stands close
_FAR = 600
_NEAR = 130
_TEN = 10
_LEAST, _NAMED = 3, 4


@record(frozen=True)
class Restated:
    """An amount and the same once more at another scale; `words` are what both are called, `sure` where it is pointed back to or named in full."""

    first: Mention
    second: Mention
    words: str
    sure: bool


def restated(document: Document, mentions: tuple[Mention, ...]) -> Iterator[Restated]:
    """Every amount with the last one before it that it tells again with the point or the scale word somewhere else."""
    told: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        bare = mention.digits.replace(",", "").replace(".", "").strip("0")
        if mention.kind not in AMOUNTS or mention.components or mention.hedges or not mention.unit or len(bare) < 2:
            continue
        # 2460吨 and 2460公斤 are of one dimension
        earlier = told[bare, mention.dimension if mention.kind is MentionKind.MEASURE and mention.dimension else mention.unit]
        found = [one for first in earlier if mention.start - first.end < _FAR for one in _same(document, first, mention, bare)]
        if found and not any(first.value.meets(mention.value) for first in earlier):
            yield found[-1]
        earlier.append(mention)


def _same(document: Document, first: Mention, second: Mention, bare: str) -> Iterator[Restated]:
    a, b = (mention.value.middle or Fraction(0) for mention in (first, second))
    lead = document.folded[max(0, second.start - 12) : second.start]
    clause = lead[max(map(lead.rfind, ",;:。()、\n")) + 1 :]
    between = document.folded[first.end : second.start]
    if not a or not b or not _is_power(max(a, b) / min(a, b)) or _OTHER.search(clause) or not any(mark in between for mark in "。;\n"):
        return
    name, own = _name(first), _name(second)
    behind = (_HAN.match(document.folded, second.end) or [""])[0].removeprefix("的")
    points = _POINTS_BACK.search(clause) is not None
    # "这4.68亿元资金" of "改造资金4680万元"
    named = max(_joint(name, behind), _joint(first.label, behind), key=len)
    again = _OF_THE_SAME.sub("", own)
    if points and len(named) > 1:
        yield Restated(first, second, named, sure=True)
    elif len(named) >= _LEAST and len(bare) >= _DIGITS:
        far = len(named) > _LEAST and max(a, b) / min(a, b) >= _TEN**2 and not periods_differ(first.period, second.period)
        # "该项目26.8万元总投资"
        yield Restated(first, second, named, sure=far or (again != own and first.digits == second.digits))
    elif again != own and len(again) >= _LEAST and name.endswith(again) and len(bare) >= _DIGITS:
        yield Restated(first, second, again, sure=True)
    elif len(own) > _LEAST and name.endswith(own) and len(bare) >= _DIGITS:
        yield Restated(first, second, own, sure=False)
    elif len(between) < _NEAR and len(bare) >= _DIGITS and _is_close(first, second, name, own):
        yield Restated(first, second, second.label or name, sure=False)
    elif len(between) < _NEAR and _has_lost_scale(first, second) and (first.kind is MentionKind.MEASURE or _share_words(between, behind)):
        yield Restated(first, second, behind[:_NAMED] if _share_words(between, behind) else name or behind, sure=False)


def _has_lost_scale(first: Mention, second: Mention) -> bool:
    """Whether the second of two amounts of few digits is printed like the first but for its 万: 3.6平方米 behind 3.6万平方米."""
    return (
        first.digits == second.digits and first.unit == second.unit and len(second.digits) >= _DIGITS and second.scale == second.factor < first.scale
    )


def _share_words(between: str, behind: str) -> bool:
    """Whether what stands behind an amount was spoken of behind the one before it: 1200万元用于食堂改造 … 1200元改造资金."""
    return len(behind) > 1 and behind[:2] in between


def _is_close(first: Mention, second: Mention, name: str, own: str) -> bool:
    """Whether two amounts that stand close together are one: what is measured has the same digits, what is paid the end of its name too."""
    scaled = first.digits == second.digits and first.unit == second.unit and first.scale != second.scale
    # Nobody counts 58.3人次
    broken = scaled and first.kind is MentionKind.COUNT and "." in second.digits and second.scale == second.factor
    return (first.kind is MentionKind.MEASURE and scaled) or broken or (len(own) > 1 and len(name) > 1 and name[-2:] == own[-2:])


def _name(mention: Mention) -> str:
    return str(_TRAILER.sub("", mention.label))


def _joint(name: str, behind: str) -> str:
    """The longest end of a name with which what stands behind the other amount begins."""
    return next((name[-n:] for n in range(min(len(name), len(behind)), 1, -1) if behind.startswith(name[-n:])), "")


def _is_power(ratio: Fraction) -> bool:
    while ratio > 1:
        ratio /= _TEN
    return ratio == 1
