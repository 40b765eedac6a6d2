"""Which of several levels may be what another, of an earlier time, has become: one of the same place, of the same noun, and not of some among them."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.expression import expression
from auditor.relating.level import before_bracket, can_change, is_base
from auditor.relating.noun import noun, shared
from auditor.relating.sentence import Sentence

# "全省" of a value that is not of the report's own place, and "全市" of one that is
_OUTER, _OWN = expression(r"全国|全省|全球|全区域|全行业"), expression(r"[我全本][市县区州镇乡]")
# "受理" of "受理量比2023年的"
_SUBJECT_OF = expression(r"(?P<core>\p{Han}{2,8}?)(?:总?[量数额])?[比较]")
_PLANNED = expression(r"(?:目标|计划|任务)(?:任务|数|值)?(?:为|是)?$")
_NEAR = 6
# "提高到" before a level, and what joins the changes of several
_STEPS_TO, _AND = expression(r"(?:增|升|降|减|高|少|低|长|展|缩|落|加)[到至为]了?$"), expression(r"[、,和及]{1,2}")
# "增速高于城镇居民" before the base — not "高于"-less "比城镇居民"
_COMPARED = expression(r"[高快低慢]于|高出")


def of_own_place(sentence: Sentence, base: int, nearest: Sequence[int]) -> Sequence[int]:
    """The candidates, less those of other places than the base: 全省⟨⟩ where the base is 上年全市; none where the nearest is of another place and the base of none."""
    named = sentence.clause_before(base) or before_bracket(sentence, base)
    # 完成年度目标(⟨⟩)的⟨⟩,比上年⟨⟩增长: nothing has become what was planned
    nearest = [k for k in nearest if not _PLANNED.search(sentence.clause_before(k) or before_bracket(sentence, k))]
    nearest = _less_asides(sentence, base, nearest)
    inner = [k for k in nearest if not _OUTER.search(sentence.clause_of_list(k))]
    if _OUTER.search(named) or inner[:1] == nearest[:1]:
        return nearest
    return inner if _OWN.search(named) else [] if inner else nearest


def _less_asides(sentence: Sentence, base: int, nearest: Sequence[int]) -> Sequence[int]:
    """The candidates less those that brackets add to what is told, if any is told outside of them: 收入⟨⟩,完成预算(调整预算⟨⟩)的⟨⟩,比上年⟨⟩增长."""
    told = [k for k in nearest if sentence.groups[k] in (None, sentence.groups[base]) or before_bracket(sentence, k)]
    return told or nearest


def like_named(sentence: Sentence, base: int, candidates: Sequence[int]) -> Sequence[int]:
    """The candidates, or those of them that share most of the noun of the base: 存款余额, not the nearer 贷款余额, with 年初存款余额."""
    if before_bracket(sentence, base):
        # What one lead was over is not what another is of: 高于全国(⟨⟩)⟨⟩,高于全省(⟨⟩)⟨⟩
        candidates = [k for k in candidates if not (before_bracket(sentence, k) and is_base(sentence, k))]
    common = {k: shared(noun(sentence, base), noun(sentence, k)) for k in candidates}
    most = max(common.values(), default=0)
    return [k for k in candidates if common[k] == most] if most > 1 else candidates


def is_among(sentence: Sentence, k: int, base: int) -> bool:
    """Whether a figure is of some among those that the base is of: 受理案件中结案⟨⟩ beside 受理量比上年的⟨⟩."""
    named, words = _SUBJECT_OF.match(sentence.clause_before(base)), sentence.clause_before(k)
    return named is not None and named["core"] in words and "中" in words.partition(named["core"])[2][:_NEAR]


def in_turn(sentence: Sentence, order: int) -> list[tuple[int, int, int]]:
    """Base, level and change of each of the steps whose changes begin at an ordinal: 城市由⟨⟩提高到⟨⟩,农村由⟨⟩提高到⟨⟩,分别提高⟨⟩和⟨⟩."""
    if "分别" not in sentence.clause_before(order):
        return []
    end = order + 1
    while end < len(sentence.mentions) and _AND.fullmatch(sentence.between(end - 1, end)):
        end += 1
    first = order - 2 * (end - order)
    steps = [(first + 2 * k, first + 2 * k + 1, order + k) for k in range(end - order)] if end - order > 1 and first >= 0 else []
    told = all(is_base(sentence, base) and can_change(sentence, now) and _STEPS_TO.search(sentence.clause_before(now)) for base, now, _ in steps)
    return steps if told else []


def leading_comparison(sentence: Sentence, base: int) -> str:
    """高 or 低 where the direction stands before the base: 高于全市平均(⟨⟩)⟨2.5个百分点⟩."""
    words = sentence.clause_before(base) or before_bracket(sentence, base)
    match = _COMPARED.search(words)
    return "" if match is None else "低" if match[0] in ("低于", "慢于") else "高"


def has_grown_itself(sentence: Sentence, order: int, before: int, after: int) -> bool:
    """Whether a change is that of the earlier value, as the later has one of its own: 2024年⟨⟩,增长⟨⟩;2023年⟨⟩,增长⟨⟩."""
    own = after + 1
    grown = order == before + 1 and own < before and sentence.mentions[own].kind is sentence.mentions[order].kind
    return grown and ";" in sentence.between(own, before)
