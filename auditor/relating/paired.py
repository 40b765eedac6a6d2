"""Lists whose parts stand beside other figures of each item, or are counted in a unit of their own: 培训86期4300人次，其中农业12期360人次."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from auditor.expression import expression
from auditor.model import Document, Mention, MentionKind
from auditor.relating.sentence import Sentence
from auditor.relating.unit import comparable
from auditor.relating.whole import SHARED_ENDING, common_ending

# "562户⟨1685人⟩" "286笔,金额⟨4.26亿元⟩" — not "286笔,收回"
_BESIDE = expression(r"[、()共计]*|,?(?:贷款|涉及|涉案|合同|成交|标的|投资)?(?:总?金额|总额|资金|价款)(?:共|共计|合计|为|达)?")
# Measure words of what 个 counts too
_THINGS = frozenset({"place", "organisation", "equipment", "group", "item", "document"})
# What is no part though it is named like its whole: a level, another total, another time
_NOT_OF_IT = expression(r"[年季月期][末底初]|累计|余额|各[项类]|全[部省市县区年国]|(?<!公)共|总|上年|去年|同期|合计|较|比|计划|目标|新[增建引]|净增")
# A point that was lost makes a part ten times as much
_LOST_POINT = 10
# ",农机购置补贴" behind ",其中耕地补贴⟨⟩"
_NEXT = expression(r"[,;](?P<name>[^,;:。()\ue000-\uf8ff]{2,14})")
# "、港股" between two items of a list — not ",同比增长", nor "、其中"
ROW = expression(r"[、和及](?!其中)[^,;:。()]{1,10}")
# "持平、" between two kinds of one list — not "持平，比上年多"
_SIDE_BY_SIDE = expression(r"[^,;:。、()\ue000-\uf8ff]{2,6}[,、和及]{1,2}")


def twins(sentence: Sentence, whole: int) -> list[int]:
    """The figures that measure the same things as a whole in other units, right beside it: 562户1685人, 86期4300人次."""
    found = []
    for step in (1, -1):
        k = whole + step
        while 0 <= k < len(sentence.mentions) and _BESIDE.fullmatch(sentence.between(min(k, k - step), max(k, k - step))):
            found.append(k)
            k += step
    return found


def is_paired(sentence: Sentence, twins: Sequence[int], listed: Sequence[int], parts: Sequence[int]) -> bool:
    """Whether each item of a list gives a figure for a twin of the whole before the one that is a part of it: 农业12期360人次."""
    return any(
        [k + 1 for k in listed if k not in parts and comparable(sentence.mentions[k], sentence.mentions[twin])] == list(parts) for twin in twins
    )


def things(sentence: Sentence, whole: int, listed: Sequence[int]) -> list[int]:
    """What stands under a number of things, counted by its own measure word: 供水设施684个，其中水库5座、泵站86座."""
    mentions, total = sentence.mentions, sentence.mentions[whole]
    if total.unit != "个" or not listed or mentions[listed[0]].dimension not in _THINGS:
        return []
    return list(takewhile(lambda k: mentions[k].unit == mentions[listed[0]].unit, listed))


def are_called(sentence: Sentence, whole: int, parts: Sequence[int]) -> bool:
    """Whether several parts are all called like their whole: 开发面积⟨⟩, of which two projects with 交付面积⟨⟩ and one with 新开工面积⟨⟩."""
    return len(parts) > 1 and all(_named_alike(sentence, whole, k) for k in parts)


def column(sentence: Sentence, whole: int, before: Sequence[int], listed: Sequence[int]) -> list[int]:
    """The members that are named like the whole, where the list gives several figures for each item: 收入 and 支出 of each trade."""
    own = [k for k in listed if _named_alike(sentence, whole, k)]
    others = [k for k in listed if k not in own and any(_named_alike(sentence, other, k) for other in before if other != whole)]
    return own if len(own) > 1 and others else []


def _named_alike(sentence: Sentence, a: int, b: int) -> bool:
    named = common_ending(sentence.mentions[a].label, sentence.mentions[b].label) >= SHARED_ENDING
    return named and comparable(sentence.mentions[a], sentence.mentions[b])


def is_next(document: Document, whole: Mention, before: Mention, part: Mention) -> bool:
    """Whether a part stands in one row with the one before it, or behind a comma and is named like its whole."""
    named = _NEXT.fullmatch(document.folded, before.end, part.start)
    lost = (whole.kind is MentionKind.MONEY or "." in whole.digits) and (part.value.middle or 0) < _LOST_POINT * (whole.value.middle or 0)
    alike = lost and named is not None and not _NOT_OF_IT.search(named["name"]) and common_ending(named["name"], whole.label) >= SHARED_ENDING
    return alike or ROW.fullmatch(document.folded, before.end, part.start) is not None


def goes_on(sentence: Sentence, k: int) -> bool:
    """Whether another kind follows a part at once: 8项持平、3项退位."""
    behind = k + 1
    return (
        behind < len(sentence.mentions)
        and sentence.mentions[behind].unit == sentence.mentions[k].unit
        and _SIDE_BY_SIDE.fullmatch(sentence.between(k, behind)) is not None
    )
