"""Rivals: figures of a passage in one unit, each with a name of its own, wherever they stand: 东校区⟨⟩,西校区⟨⟩.

Owns which figures can be held against each other when hardly anything is asked of their wording; what is said of them is for `vaunted` and `abreast`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.model import Mention, MentionKind
from auditor.record import record
from auditor.relating.roster import Roster, rosters
from auditor.relating.sentence import Sentence
from auditor.relating.unit import same_unit
from auditor.relating.whole import common_ending

if TYPE_CHECKING:
    import regex

_MEASURED = frozenset("率速幅量额值数入资产重比分价本次单")
_LONG, _KIND_ENDS = 14, 2
# "甲县、乙县分别完成" before the first of their figures
_LISTED = expression(r"分别|依次")
MOST = 24
"""A passage of more figures is a table; who is meant there is not for these binders."""
_KINDS = frozenset({MentionKind.COUNT, MentionKind.MONEY, MentionKind.MEASURE, MentionKind.PERCENT, MentionKind.PERMILLE})
_STOP, _MARK = expression(r"[。;!?\n]"), expression(r"[,:、()“”\s]+")
# What is said of the first or the last, and leaves the name: "东校区升学率" of "东校区升学率最高"
_SAID = expression(
    r"(?:仍|依然|继续|保持|为|是|均)*最[高大多长重低小少短快慢](?:的\p{Han}{0,4}?(?:[是为]|[要当]?[数属]))?|(?:位|高|稳|仍|荣)?[居列排](?:各\p{Han}{1,4}|全\p{Han})?(?:之首|榜首|首位?|末位?)(?:的\p{Han}{0,4}?[是为])?|垫底|领跑"
)
_LEAD_IN = expression(
    r"^(?:其中|[全本]年|[本当]月|而|但|另外?|此外|分别|依次|其[余他后]\p{Han}{0,6}?[是为]|的?是|和|及|与|以及|则|也|还有|分[类地区行业]*看|从\p{Han}{1,6}看|[按分]\p{Han}{1,6}看)+"
)
_VERBS = expression(r"(?:分别|依次|达到?了?|完成|实现|为|是|有|共|仅|只|得|约|以|的|在|收获|取得|录得)+$")
# What is no rival of anybody: a whole, an average, another time, a plan, a difference
ELSEWHERE = expression(
    r"[上去前]年|同期|上月|上季|年初|年末|往年|(?:19|20)\d\d年|(?<![占对])[比较](?!例|重|率|值)|[高低多少快慢大小]于|超过|领先|落后|合计|总[量计额数和体]?|全[部省市县区州国镇乡校院年]|平均(?:水平|值|数)?$|均值|计划|目标|任务|预算|预期|指标值|满分|定额|标准|占(?!比)|拉动|贡献|其中|差距|相差|提高|收窄|扩大|不足|左右|每|历年|此前|原|累计|截至"
)
# "共受理⟨⟩" sums up — not "公共服务"
_SUMMED = expression(r"(?<!公)共(?!产|建|享)")
# What is counted, without a holder
_THING = expression(r"(?:同比|环比)?(?:增长|下降|增速|增幅|增加|减少|占比|上涨|提高|降幅|回升|收入|利润|产值|得分|亩产|单产|投资)")
SORT = expression(
    r"^(?P<name>.*?(?:季度|(?<=[一二三四五六七八九十\d])月份?|年级|校区|厂区|园区|院区|灌区|片区|库区|景区|街道|开发区|新区|[中小]学|农场|林场|车间|公司|支行|分行|银行|医院|病区|大队|中队|支队|小组|标段|线路|合作社|卫生院|派出所|窗口|站点|(?<=[东西南北中一二三四五六七八九十甲乙丙丁][\p{Han}]?)[市县区镇乡村校院科所队班组店厂站部库渠]|[市县镇乡村科室所队班组厂店站馆部]))(?P<thing>\p{Han}*)$"
)


@record(frozen=True)
class Entry:
    """A figure of a passage, its ordinal, and what the words before it, asides and claims left out, call it."""

    name: str
    mention: Mention
    order: int


def entries(sentence: Sentence) -> list[Entry]:
    """The figures with a name that can be held against others, in order; lists behind 分别 with the names before it."""
    listed = {id(m): name for roster in rosters(sentence) for name, m in zip(roster.names, roster.mentions, strict=True)}
    found = []
    for k, mention in enumerate(sentence.mentions):
        if mention.kind in _KINDS and not mention.components and not mention.hedges and mention.unit not in ("年", "个月"):
            name = bare(listed.get(id(mention), ""))
            # Of lists behind 分别 alone the names are not told where the figures stand
            words = sentence.words_before(k)
            told = name if name and not name.isdigit() and (name not in words or _LISTED.search(words)) else name_of(sentence, k)
            if told and not ELSEWHERE.search(told) and not _SUMMED.search(sentence.clause_before(k)):
                found.append(Entry(told, mention, k))
    return found


def name_of(sentence: Sentence, k: int) -> str:
    """The words that a figure stands behind, back to the figure or the stop before it, without what links or praises, with the holder that its statement begins with."""
    own = _clauses(sentence, k)
    stops = _STOP.search(sentence.words_before(k))
    while k and not stops and own and _THING.fullmatch(own[-1]) and len(own) == 1:
        k -= 1
        stops = _STOP.search(sentence.words_before(k))
        own = [*_clauses(sentence, k)[-1:], *own]
        if not _THING.fullmatch(own[0]):
            break
    return "".join(own[-2:])


def _clauses(sentence: Sentence, k: int) -> list[str]:
    clauses = [bare(clause) for clause in _MARK.split(_STOP.split(sentence.words_before(k))[-1])]
    return [clause for clause in clauses if clause]


def bare(clause: str) -> str:
    """A clause without what leads in, links or praises: 其中东校区升学率最高 as 东校区升学率."""
    return str(_VERBS.sub("", _SAID.sub("", _LEAD_IN.sub("", clause))))


def against(own: Entry, others: Sequence[Entry]) -> list[Entry]:
    """Those that are of the same sort as one of them: in its unit, and named alike."""
    return [e for e in others if e is not own and same_unit(e.mention, own.mention) and are_alike(own.name, e.name)]


def are_alike(one: str, other: str) -> bool:
    """Whether two names are of two holders of one thing: 东校区升学率, 西校区; 黄金珠宝增长, 服装鞋帽增长 — not 东校区升学率, 东校区及格率."""
    ending = common_ending(one, other)
    holder, rival = one[: len(one) - ending], other[: len(other) - ending]
    if not holder or not rival or holder in rival or rival in holder:
        return False
    a, b = SORT.match(one), SORT.match(other)
    if a and b:
        return _of_sort(a, b)
    if _tells_kind(one, other):
        return True
    return ending > 1 and max(len(one), len(other)) - ending < 10


def _tells_kind(one: str, other: str) -> bool:
    """Whether a name ends as another one begins, its own part apart: 海棠社区 beside 梧桐社区接种率."""
    at = one.find(other[-2:], 1)
    return _KIND_ENDS < len(other) < _LONG and other[-1] not in _MEASURED and at > 0 and one[:at] != other[:-2]


def _of_sort(a: regex.Match[str], b: regex.Match[str]) -> bool:
    """Whether two names that tell their sort are of one, and of one thing where both tell it."""
    alike = a["name"] != b["name"] and a["name"][-1] == b["name"][-1]
    return alike and (not a["thing"] or not b["thing"] or a["thing"].endswith(b["thing"]) or b["thing"].endswith(a["thing"]))


def rows(found: Sequence[Entry]) -> Iterator[Roster]:
    """Neighbouring entries in one unit, or all bare decimals, under short names of their own, three and more."""
    row: list[Entry] = []
    for entry in (*found, None):
        if row and (entry is None or entry.order != row[-1].order + 1 or not same_unit(row[-1].mention, entry.mention)):
            if len(row) > 2 and len({e.name for e in row}) == len(row):
                yield Roster(tuple(e.name for e in row), tuple(e.mention for e in row), 0)
            row = []
        if entry is not None and 1 < len(entry.name) < _LONG and (entry.mention.unit or "." in entry.mention.digits):
            row.append(entry)


def runs(found: Sequence[Entry]) -> list[list[Entry]]:
    """Neighbouring entries of one sort, in the order of the text, two and more."""
    grown: list[list[Entry]] = []
    for entry in found:
        last = grown[-1][-1] if grown else None
        if last and entry.order == last.order + 1 and same_unit(last.mention, entry.mention) and are_alike(last.name, entry.name):
            grown[-1].append(entry)
        else:
            grown.append([entry])
    return [run for run in grown if len(run) > 1]
