"""Changes bound to values of earlier sentences.

「存款余额186亿元，贷款142亿元。年初存款余额169亿元，较年初增加17亿元。」

The base says by its words that it is of an earlier time; the figure of now has the same unit and shares a noun with the base, or follows it without
a noun of its own (2024年降至31微克). Where two figures could be either of them nothing is bound.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from auditor.expression import expression
from auditor.lexicon import Lexicon
from auditor.model import AMOUNTS, MentionKind
from auditor.relating.akin import has_grown_itself
from auditor.relating.change import IN_YEARS, Change, near
from auditor.relating.discourse import SURVEYED, Passage, passage
from auditor.relating.level import can_change, is_change, is_of_once, is_set_off, of_other_years, ways
from auditor.relating.noun import noun as noun_of
from auditor.relating.noun import shared
from auditor.relating.sentence import Sentence

_SIZES = AMOUNTS | {MentionKind.PERCENT, MentionKind.POINTS, MentionKind.MULTIPLE}
# "年初" "上年同期" — the words by which a base says when it was
_PAST = expression(
    r"上一?年|常年|上一?届|上一?个?学[期年]|上个月|上一月|上一季|去年|前年|年初|期初|月初|季初|上期|上月|上季|同期|(?:改[革造制]|整治|实施|技改|重组|投产|扩建|搬迁|试点|疫情|节)前|上周|此前|原来|过去"
)
# "改造前,日供水能力" — not "整改前3天"
_ONCE = expression(r"(?:改造|整治|实施|改革|治理|扩建|搬迁|试点)前[^,;。]{0,8},[^,;。]*$")
_YEAR = expression(r"(?:19|20)\d\d(?=年)")
# ",今年达到" — later than any year
_NOW, _TODAY = expression(r"(?:^|[,;。])(?:而|到|截至)?(?:今年|目前|如今|现在|现已|当前|眼下|去年|上年)"), "9999"
_PLAN = expression(r"计划|目标|任务|预算|预计|力争|到20\d\d年(?![末底]?,[^,;。]*$)|全国|全省|平均|人均")
# What a change may compare with, right before its own word: "比上年同期" "较年初" "同比"
_THAN = expression(
    rf"(?:(?:比|较|与)?(?P<past>上年|去年|前年|20\d\d年|年初|期初|月初|上期|上月|上季度?)(?:同期|底|末|初|度|全年)?(?:相比)?|同比|环比|净|共|又|一年间|[其期]间|年内|总体|实际|则|{IN_YEARS})*$"
)
_SAME_TIME = ({"上年", "去年", "同期"}, {"年初", "期初", "上年", "去年"}, {"上月"}, {"上期", "上年", "去年"}, {"上季", "上季度"})
_COMMON = 2


def bind_changes_back(sentence: Sentence, before: Sequence[Sentence], bound: Collection[int], lexicon: Lexicon) -> Iterator[Change]:
    """The changes of a sentence that start at none of the offsets `bound`, with values of the sentences before it."""
    if len(sentence.mentions) > SURVEYED or not any(m.kind in _SIZES and m.start not in bound for m in sentence.mentions):
        return
    changed = {m.start: found for k, m in enumerate(sentence.mentions) if m.start not in bound and (found := direction(sentence, k, lexicon))}
    if not changed:
        return
    joined = passage(sentence, before)
    for order in range(joined.first, len(joined.sentence.mentions)):
        found = changed.get(joined.sentence.mentions[order].start)
        change = _bind(joined, order, *found) if found else None
        if change is not None:
            yield change


def direction(sentence: Sentence, order: int, lexicon: Lexicon) -> tuple[bool, str, str] | None:
    """Whether a mention is a fall, the noun that changed ("" where the clause names none) and the time compared with; None where it is no change."""
    mention = sentence.mentions[order]
    if mention.kind not in _SIZES or mention.components or mention.quoted or sentence.groups[order]:
        return None
    for falls, before in ways(sentence, order, lexicon):
        than = _THAN.search(before)
        if than and not is_set_off(sentence, order, lexicon, falls=falls):
            return falls, before[: than.start()], "同期" if "同期" in than[0] else than["past"] or ""
    return None


def _bind(joined: Passage, order: int, falls: bool, noun: str, than: str) -> Change | None:
    sentence = joined.sentence
    levels = [k for k in range(order) if serves(sentence, k, order)]
    past = [k for k in levels if is_past(sentence, k, levels)]
    if len(past) != 1 or not of_that_time(sentence, past[0], than):
        return None
    base = past[0]
    now = now_of(sentence, base, [k for k in levels if k != base and sentence.mentions[k].unit == sentence.mentions[base].unit], noun)
    if now is None or (max(now, base) < joined.first and not _goes_back(sentence, (now, base), levels, noun)):
        return None
    if noun and shared(noun, f"{noun_of(sentence, now)},{noun_of(sentence, base)}") < _COMMON:
        return None
    if any(k not in (now, base) and (k > now or sentence.mentions[k].unit == sentence.mentions[now].unit) for k in levels if k >= joined.first):
        return None
    if of_other_years(sentence, order, now, base) or has_grown_itself(sentence, order, base, now):
        return None
    found = Change(
        sentence.mentions[order], sentence.mentions[base], sentence.mentions[now], falls, sentence.text[: sentence.positions[order]], far=True
    )
    return found if near(found) else None


def _goes_back(sentence: Sentence, values: tuple[int, int], levels: Sequence[int], noun: str) -> bool:
    """Whether a change may stand in a sentence of its own: it names what both values are of, or names nothing and there are no other values."""
    if noun:
        return all(shared(noun, noun_of(sentence, k) or noun) >= _COMMON for k in values)
    return len(levels) == len(values) and all(sentence.mentions[k].kind is MentionKind.PERCENT for k in values)


def serves(sentence: Sentence, k: int, order: int) -> bool:
    """Whether a mention can be a value of this change: a level, of the change's own unit where that is an amount, a percentage for points."""
    mention, change = sentence.mentions[k], sentence.mentions[order]
    if (
        not can_change(sentence, k)
        or mention.dimension.startswith("duration") != change.dimension.startswith("duration")
        or is_change(sentence, k)
        or sentence.groups[k]
        or _PLAN.search(sentence.clause_before(k))
    ):
        return False
    if change.kind is MentionKind.POINTS:
        return mention.kind is MentionKind.PERCENT
    if change.kind in (MentionKind.PERCENT, MentionKind.MULTIPLE):
        return mention.kind is not MentionKind.PERCENT
    return mention.kind is change.kind and mention.unit == change.unit


def is_past(sentence: Sentence, k: int, levels: Sequence[int]) -> bool:
    """Whether a figure says that it is of an earlier time: 上年, or a year before that of another figure."""
    if _PAST.search(sentence.clause_before(k)) or _ONCE.search(sentence.words_before(k)) or is_of_once(sentence, k):
        return True
    year = _year(sentence, k)
    return bool(year) and any(_year(sentence, other) > year for other in levels if other != k)


def _year(sentence: Sentence, k: int) -> str:
    years = _YEAR.findall(sentence.words_before(k))
    return str(years[-1]) if years else _TODAY if _NOW.search(sentence.words_before(k)) else ""


def of_that_time(sentence: Sentence, base: int, than: str) -> bool:
    """Whether the base may be what the change says that it compares with."""
    said = _PAST.search(sentence.clause_before(base))
    if than[:2] == "20":
        return than[:4] == _year(sentence, base)
    if not than or said is None:
        return not than or than in ("上年", "去年")
    return than == said[0] or any(than in same and said[0] in same for same in _SAME_TIME) or said[0] == "同期"


def now_of(sentence: Sentence, base: int, others: Sequence[int], noun: str) -> int | None:
    """The figure of now: the only one that shares a noun with the base or, where the base has none, with the change; or the next without a noun."""
    named = noun_of(sentence, base) or noun
    common = {k: shared(named, noun_of(sentence, k)) for k in others}
    sharing = [k for k in others if common[k] > 1 and common[k] == max(common.values())]
    if len(sharing) == 1:
        return sharing[0]
    bare = [k for k in others if k > base and not noun_of(sentence, k)]
    if not sharing and bare and bare[0] == next(k for k in others if k > base):
        return bare[0]
    return others[0] if len(others) == 1 and not named else None
