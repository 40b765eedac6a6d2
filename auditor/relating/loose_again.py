"""Figures that stand before their noun as known, though nothing is called alike: 接待读者48.7万人次 … 与48.2万人次的到馆量相比.

Only one figure before it, in another sentence, has its unit, and a slip of the pen makes the two one: worth a look. Owns which figures are spoken of
as known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.misprint import crossed, mistaken, mixed
from auditor.model import AMOUNTS, Mention, MentionKind
from auditor.relating.likeness import Words
from auditor.relating.retold import may_be_one
from auditor.relating.scope import clause
from auditor.relating.unit import LOOSE

if TYPE_CHECKING:
    from auditor.relating import Context

# "的到馆量" "博士" behind "这" — not "的比例"
_KNOWN = expression(r"(?:水平|成果|成绩|这一)*的?基础上|的(?!比例|速度|幅度|增速|增幅|增长|涨幅|降幅|单价|标准|规模以)")
# "与" "按前三季度日均" "这" "新增的" before a figure that was told
_TAKEN_UP = expression(
    r"(?:^|[,;:。(])(?:与|同|按|以|对照|在|这|该|上述|前述|综上|如前|前文|对于|针对|围绕)[^,;:。()]{0,14}$|(?:的|这|上述|前述)$|如前所述[^;。]*$|综上[^;。]*$"
)
# Other figures of one kind, of what is compared or a bound
_ELSEWHERE = expression(
    r"[上前去]年|同期|其中|超|比|较|每|平均|以[上下]|以内|(?<!新)增|减|降|升|抽|选[取中]|挑|剩|未|部分|重点|收回|回收|有效|计划|目标|预计|(?<![签合条公违履])约|另|其余|第|当[日月天]|单[日月]|年[初末]|截[至止]"
)
# "行政村" behind, and "全镇辖" before, two short figures
_NOUN, _OF_ALL = expression(r"\p{Han}{3}"), expression(r"全[省市县区镇乡村校院局州]\p{Han}{0,3}$")
_PLAIN = frozenset({"个", "项", "%", "元", "次", "年", "天"})
_FAR, _BACK, _DIGITS = 800, 24, 2


def told_as_known(context: Context) -> Iterator[tuple[Mention, Mention, Words, Words]]:
    """The figures that are spoken of as known, each with the only figure before it that it can be, and the words of both."""
    folded, starts = context.document.folded, [m.start for m in context.mentions]
    for order, mention in enumerate(context.mentions):
        if not _can_be(mention) or not (
            _KNOWN.match(folded, mention.outer_end) or _TAKEN_UP.search(folded, max(0, mention.start - _BACK), mention.start)
        ):
            continue
        sentence = max(folded.rfind(mark, 0, mention.start) for mark in "。\n;")
        before = [m for m in context.mentions[bisect_left(starts, mention.start - _FAR) : order] if m.is_quantity and _unit(m) == _unit(mention)]
        told = [m for m in before if m.start < sentence]
        if not told or any(m.value.meets(mention.value) for m in before) or _ELSEWHERE.search(clause(context.document, mention)):
            continue
        near = [m for m in told if _is_slip(m, mention) or _are_of_all(folded, m, mention)]
        if len(near) != 1 or not _can_be(near[0]):
            continue
        said = context.words(near[0]), context.words(mention)
        alone = len({m.value for m in told}) == 1 and mention.unit not in _PLAIN
        if (alone or _have_common(*said)) and not said[0].picks and not said[1].picks and may_be_one(context, near[0], mention, said, loosely=True):
            yield near[0], mention, *said


def _can_be(mention: Mention) -> bool:
    plain = (mention.kind in AMOUNTS or mention.kind is MentionKind.PERCENT) and not (mention.hedges or mention.components or mention.quoted)
    return plain and bool(mention.unit) and len(mention.digits.replace(".", "")) >= _DIGITS


def _unit(mention: Mention) -> tuple[MentionKind, str]:
    return mention.kind, mention.dimension if mention.dimension and mention.dimension not in LOOSE else mention.unit.removesuffix("次")


def _is_slip(one: Mention, other: Mention) -> bool:
    a, b = one.digits, other.digits
    many = len(a.replace(".", "")) > _DIGITS
    return one.scale == other.scale and (mixed(a, b) or b in crossed(a) or (many and mistaken(a, b)))


def _are_of_all(folded: str, one: Mention, other: Mention) -> bool:
    """Whether two short figures are both of the whole place and count one noun: 全镇辖17个行政村 and 在全镇11个行政村."""
    nouns = [_NOUN.match(folded, m.outer_end) for m in (one, other)]
    whole = all(_OF_ALL.search(folded, max(0, m.start - _DIGITS * _DIGITS), m.start) for m in (one, other))
    return whole and nouns[0] is not None and nouns[1] is not None and nouns[0][0] == nouns[1][0] and mistaken(one.digits, other.digits)


def _have_common(one: Words, other: Words) -> bool:
    """Whether the words on both sides of two figures have two characters together in common."""
    here, there = (words.core + words.behind[:8] for words in (one, other))
    return any(here[i : i + 2] in there for i in range(len(here) - 1) if "|" not in here[i : i + 2])
