"""Changes bound because nothing else can be meant: the only two levels of their unit in sight, one of them of another time, place or bid.

「专利授权量增长26.4%：2023年授权1517件，而2022年为1280件。」「馆藏新增35件，从去年底的218件达到263件。」 How they are worded and in which order hardly matters: the
two levels, the figure that says by how much they differ and the arithmetic do. What any reading explains is right, and what is left is worth a look.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.lexicon import Lexicon
from auditor.misprint import slips
from auditor.model import AMOUNTS, Mention, MentionKind
from auditor.number import decimal_text, within
from auditor.relating.akin import has_grown_itself
from auditor.relating.change import Change
from auditor.relating.comparison import only_two
from auditor.relating.discourse import passage
from auditor.relating.level import (
    DOUBLINGS,
    beside_plan,
    divided,
    of_another_time,
    of_other_years,
    of_unlike_signs,
    ways,
)
from auditor.relating.lone_level import THAN, are_apart, base_of, is_level, of_one_thing, thing, whom_of
from auditor.relating.sentence import Sentence
from auditor.relating.unit import same_unit

if TYPE_CHECKING:
    from auditor.relating.increase import Increase
    from auditor.relating.yearly import Yearly

_SIZES = AMOUNTS | {MentionKind.PERCENT, MentionKind.POINTS, MentionKind.MULTIPLE}
_REACH, _MOST, _TWO, _LEAST, _COMMON, _NEAR = 2, 24, 2, 3, 2, 3
# No change between two levels: "年均增长" "拉动" "计划新增"
_SKIPPED = expression(r"年均|平均每|复合|拉动|贡献|计划(?!的)|目标|预计|力争|任务|其中|占|可比|不变价|同口径|剔除")
_CONSTANT = expression(r"可比|不变价|口径|剔除|扣除|实际(?=[增下上])")
# "新增村史馆藏品" "多缴": what changed stands behind the word
_NAMED = expression(r"(?:净?增[加设添]?+|新[增建开设]|净?减少?+|压减|缩减|精简)了?+(?P<of>\p{Han}{2,10})$")
_LOWER = expression(r"[低慢少]于|落后|低出")
# An average beside what it is an average of
_EACH = expression(r"均(?!为|已|达)|每")
# "低于全省平均增速" and "是2021年的"
_MEASURED, _TIMES_OF = expression(r"[高低快慢]于|领先|落后"), expression(r"(?:是|为|达到?|相当于)[^,;。\ue000-\uf8ff]{2,8}$")
# "便宜了" "提速" "每斤涨了" — not "涨到"
_CUE = expression(r"(?:涨|贵|多|增|(?P<falls>便宜|提速|跌|降|省|慢|少|缩|压))(?:出|供|收|办|产|销|用|付|快|短|低)?了?$")
_FELL, _CLOSE = expression(r"下降|降幅|跌|回落|减少|下滑"), 16
GROWN = expression(r"(?:增长|增速|增幅|涨幅|上涨|下降|降幅|跌幅|回落|减少)[^,;。]{0,5}$")


def bind_lone_changes(
    told: Sequence[tuple[Sentence, Sequence[Sentence]]],
    changes: Sequence[Change],
    increases: Sequence[Increase],
    yearly: Sequence[Yearly],
    lexicon: Lexicon,
) -> Iterator[Change]:
    """The changes that none of what was found binds, each with the only two levels that it can lie between."""
    bound = (
        {one.change.start for one in changes}
        | {one.change.start for one in yearly}
        | {m.start for one in increases for m in (one.increase, one.rate)}
    )
    used = {_key(one) for one in changes}
    readings: dict[int, list[Change]] = {}
    for sentence, before in told:
        if not sentence.mentions or len(sentence.mentions) > _MOST:
            continue
        for reach in range(min(len(before), _REACH) + 1):
            joined = passage(sentence, before[len(before) - reach :])
            if _LEAST <= len(joined.sentence.mentions) <= _MOST:
                for change in (*_read(joined.sentence, bound, lexicon), *only_two(joined.sentence, bound)):
                    readings.setdefault(change.change.start, []).append(change)
    for found in readings.values():
        if _key(found[0]) not in used and _is_about(found[0]) and not any(map(_is_explained, found[1:])):
            yield found[0]


def _key(change: Change) -> tuple[frozenset[int], MentionKind]:
    """Two levels and how their difference is told: two differences of one kind they have not."""
    return frozenset({change.before.start, change.after.start}), change.change.kind


def _read(sentence: Sentence, bound: Collection[int], lexicon: Lexicon) -> Iterator[Change]:
    for order, mention in enumerate(sentence.mentions):
        if mention.start in bound or mention.kind not in _SIZES or mention.components or mention.quoted:
            continue
        units = _units(sentence, order)
        said = said_of(sentence, order, lexicon) if units else None
        if said is None:
            continue
        for unit in units:
            pair = _pair(sentence, order, unit, said)
            if pair is not None:
                now, base = pair
                yield Change(
                    mention,
                    sentence.mentions[base],
                    sentence.mentions[now],
                    said[0],
                    sentence.text[: sentence.positions[order]],
                    far=True,
                    loose=True,
                )


def _units(sentence: Sentence, order: int) -> list[Mention]:
    """One mention for each unit in which two figures stand beside a change: its own unit, or any for a rate of growth."""
    change = sentence.mentions[order]
    found: dict[str, list[Mention]] = {}
    for mention in sentence.mentions:
        if mention is not change and _serves(mention, change):
            found.setdefault(mention.unit, []).append(mention)
    return [mentions[0] for mentions in found.values() if len(mentions) > 1]


def _serves(level: Mention, change: Mention) -> bool:
    if change.kind is MentionKind.POINTS:
        return level.kind is MentionKind.PERCENT
    if change.kind in AMOUNTS:
        return same_unit(level, change)
    return level.kind in AMOUNTS


def said_of(sentence: Sentence, order: int, lexicon: Lexicon) -> tuple[bool, str, str] | None:
    """Whether a mention is a fall, what changed by it, "" where its clause does not say, and the words of its clause; None where it is no change."""
    clause = sentence.clause_before(order).strip()
    group = sentence.groups[order - 1] if order else None
    # "快于城镇居民" of 快于城镇居民(增长⟨⟩)⟨⟩
    around = sentence.text[: group[0]] if group and sentence.text[group[1] + 1 : sentence.positions[order]] == clause else ""
    compared = THAN.search(around[max(0, len(around) - 14) :] + clause)
    if compared and (around or _MEASURED.match(clause)):
        return _LOWER.search(compared[0]) is not None, "", compared[0]
    # "的" of 是2021年(⟨⟩)的⟨2倍⟩
    if around and sentence.mentions[order].kind is MentionKind.MULTIPLE and _TIMES_OF.search(around):
        return False, "", ""
    if _SKIPPED.search(clause):
        return None
    named = _NAMED.search(clause)
    # 新增企业⟨⟩,增长⟨⟩: a flow of its own
    if named and sentence.mentions[order].kind in AMOUNTS:
        if (
            order + 1 < len(sentence.mentions)
            and sentence.mentions[order + 1].kind is MentionKind.PERCENT
            and GROWN.search(_lead(sentence, order + 1))
        ):
            return None
        return "减" in named[0] or "缩" in named[0], named["of"], clause[: named.start()]
    for falls, before in ways(sentence, order, lexicon):
        return falls, "" if THAN.search(before) else thing(before), clause
    cue = _CUE.search(clause)
    return (cue["falls"] is not None, "" if THAN.search(clause) else thing(clause[: cue.start()]), clause) if cue else None


def _pair(sentence: Sentence, order: int, like: Mention, said: tuple[bool, str, str]) -> tuple[int, int] | None:
    """The level of now and the one that it is compared with; None where others may be meant."""
    falls, name, clause = said
    change = sentence.mentions[order]
    levels = [k for k, m in enumerate(sentence.mentions) if k != order and _serves(m, change) and m.unit == like.unit and is_level(sentence, k)]
    if len(levels) > _TWO:
        levels = [k for k in levels if not divided(sentence, k, order)]
    if len(levels) != _TWO:
        return None
    base = base_of(sentence, levels, clause)
    if base is None and order > max(levels) and are_apart(sentence, levels, clause):
        # Which of the two is the earlier does not matter: the change goes from one to the other
        base = sorted(levels, key=lambda k: sentence.mentions[k].value.middle or 0)[falls]
    if base is None:
        return None
    now = levels[levels[0] == base]
    explained = order < min(levels) and sentence.text[sentence.positions[order] + 1] in ":("
    # 办件量是上年的⟨3倍⟩,窗口由⟨⟩增加到⟨⟩
    ahead = order < min(levels) and not explained and not whom_of(clause)
    if ahead and not name and (order or change.kind is MentionKind.MULTIPLE):
        return None
    if not of_one_thing(sentence, (now, base), "" if explained else name, whom_of(clause)):
        return None
    return (now, base) if _may_be(sentence, order, now, base, falls=falls) else None


def _may_be(sentence: Sentence, order: int, now: int, base: int, *, falls: bool) -> bool:
    first, last = sorted((now, base))
    change = sentence.mentions[order]
    if change.kind is MentionKind.POINTS and len({GROWN.search(_lead(sentence, k)) is not None for k in (now, base)}) > 1:
        return False
    if _CONSTANT.search(sentence.text[max(0, sentence.positions[order] - _CLOSE) : sentence.positions[order]]):
        return False
    # 8月出口下降⟨⟩,7月增长⟨⟩
    if change.kind is MentionKind.POINTS and len({_FELL.search(_lead(sentence, k)) is not None for k in (now, base)}) > 1:
        return False
    each = [_EACH.search(sentence.clause_before(k)) is not None for k in (order, now, base)]
    if change.kind is not MentionKind.POINTS and each[1] is not each[2] and not each[0]:
        return False
    between = range(last + 1, order) if order > last else range(order + 1, first) if order < first else range(0)
    if change.kind not in AMOUNTS:
        own = next((k for k in range(order - 1, -1, -1) if sentence.mentions[k].kind in AMOUNTS and is_level(sentence, k)), None)
        # 出口额⟨⟩,增长⟨⟩;企业由⟨⟩增至⟨⟩: the growth is that of the level before it
        if change.kind is not MentionKind.POINTS and own is not None and own not in (now, base) and not divided(sentence, own, order):
            return False
        if any(is_level(sentence, k) and sentence.mentions[k].kind in AMOUNTS for k in between):
            return False
    return not (
        of_another_time(sentence, order, base)
        or of_other_years(sentence, order, now, base)
        or of_unlike_signs(sentence, now, base)
        or beside_plan(sentence, order, base)
        or has_grown_itself(sentence, order, base, now)
    )


def _lead(sentence: Sentence, k: int) -> str:
    return sentence.text[max(0, sentence.positions[k] - 8) : sentence.positions[k]]


def _is_about(change: Change) -> bool:
    """Whether the change is about what the values give, or one slip from it."""
    size, computed = change.change.value.middle, _computed(change)
    if not size or not computed or computed < 0:
        return False
    if within(computed, size, _NEAR**2 if change.change.unit in DOUBLINGS else _NEAR):
        return True
    return _printed(change, computed) in set(slips(change.change.digits))


def _is_explained(change: Change) -> bool:
    return _printed(change, _computed(change)) == change.change.digits


def _printed(change: Change, computed: Fraction) -> str:
    return decimal_text(computed / change.change.scale, len(change.change.digits.partition(".")[2]))


def _computed(change: Change) -> Fraction:
    """What the two values give, in the unit of the change; 0 where they give nothing."""
    before, after = change.before.value.middle, change.after.value.middle
    if not before or after is None:
        return Fraction(0)
    grown = (before - after) if change.falls else (after - before)
    if change.change.kind is MentionKind.PERCENT:
        return grown / before * 100
    return after / before - (not change.is_quotient) if change.change.kind is MentionKind.MULTIPLE else grown
