"""Levels that nothing but what is in sight tells: which figures can be one, which of two is the earlier, and whether they may be of one thing.

Shared by the readings that hardly look at the wording: `lone_change` and `lone_step`.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.expression import expression
from auditor.relating.distant_change import is_past, of_that_time
from auditor.relating.level import can_change, is_base, is_change
from auditor.relating.noun import noun, shared, stripped
from auditor.relating.sentence import Sentence

_COMMON = 2
# No level that was: "计划" "平均" "其中女"
_NO_LEVEL = expression(r"计划|目标|任务|预计|力争|其中|拉动|贡献|弹性|占(?!比|用|地)|以[上下内]")
# "快于城镇居民" "比控制价低" "高于全省平均": what is compared with stands in the clause of the change
THAN = expression(r"(?:[高低快慢多少]于|高出|低出|领先|落后于?|(?<![同环])比|较)(?P<whom>[^,;。\ue000-\uf8ff]{2,12})")
# What says of when a level is: "期末" "4月" "二季度末" "今年前10个月"
_WHEN = expression(
    r"[上去前今本这]一?(?:[年月季期周届次天]|个?学[期年])|期[初中末]|十[一二三四五]五”?末?|(?<![—~-])\d{1,2}月(?!底|末)|[一二三四]季度末?|[上下]半年|20\d\d年|(?:修|造|治|建|施|革|投产|疫情)[前后]|如今|目前|现在?|此前|原来|最初|这时|前\d{1,2}个月"
)
# "前三季度" "1—8月", which no single quarter or month is compared with
_SUMMED = expression(r"前[一二两三四\d]+个?[月季]|1[—~-]+\d{1,2}月")
# All but the sort of a time: "季度" of 二季度末, "" of 如今
_SORT = expression(r"[上下去前今后本这第一二三四五初中末\d”十]|20\d\d|如|目|现在?|此|原来|最|时")
# "低" of 比控制价低
_WAY = expression(r"[高低快慢多少]出?了?$")
_AGO = expression(r"(?:上一?|去|前)(?:个?月|年|季度?|期|届|周|个?学期)|同期|年初|期初|同比|环比|(?:19|20)\d\d年")
_YEARLY, _YEAR = expression(r"[上去]年|同期|同比"), expression(r"(?:19|20)\d\d(?=年)")
_FROM = expression(r"[由从](?=[上去前年原\d]|\p{Han}{0,6}的?$)|[比较][上去年]")
_TIME = expression(r"[上去前今本]一?(?:[年月季期周届]|个?学[期年])|同期|年初|同比|环比|20\d\d年|月|季度|[年月季期][末初底]")
# No time: "比行业平均水平"
_THAN_OTHERS = expression(r"平均|水平|全[国省市县区]|行业|[高低快慢]于")
_PLAIN = expression(
    r"^[由从]|[我全本][市县区省]|同比|环比|净|累计|共|实际|则|名义|(?:[一两二三四五六七八九十\d]+个?(?:年|月|学期|季度))?(?:[来间里内]|期间|时间)?(?=多|$)|每\p{Han}{1,3}|相比|水平|[增降]?[速幅]|同|以来|的|[比较与]|,|达到?|了|总[数量额]?|数量|规模|[为是]|只有|分别|[“”()]|现有|在册|\s"
)


def of_one_thing(sentence: Sentence, pair: tuple[int, int], name: str, others: str = "") -> bool:
    """Whether two levels may be of one thing, or of that of now and that of the `others` it is compared with, and of that name."""
    names = [_name(sentence, k) for k in pair]
    if others:
        # 全省固定资产投资 is no match for 渔港投资
        thing_of = names[1].rpartition(others)[2]
        return not all(names) or thing_of in names[0] or names[0] in thing_of
    if name and any(names) and max(shared(name, one) for one in names) < _COMMON:
        return False
    return not all(names) or shared(*names) >= _COMMON


def whom_of(clause: str) -> str:
    """The place or holder that a change compares with, "" where it compares with another time."""
    match = THAN.search(clause)
    whom = _WAY.sub("", match["whom"]) if match else ""
    return "" if _TIME.search(whom) else thing(whom) or whom


def _name(sentence: Sentence, k: int) -> str:
    """What a level is called, or what it came from is: 客流 of 客流由去年的⟨⟩."""
    return thing(noun(sentence, k)) or thing(_FROM.split(sentence.clause_before(k))[0])


def is_level(sentence: Sentence, k: int) -> bool:
    """Whether a figure is one that something may be compared with or be: no change, plan or share."""
    return can_change(sentence, k) and not is_change(sentence, k) and not _NO_LEVEL.search(sentence.clause_before(k))


def base_of(sentence: Sentence, levels: Sequence[int], clause: str) -> int | None:
    """Of two levels the one that is compared with: by its time, or by the name that the change compares with."""
    past = [k for k in levels if is_past(sentence, k, levels) or is_base(sentence, k)]
    than = _AGO.search(clause)
    others = whom_of(clause)
    if len(past) == 1 and not others and _of_that_time(sentence, past[0], levels[levels[0] == past[0]], than[0] if than else ""):
        return past[0]
    if not others or len({sentence.mentions[k].period for k in levels}) > 1:
        return None
    common = {k: shared(others, _words(sentence, k)) for k in levels}
    named = [k for k in levels if common[k] == max(common.values()) >= _COMMON]
    return named[0] if len(named) == 1 else None


def are_apart(sentence: Sentence, levels: Sequence[int], clause: str) -> bool:
    """Whether two levels are of two times that their words name, or of two holders one of which the change names: 期中⟨⟩,期末⟨⟩; 甲线⟨⟩,乙线⟨⟩,甲线高出⟨⟩."""
    words = [sentence.words_before(k) for k in levels]
    times = [_WHEN.findall(said) for said in words]
    if all(times) and times[0] != times[1]:
        # A quarter is not compared with one of its months
        sorts = [{_SORT.sub("", time) for time in named} for named in times]
        summed = {_SUMMED.search(said) is not None for said in words}
        return len(summed) == 1 and bool(sorts[0] & sorts[1] or "" in sorts[0] | sorts[1]) and not whom_of(clause)
    names = [_name(sentence, k) for k in levels]
    others = _WAY.sub("", clause)
    return not any(times) and all(names) and names[0] != names[1] and sum(name.startswith(others) for name in names) == 1 and len(others) > 1


def _of_that_time(sentence: Sentence, base: int, now: int, than: str) -> bool:
    """Whether a base may be what a change says that it compares with: of the year before, where both say their years."""
    then, after = (_YEAR.findall(sentence.words_before(k)) for k in (base, now))
    if then and _YEARLY.search(than):
        return bool(after) and int(after[-1]) - int(then[-1]) == 1
    if not then and than and _THAN_OTHERS.search(sentence.clause_before(base)):
        return False
    return of_that_time(sentence, base, than)


def _words(sentence: Sentence, k: int) -> str:
    """The words of a level and of what its bracket stands behind."""
    group = sentence.groups[k]
    return sentence.text[max(0, group[0] - 14) : group[0]] if group else sentence.clause_before(k)


def thing(words: str) -> str:
    """What words name, without times and connectives; "" where less than a word is left."""
    left = _PLAIN.sub("", _TIME.sub("", _WHEN.sub("", stripped(words))))
    return left if len(left) >= _COMMON else ""
