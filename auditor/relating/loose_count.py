"""Rates of a small count that hardly a word binds: those that no whole number out of any count in sight gives.

「12家会员机构参加比对，各机构均按时提交，满意结果占54.6%」 is of the twelve, however it is worded: each of them is said to have been looked at, and no other count
stands near. Where the text gives a count that is large enough to give any rate there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from auditor.expression import expression
from auditor.model import Mention, MentionKind
from auditor.relating.discourse import SURVEYED, passage
from auditor.relating.scope import ANOTHER_TIME
from auditor.relating.sentence import Sentence
from auditor.relating.unit import comparable

# "合格率达" "满意结果占" "的占" — not "增长率"
_RATED = expression(r"率|占|比例|比重")
# What is no share of a count by its name, or one of other counts
_OF_OTHER = expression(
    rf"{ANOTHER_TIME}|增长|增速|增幅|涨|跌|下降|提高|提升|上升|降低|减少|增加|升|降|利率|税率|费率|汇率|收益率|效率|失业率|化率|感率|股|完成率|执行率|使用率|利用率|覆盖率|入住率|普及率|占用率|入学率|周转率|负荷率|成活率|出苗率|毛利率|利润率|支出|收入|预算|资金|投资|面积|产量|产值|计划|平均|均值|以上|以下|全[国省市县区镇]|贡献|比重|得分率|最[高低]|占\p{{Han}}{{2,}}|[比较超]"
)
# What says that every one was looked at: "全部参加考核" "各机构均" "逐家" "测评结果"
_EACH_LOOKED_AT = expression(r"全[部体员数]|[各均都逐]|[测参评考检抽复体查]|验收|问卷|投票|票决|打分|答题|统计|中|的")
# What a rate counts one by one — not "六大行业", "三级", "5项行动"
_UNITS = frozenset("个人名位家所户份张台辆只座处块栋幢村篇本艘班宗件盘间株头棵架口眼支条套桩批")
_FEWEST, _LARGEST = 6, 60
_MOST = 6
# "合格率" of whatever was counted — not "退票率"
_PLAIN = expression(r"(?:一次|总体|整体|最终)?(?:合格|达标|优[秀良质]|及格|通过|良好|整改|办结|完好|到[会岗场]|参[会训加])")
# "全站" of 全站设备完好率
_ALL = expression(r"[全各该本]\p{Han}")
_FULL = 100


def small_counts(histories: Sequence[tuple[Sentence, tuple[Sentence, ...]]], bound: Collection[int]) -> Iterator[tuple[Sentence, Mention, Mention]]:
    """The passage, the count before a rate that starts at none of the offsets `bound`, and the rate, where no figures in sight give it."""
    told: set[int] = set(bound)
    for sentence, before in histories:
        if any(m.kind is MentionKind.PERCENT and m.start not in told for m in sentence.mentions):
            # A sentence that has counts of its own needs no other
            own = any(m.kind is MentionKind.COUNT and m.unit in _UNITS for m in sentence.mentions)
            joined = passage(sentence, () if own else before, asides=True)
            if len(joined.sentence.mentions) <= SURVEYED:
                for count, rate in _found(joined.sentence, joined.first, told):
                    told.add(rate.start)
                    yield joined.sentence, count, rate


def _found(sentence: Sentence, first: int, bound: Collection[int]) -> Iterator[tuple[Mention, Mention]]:
    mentions = sentence.mentions
    counts = [k for k, m in enumerate(mentions) if m.kind is MentionKind.COUNT and m.unit and not m.components]
    for order in range(first, len(mentions)):
        rate = mentions[order]
        if rate.kind is not MentionKind.PERCENT or rate.start in bound or rate.hedges or rate.components or rate.quoted:
            continue
        clause = sentence.clause_before(order)
        before = [k for k in counts if k < order]
        if not before or not 1 <= len(counts) <= _MOST or not _RATED.search(clause) or _OF_OTHER.search(clause):
            continue
        count = mentions[before[-1]]
        if "率" in clause and not _is_spoken_of(clause, sentence.text[: sentence.positions[order] - len(clause)]):
            continue
        whole = all(mentions[k].value.is_point and not mentions[k].hedges and mentions[k].scale == 1 for k in counts)
        small = _FEWEST <= (count.value.low or 0) <= _LARGEST and count.unit in _UNITS and count.digits.isdecimal()
        if whole and small and _EACH_LOOKED_AT.search(sentence.between(before[-1], order)) and not _is_given(rate, [mentions[k] for k in counts]):
            yield count, rate


def _is_spoken_of(name: str, before: str) -> bool:
    """Whether a rate is called no more than it is, or by what the text before it speaks of: 考核合格率 of those who went through 考核 — not 设备完好率."""
    name = _ALL.sub("", name)
    return _PLAIN.match(name) is not None or any(name[i : i + 2] in before for i in range(len(name) - 2))


def _is_given(rate: Mention, counts: Sequence[Mention]) -> bool:
    """Whether a whole number out of one of the counts, or of two of one unit together, gives the rate, or two of them do."""
    numbers = {count.value.low or Fraction(0) for count in counts}
    numbers |= {(a.value.low or Fraction(0)) + (b.value.low or Fraction(0)) for a, b in combinations(counts, 2) if comparable(a, b)}
    return any(_can_give(rate, int(number)) for number in numbers)


def _can_give(rate: Mention, number: int) -> bool:
    share = rate.value.scaled(Fraction(number, _FULL))
    low = share.low or Fraction(0)
    up = -(-low.numerator // low.denominator)
    return number > 0 and share.holds(Fraction(up))
