"""Differences bound because nothing else can be meant: a word of lack or surplus before a figure, and only two amounts of its unit before that.

「报名的孩子620人，各园可收485人，尚差235个学位。」 Neither amount says which it is; `checking` believes it only where a slip in one figure would make them agree.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from auditor.expression import expression
from auditor.model import AMOUNTS, Mention
from auditor.relating.discourse import SURVEYED, passage
from auditor.relating.sentence import Sentence
from auditor.relating.unit import same_unit

# The same at the end of its clause
_DIFFERS = expression(r"(?:缺|差|短|余|剩|空|省|节约|节支|压降|低|高|超|富裕|欠|亏|逾|透支|不足)\p{Han}{0,6}$")
# Of another time, of one of many, or a bound: not what two amounts beside it differ by — "比最高限价低" is
_ELSEWHERE = expression(
    r"[上去前]年|同期|同比|环比|其中|累计|历年|[人户日月年]均|平均|每|最[高低](?!限)|以[上下]|高达|余额|余[人元家件]$|预计|目标|力争|[年期月季学]初|结转|上[期月季]"
)
# "学位⟨485个⟩" for "儿童⟨560人⟩"
_PLACES = frozenset({"人", "个", "名", "位", "张", "席"})
_TWO = 2


def differences(sentence: Sentence, before: Sequence[Sentence], bound: Collection[int]) -> Iterator[tuple[Mention, Mention, Mention, bool]]:
    """The figures of a sentence that start at none of the offsets `bound`, with the two amounts that they may be the difference of, and whether those stand before it."""
    if len(sentence.mentions) > SURVEYED:
        return
    for order, rest in enumerate(sentence.mentions):
        clause = sentence.clause_before(order)
        if rest.start in bound or not _DIFFERS.search(clause) or _ELSEWHERE.search(clause) or not _is_plain(rest):
            continue
        for joined in [passage(sentence, ()), *([passage(sentence, before[-1:])] if before else [])]:
            two = _two_before(joined.sentence, rest)
            if len(two) == _TWO:
                yield rest, two[0], two[1], two[0].start < sentence.offsets[0]
                break


def _is_plain(mention: Mention) -> bool:
    return mention.kind in AMOUNTS and not mention.hedges and not mention.components and bool(mention.unit)


def _two_before(sentence: Sentence, rest: Mention) -> list[Mention]:
    """The amounts of its unit before a figure; none where one of them is of another time or not exact."""
    ahead = [k for k, m in enumerate(sentence.mentions) if m.start < rest.start and _counts_with(m, rest)]
    strange = any(sentence.groups[k] or not _is_plain(sentence.mentions[k]) or _ELSEWHERE.search(sentence.clause_before(k)) for k in ahead)
    two = [sentence.mentions[k] for k in ahead]
    return [] if strange or (len(two) == _TWO and two[0].value.meets(two[1].value)) else two


def _counts_with(one: Mention, other: Mention) -> bool:
    return same_unit(one, other) or (one.kind == other.kind and {one.unit, other.unit} <= _PLACES)
