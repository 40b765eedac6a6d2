"""Totals behind their parts: 来信31件、来访28件，合计59件."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.extraction.numerals import integer
from auditor.model import Mention, MentionKind
from auditor.number import Interval
from auditor.relating.calendar import months
from auditor.relating.nesting import own_parts
from auditor.relating.noun import is_narrower
from auditor.relating.partition import LOSS, Partition, partition
from auditor.relating.sentence import Sentence
from auditor.relating.unit import comparable
from auditor.relating.whole import SHARED_ENDING, SUMS_UP, TOTAL

if TYPE_CHECKING:
    import regex

# A level of before is no part of the level of now: "年初有会员"
_BEFORE = expression(r"[年月季期]初|[上去]年|原有|[上去]期")
_STOCK = expression(r"余额|存量|在册|现有|存栏|人均|每")
# "全年受理" of what was 办结 in each half of it
_TAKEN = expression(r"受理|新收|收[到案]|接收|登记|申报")
_PLANNED = expression(r"计划|目标|预计|预期|力争|任务|有望|将达")
_WHOLE_YEAR = expression(r"全年|年内")
# How many of a sort a year has, where their figures are listed together
_IN_A_YEAR = {"季度": 4, "半年": 2, "月": 12}
# ";全市共新增绿地" behind 城区新增绿地 and 农村新增绿地 — not ",共新增绿地", which may be of the last alone
_TAKES_TOGETHER = expression(
    r"[,;。]\s*(?:全[省市县区镇乡州院校局年]|[两二三四五六七八九十][批期项者家类地])(?:总?共计?|合计|总计|累计)(?P<noun>[^,;。()]{2,10})$"
)
# What may stand before a total of its own: ",合计", ",三项合计"
_STANDS_ALONE = expression(r"[,、;:(]\s*(?:[一二三四五六七八九十两\d]{1,3}(?:项|者|家|类|县|市|区|个|所|地|月|样|块|头|部分)|以上|上述|各项)?$")

# "上述⟨14条⟩新航线" behind its parts — not "上述问题⟨14个⟩"
_AFORESAID = expression(r"(?:上述|以上|前述)(?:这)?$")
# ",加上上年结转" between two amounts — not "增加上年", nor ",再加上" of what is only another reason
_ADDED = expression(r"^[^,;:。()\ue000-\uf8ff]{0,4},?(?:再)?(?<![增追添附])加上?[^,;:。()]{1,16}$")
# ",全年收入总数为" ",共有" behind the second of them — not ",共执结" nor ",支出合计", which are of what was done with them
_ADDED_UP = expression(
    r"^[^,;:。()\ue000-\uf8ff]{0,4},(?!其中|[^,;:。()总]{0,4}支出)[^,;:。()\ue000-\uf8ff]{0,10}(?:(?<!公)共[计有]?|合计|总[计数量额]|总收入|总支出|总财力)(?:为|达到?|是)?$"
)
# ",共计检查" — not ",全市共计检查"
_NOUN = expression(r"\p{Han}*")
# "村(社区)" behind a total
_COUNTED = expression(r"\p{Han}*(?:\(\p{Han}+\))?")
# "四期累计核销" "三次产业合计,全县生产总值为" before a total of four and of three — not "四期共有学员"
_TOLD = expression(
    r"(?:^|[,;:。(])\s*(?:[上前以]述|[这以][上下]?)?(?P<n>[二两三四五六七八九十]{1,2}|\d{1,2})(?:次产业|期|项|个|家|类|者|样|块|头|县|市|区|批|轮|次|年|月|季度|部分)"
    r"(?:合计|累计|共计|总计|总共|(?:[合加](?:起来|在一起)|算下来))(?:\p{Han}{0,4}|,[^,;:。()、\ue000-\uf8ff]{4,20})$"
)
# What was done with what the parts count: 查出486处,新查102处,两年累计整治553处
_DONE = expression(r"整治|整改|办结|审结|结案|销号|化解|处置|治理|解决|兑现|拨付|支付|执结|采纳|销售|售出|出栏|注销")
# "三项" of "三项收入合计⟨⟩" where the number was read as a figure: a clause that begins with it, or with what points back — not "建成三项"
_NUMBER_BEFORE = expression(r"[,;:。(]\s*(?:[上前以]述|[这以]上?|其中)?$")
# "收入合计" "产业合计,全县生产总值为" "代表共" between that number and the total — not "共有学员"
_TAKEN_TOGETHER = expression(
    r"[^,;:。()、\ue000-\uf8ff]{0,8}(?:合计|累计|共计|总计|总共|共)(?:,[^,;:。()、\ue000-\uf8ff]{4,20}|[^,;:。()、有\ue000-\uf8ff]{0,4})"
)
_OPENS_TOTAL = expression(r"(?:[共合总]计|总共|全部)(?!占|发现|查处|整改|处罚|办结|解决|移送|取缔|立案)[^,;:。()、\ue000-\uf8ff]{1,8}")
# "、食品企业" — not ",同比增长"
_ITEM = expression(r"、[^,;:。()、\ue000-\uf8ff]{1,10}")
# Two that only end like their total may be anything
_FEW = 2
# So many amounts before a total are tried for its parts
_IN_SIGHT = 6
_JOINT = expression(r"[、和及]{1,2}")  # "⟨⟩、⟨⟩和⟨⟩"


def before_total(sentence: Sentence, amounts: Sequence[int], whole: int) -> Iterator[Partition]:
    """来信31件、来访28件，合计59件: a total behind its parts, with no word of its own."""
    # 子公司盈利4.1亿元,两家参股公司合计亏损0.9亿元
    if LOSS.search(sentence.clause_before(whole)) and not any(LOSS.search(sentence.clause_before(k)) for k in amounts if k < whole):
        return
    told, sure = _as_many_as_told(sentence, amounts, whole)
    yield from [partition(sentence, whole, told, "summed" if sure else "bare", "")] if told else _untold(sentence, amounts, whole)


def _untold(sentence: Sentence, amounts: Sequence[int], whole: int) -> Iterator[Partition]:
    """The parts of a total that does not say of how many it is."""
    before = sentence.text[: sentence.positions[whole]]
    if whole - 2 in amounts and _ADDED.search(sentence.between(whole - 2, whole - 1)) and _ADDED_UP.search(sentence.between(whole - 1, whole)):
        pair = [k for k in (whole - 2, whole - 1) if comparable(sentence.mentions[k], sentence.mentions[whole])]
        yield from [partition(sentence, whole, pair, "summed", "")] if len(pair) > 1 else []
        return
    if _AFORESAID.search(before):
        yield from _taken_up(sentence, amounts, whole)
        return
    match = TOTAL.search(before)
    if match is None or not _STANDS_ALONE.search(before[: match.start()]):
        run = _run_before(sentence, whole, _ITEM if _OPENS_TOTAL.fullmatch(sentence.clause_before(whole)) else _JOINT)
        if len(run) > 1 and _sums_up_time(sentence, run, sentence.clause_before(whole)):
            yield partition(sentence, whole, run, "summed", "")
        elif len(kinds := _kinds_before(sentence, amounts, whole, noun := _noun(sentence, whole))) > 1:
            yield partition(sentence, whole, kinds, "bare", "")
        elif len(periods := _periods_before(sentence, amounts, whole)) > 1:
            yield partition(sentence, whole, periods, "bare", "")
        elif len(kinds := _kinds_before(sentence, amounts, whole, noun[-SHARED_ENDING:])) > _FEW:
            all_of_them = len(noun) == SHARED_ENDING or noun[0] in "各全总共本"  # not 开工项目 of 县级项目, 市级项目 and 省级项目
            yield partition(sentence, whole, kinds, "evident" if all_of_them else "adjacent", "")
        return
    parts = own_parts(sentence, list(_alike_before(sentence, amounts, whole))[::-1])
    counted = _COUNTED.match(sentence.text, sentence.positions[whole] + 1)[0]  # type: ignore[index]
    parts = _that_make_it_up(sentence, parts, whole)
    if len(parts) > 1 and all(_may_be_one_of(sentence.mentions[k], counted) for k in parts):
        yield partition(sentence, whole, parts, "summed", "")


def _that_make_it_up(sentence: Sentence, parts: list[int], whole: int) -> list[int]:
    """The last of the parts that come to the total, if all do not: 提出12项,完成10项,转入今年2项;今年新提8项,合计10项."""
    values, total = [sentence.mentions[k].value for k in parts], sentence.mentions[whole].value
    ends = (n for n in range(len(parts) - 1) if sum(values[n:], Interval.point(0)).meets(total))
    return parts[next(ends, 0) :]


def _taken_up(sentence: Sentence, amounts: Sequence[int], whole: int) -> Iterator[Partition]:
    """内贸新开4条，远洋新开3条。上述7条航线: all that stand before what points back to them, unless it points to one of them."""
    parts, value = list(_alike_before(sentence, amounts, whole))[::-1], sentence.mentions[whole].value
    if len(parts) > 1 and not any(sentence.mentions[k].value.meets(value) for k in parts):
        yield partition(sentence, whole, parts, "evident", "")


def _as_many_as_told(sentence: Sentence, amounts: Sequence[int], whole: int) -> tuple[list[int], bool]:
    """第一期1120万元，…，第四期860万元，四期累计⟨⟩: as many amounts as the total says that it is of, and whether there are no more of them.

    None where there are not so many.
    """
    told = _TOLD.search(sentence.text[: sentence.positions[whole]])
    number, until = (integer(told["n"]), whole) if told else _number_before(sentence, whole)
    run = list(_alike_before(sentence, amounts, whole, until))[::-1] if number > 1 else []
    done = _DONE.search(sentence.clause_before(whole))
    if (
        done
        and not any(done[0] in sentence.text[: sentence.positions[k]] for k in run[:1])
        and not any(done[0] in sentence.clause_before(k) for k in run)
    ):
        return [], False
    if not 1 < number <= len(run):
        return [], False
    # Of more amounts those are meant that come to the total: 采样1468个,合格1465个;采样362个,两类合计1830个
    total = sentence.mentions[whole].value
    sums = (few for few in combinations(run[-_IN_SIGHT:], number) if sum((sentence.mentions[k].value for k in few), Interval.point(0)).meets(total))
    return list(next(sums, run[-number:])), len(run) == number


def _number_before(sentence: Sentence, whole: int) -> tuple[int, int]:
    """How many a total says that it is of, by a figure of its own (三项收入合计⟨⟩), and the ordinal of that; 0 where it says no number."""
    order = whole - 1
    if order < 1 or not _TAKEN_TOGETHER.fullmatch(sentence.between(order, whole)):
        return 0, whole
    mention, opens = sentence.mentions[order], _NUMBER_BEFORE.search(sentence.text[: sentence.positions[order]])
    plain = mention.kind in (MentionKind.COUNT, MentionKind.MEASURE) and mention.digits.isdigit() and not mention.hedges
    sort = plain and mention.scale == mention.factor and mention.unit != sentence.mentions[whole].unit
    return (int(mention.digits), order) if opens and sort else (0, whole)


def _may_be_one_of(part: Mention, counted: str) -> bool:
    """Whether a total of what it counts may hold a part: 乡 and 乡镇, nothing at all behind the total; not 行政村 and 村民小组."""
    noun = _NOUN.match(part.tail)[0]  # type: ignore[index]
    return not noun or not counted or noun[-1] in counted or counted[-1] in noun


def _run_before(sentence: Sentence, whole: int, joint: regex.Pattern[str]) -> list[int]:
    """The members of the list that ends in the clause before: 分别办理312件、287件和341件,全年共办理⟨⟩.

    `joint` is what stands between two members: a mark alone, or the name of the next one too (餐饮单位320家、商超112家,共计检查⟨⟩).
    """
    run: list[int] = []
    for k in range(whole - 1, -1, -1):
        between = sentence.between(k, k + 1)
        ends = between.startswith((",", ";")) and len(between) < 16 if not run else joint.fullmatch(between)
        if not ends or not comparable(sentence.mentions[k], sentence.mentions[whole]) or sentence.mentions[k].unit != sentence.mentions[whole].unit:
            break
        run.insert(0, k)
    return run


def _alike_before(sentence: Sentence, amounts: Sequence[int], whole: int, until: int | None = None) -> Iterator[int]:
    """The amounts before a total (or before the ordinal `until`) with its own unit, nearest first, up to one of another."""
    level = sentence.groups[whole]
    for k in reversed([k for k in amounts if k < (whole if until is None else until) and sentence.groups[k] == level]):
        if not comparable(sentence.mentions[k], sentence.mentions[whole]) or sentence.mentions[k].unit != sentence.mentions[whole].unit:
            return
        yield k


def _noun(sentence: Sentence, whole: int) -> str:
    """What a total is of: 职工 of 职工总数, 新增绿地 of 全市共新增绿地; "" where it says of nothing that it takes it together."""
    before = sentence.text[: sentence.positions[whole]]
    together = _TAKES_TOGETHER.search(before)
    if together is not None:
        return str(together["noun"])
    return str(TOTAL.sub("", sentence.mentions[whole].label)) if TOTAL.search(before) else ""


def _kinds_before(sentence: Sentence, amounts: Sequence[int], whole: int, noun: str) -> list[int]:
    """男职工320人，女职工180人，职工总数⟨⟩: what is named like the total, with a word more."""
    found: list[int] = []
    for k in _alike_before(sentence, amounts, whole) if len(noun) > 1 else ():
        label = sentence.mentions[k].label
        if not label.endswith(noun) or label == noun or _BEFORE.search(sentence.clause_before(k)):
            break
        found.insert(0, k)
    return found


def _sums_up_time(sentence: Sentence, run: Sequence[int], clause: str) -> bool:
    """Whether a clause takes a list together: 共, 累计, or 全年 behind four quarters or two halves — not 全年 behind three months."""
    if not _WHOLE_YEAR.search(clause):
        return SUMS_UP.search(clause) is not None
    named = sentence.mentions[run[0] - 1] if run[0] else None
    lead = sentence.clause_before(run[0]) + (named.unit if named is not None and _tells(named, len(run)) else "")
    parts = next((number for name, number in _IN_A_YEAR.items() if name in lead), 0)
    return parts == len(run) if parts else SUMS_UP.search(clause) is not None


def _tells(mention: Mention, number: int) -> bool:
    """Whether a figure says how many members a list has: 四个季度, 一至四季度."""
    ends = [end.middle / mention.factor for end in mention.components if end.middle is not None]
    return mention.digits == str(number) or ends == [1, number]


def _periods_before(sentence: Sentence, amounts: Sequence[int], whole: int) -> list[int]:
    """上半年完成21亿元，下半年完成24亿元，全年完成⟨⟩: the periods that follow one another and make up the period of the whole."""
    clause, before = sentence.clause_before(whole), sentence.text[: sentence.positions[max(whole - 1, 0)]]
    other = _PLANNED.search(clause) or (_TAKEN.search(clause) and not _TAKEN.search(before))
    span = None if other else _own_months(sentence, whole)
    run: list[int] = []
    end = span[1] if span and not _STOCK.search(sentence.clause_before(whole)) else 0
    for k in _alike_before(sentence, amounts, whole) if end else ():
        part = _own_months(sentence, k)
        if part is None or part[1] != end or part == span or is_narrower(sentence.mentions[whole].label, sentence.mentions[k].label):
            break
        run.insert(0, k)
        end = part[0] - 1
        if span and end < span[0]:
            return run if end == span[0] - 1 else []
    return []


def _own_months(sentence: Sentence, k: int) -> tuple[int, int] | None:
    """The months that that stand between a figure and the one before it: 上半年完成⟨⟩ — not 上半年末⟨⟩."""
    period, before = sentence.mentions[k].period, sentence.text[sentence.positions[k - 1] + 1 if k else 0 : sentence.positions[k]]
    # ",下半年加快进度,完成⟨⟩": its own is what is said since the figure before it
    return months(period) if period and period in before and f"{period}末" not in before else None
