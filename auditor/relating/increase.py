"""An increase given twice, in its unit and in percent, with the level that it led to, in any order: 218件，比上年增加36件，增长16.5%.

The two sizes stand side by side with nothing but connectives between; the level is the nearest before them, or the one that the next clause names where
nothing stands before them. Sizes that compare with two times (比年初增加…，同比增长…) are not one increase.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.expression import expression
from auditor.lexicon import Lexicon
from auditor.model import AMOUNTS, Mention, MentionKind
from auditor.number import within
from auditor.record import record
from auditor.relating.discourse import passage
from auditor.relating.level import can_change, directions, divided, is_base, is_change
from auditor.relating.sentence import Sentence
from auditor.relating.unit import comparable

# Between the two sizes: "," "(" "、" and what compares, up to the word of direction
_JOINT = expression(r"[,、(]")
# What each may be said to compare with, with whom it must agree: "比上年同期" "较年初" "同比"
_TIMES = r"上年|去年|前年|年初|期初|月初|上月|上季|上期|(?:19|20)\d\d年|同比|环比"
_PAST = expression(_TIMES)
_THAN = expression(rf"(?:(?:比|较|与)?(?:{_TIMES})(?:同期|[末底初]|度|全年)*(?:相比)?|名义|总体|本[年期]|全年|净|共|又|实际|当年|年内|累计|增量)*")
_SAME = (frozenset({"上年", "去年", "同比"}), frozenset({"年初", "期初", "上年", "去年"}))
_OTHER_BASE = expression(r"[比较]?(?:[年月季期]初|上[月季])")
# "当年新增" may be a flow that has a growth of its own
_NEW = expression(r"新增")
_SHARE = expression(r"占")
# All before sizes that open their statement: "比上年" — not "民事案件比上年"
_OPENING = expression(r"(?:[^\ue000-\uf8ff]*[;。])?\s*[^,;:。()\ue000-\uf8ff]{0,12}")
# ",全年调解纠纷" behind the sizes — not ",其中"
_SUBJECT = expression(r"\)?,(?!其中|同比|比|较|增|下降)[^,;。()\ue000-\uf8ff]{2,14}")
# ",全年接待总量回落至" behind the sizes, and ",达到" ",为" ",全年达" — not ",其中出口为"
_REACHED = expression(
    r"(?:的?基础上)?\)?,(?!其中|全(?!年)|各)(?:[^,;。()\ue000-\uf8ff]{0,12}(?:[增升降减跌]|增加|减少|增长|上升|下降|回落|提高|降低|扩大|缩减|达)[至到]了?|(?:现|已|全年|目前|总[数量额])*(?:为|达到?))"
)
# "景区游客量" of "景区游客量同比减少" and of "景区游客量下降" before the first size, whose level stands behind — not "比上年减少" "同比增长"
_SUBJECT_AHEAD = expression(
    rf"(?!{_TIMES}|[比较与净共本]|全年|总体|累计|年内|当年|实际|名义|增量|又)(?P<noun>[^,;:。()\ue000-\uf8ff]{{2,14}}?)(?<![比较与])"
    rf"(?:(?:比|较|与)?(?:{_TIMES})|增加|增长|上升|下降|减少|回落|提高|降低|上涨|下跌)[^,;:。()\ue000-\uf8ff]*"
)
# Savings, and what they are taken from
_SAVED = expression(r"节约|节省|节支|核减|审减|压减|下浮|少支")
_BUDGET = expression(r"预算|概算|估算|控制价|限价|送审|报审|计划|原价|标底")
# No level of now and of all
_OTHERS, _ABOUT = expression(r"计划|目标|任务|预计|其中|均|每|[上去前]年"), 3
_SKIPPED = expression(r"年均|平均|每年|复合|累计|实际|拉动|贡献|目标|计划|预计|力争")
# "预算合计⟨⟩,节约⟨⟩": what was set is what the saving is of — not "决算⟨⟩" "一般公共预算收入⟨⟩"
_SET = expression(r"(?:(?<!公共|基金|经营)预算|概算|估算|控制价|限价|标底|送审|评估)[^,;:。]{0,6}$")


@record(frozen=True)
class Increase:
    """An increase in units and in percent, its direction, and the level after it; `sure` unless the rate may be that of the increase itself.

    `turned` where the rate goes the other way: 下降3.2%，比上年多280元; `loose` where the level is merely the only one in sight.
    """

    increase: Mention
    rate: Mention
    after: Mention
    falls: bool
    words: str
    sure: bool
    far: bool
    turned: bool = False
    loose: bool = False


def bind_increases(sentence: Sentence, before: Sequence[Sentence], lexicon: Lexicon) -> Iterator[Increase]:
    """Every increase of a sentence that is printed both ways and whose level is told."""
    paired: set[int] = set()
    for order in range(len(sentence.mentions) - 1):
        within = order + 2 < len(sentence.mentions) and _REACHED.fullmatch(sentence.between(order, order + 1)) is not None
        sizes = _sizes(sentence, order, lexicon, order + 1 + within) if order not in paired else None
        # 浓度下降⟨6.2%⟩,优良天数达到⟨290天⟩、增加⟨19天⟩: two things changed
        if sizes is None or (within and sizes[3]):
            continue
        paired.add(order + 1 + within)
        increase, rate, falls, turned = sizes
        sure = (
            not turned and not _NEW.search(sentence.clause_before(increase)) and not _SUBJECT_AHEAD.fullmatch(sentence.clause_before(order).strip())
        )
        after = (order + 1 if _is_level(sentence, order + 1, increase) else None) if within else _after(sentence, order, increase)
        if after is not None:
            yield Increase(
                sentence.mentions[increase], sentence.mentions[rate], sentence.mentions[after], falls, sentence.text, sure, far=False, turned=turned
            )
            continue
        back = list(_back(sentence, before, increase, rate, falls=falls)) if order == 0 and before and sure else []
        yield from back or (_alone(sentence, before, increase, rate, falls=falls) if not turned else ())


def _alone(sentence: Sentence, before: Sequence[Sentence], increase: int, rate: int, *, falls: bool) -> Iterator[Increase]:
    """The only level of its unit in sight, where the rate is about what it gives: 比上年多缴⟨⟩、增长⟨⟩的背后,是…:公司纳税⟨⟩."""
    joined = passage(sentence, before[-1:]).sentence
    size, given = sentence.mentions[increase], sentence.mentions[rate].value.middle
    same = [k for k, m in enumerate(joined.mentions) if m is not size and comparable(m, size)]
    # What was new is a part of the level, and other figures of its unit may be what grew
    levels = [k for k in same if can_change(joined, k) and not is_change(joined, k) and not is_base(joined, k)]
    if len(same) != 1 or not levels or _SAVED.search(sentence.clause_before(increase)) or _OTHERS.search(joined.clause_before(levels[0])):
        return
    level, grown = joined.mentions[levels[0]].value.middle, size.value.middle
    earlier = level + (grown if falls else -grown) if level and grown else 0
    if given and grown and earlier > 0 and within(grown / earlier * 100, given, _ABOUT):
        yield Increase(size, sentence.mentions[rate], joined.mentions[levels[0]], falls, joined.text, sure=False, far=True, loose=True)


def _sizes(sentence: Sentence, order: int, lexicon: Lexicon, second_at: int) -> tuple[int, int, bool, bool] | None:
    """The ordinals of increase and rate, whether the increase is a fall and the rate goes the other way, where two mentions are sizes of one change.

    The second is the next, or behind the level that the first reaches: 比上年增加⟨⟩,达到⟨⟩,增长⟨⟩.
    """
    pair = order, second_at
    rate = next((k for k in pair if sentence.mentions[k].kind is MentionKind.PERCENT), None)
    increase = next((k for k in pair if sentence.mentions[k].kind in AMOUNTS), None)
    clauses = [sentence.clause_before(k).strip() for k in pair]
    joint = sentence.between(second_at - 1, second_at).removesuffix(sentence.clause_before(second_at))
    if rate is None or increase is None or not _JOINT.fullmatch(joint) or any(_SKIPPED.search(clause) for clause in clauses):
        return None
    if any(sentence.mentions[k].components or sentence.mentions[k].quoted for k in pair):
        return None
    # 12.7万人次,人次比上年增加⟨⟩
    clauses[0] = clauses[0].removeprefix(sentence.mentions[order - 1].unit) if order else clauses[0]
    own = _SUBJECT_AHEAD.match(clauses[0]) if order == 0 else None
    clauses[0] = clauses[0][own.end("noun") :] if own else clauses[0]
    first, second = (next((falls for falls, words in directions(clause, lexicon) if _THAN.fullmatch(words)), None) for clause in clauses)
    if first is None or second is None:
        return None
    times = [set(_PAST.findall(clause)) for clause in clauses]
    agree = not all(times) or any(times[0] <= same and times[1] <= same for same in _SAME)
    # 余额⟨⟩,增长⟨10.2%⟩,比年初增加⟨⟩: what is told without a time first is of the year
    agree = agree and not (rate == order and not times[0] and _OTHER_BASE.search(clauses[1]))
    falls = first if increase == order else second
    return (increase, rate, falls, first is not second) if agree and not (times[1] and not times[0] and _NEW.search(clauses[0])) else None


def _after(sentence: Sentence, order: int, increase: int) -> int | None:
    """The level right before the two sizes, a share of it stepped over; where they open their statement, the one that the next clause names."""
    for k in range(order - 1, -1, -1):
        if sentence.mentions[k].kind is MentionKind.PERCENT and _SHARE.search(sentence.clause_before(k)):
            continue
        return k if _is_level(sentence, k, increase) and not divided(sentence, k, order) else None
    behind = order + 2
    opens = (
        not _SUBJECT_AHEAD.fullmatch(sentence.clause_before(order).strip())
        and _OPENING.fullmatch(sentence.text[: sentence.positions[order]])
        and behind < len(sentence.mentions)
    )
    reached = order == 0 and behind < len(sentence.mentions) and _REACHED.fullmatch(sentence.between(order + 1, behind))
    named = reached or (opens and _SUBJECT.fullmatch(sentence.between(order + 1, behind)))
    return behind if named and _is_level(sentence, behind, increase) else None


def _is_level(sentence: Sentence, k: int, increase: int) -> bool:
    """Whether a figure is what a change led to: no budget, which savings are a part of (预算⟨35万元⟩,节约⟨1.5万元⟩,节约率⟨4.3%⟩)."""
    if _SAVED.search(sentence.clause_before(increase)) and _BUDGET.search(sentence.clause_before(k)):
        return False
    level, size = sentence.mentions[k], sentence.mentions[increase]
    # 12.7万人次,比上年增加3.5万
    bare = not size.unit and size.scale != 1 and level.scale == size.scale and k == increase - 1
    fits = can_change(sentence, k) and (comparable(level, size) or bare)
    return fits and not is_change(sentence, k) and not is_base(sentence, k) and not _SET.search(sentence.clause_before(k))


def _back(sentence: Sentence, before: Sequence[Sentence], increase: int, rate: int, *, falls: bool) -> Iterator[Increase]:
    """The only comparable level of the sentences before, where the two sizes open theirs: 调解纠纷218件。比上年增加36件，增长16.5%."""
    if not _OPENING.fullmatch(sentence.text[: sentence.positions[min(increase, rate)]]):
        return
    joined = passage(sentence, before).sentence
    levels = [k for k, m in enumerate(joined.mentions) if m.start < sentence.offsets[0] and comparable(m, sentence.mentions[increase])]
    if len(levels) == 1 and can_change(joined, levels[0]) and not is_change(joined, levels[0]):
        yield Increase(sentence.mentions[increase], sentence.mentions[rate], joined.mentions[levels[0]], falls, joined.text, sure=True, far=True)
