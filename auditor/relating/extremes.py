"""Extremes: a figure that the text calls the greatest or the least, and the figures beside it that it is held against.

Owns the places where the claim may stand: behind its roster (其中内科最高), before it (内科最高，内科、外科分别为96分、94分; 最高的是内科，达96分，外科94分), and with
its own figure (内科96分，居首位；外科94分).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from auditor.expression import compiled, expression
from auditor.model import Mention, MentionKind
from auditor.number import Interval
from auditor.record import record
from auditor.relating.roster import Roster, further, led, rosters
from auditor.relating.sentence import SIGNS, Sentence
from auditor.relating.unit import same_unit
from auditor.relating.whole import common_ending

if TYPE_CHECKING:
    import regex

_TOP = r"最(?P<word>[高大多长重低小少短快慢])"
# First or last without a number: "居首" "高居各类投诉之首" — not "首位", which is a rank
_HEAD = r"(?:位|高|稳|仍|均|荣|独)?居(?!民|住|家|委)于?[^居,;:。()、\ue000-\uf8ff]{0,8}?(?:之首|榜首|首(?!位|次|家|个|批))|拔得头筹|独占鳌头|领跑\p{Han}{0,4}|垫底|居末位?"
_SIGN = r"[\ue000-\uf8ff]"
_RANK = f"[{SIGNS[MentionKind.RANK]}{SIGNS[MentionKind.ORDINAL]}]"
# Around the name of a claim: "在三个科室中" "全区" — words that name no thing of their own
_AMONG = rf"(?:(?:在|为|是|系|居)?(?:(?:各|所有|上述|其|{_SIGN})[^,;:。()、\ue000-\uf8ff]{{0,8}}?(?:之?中|里|内)|全[省市县区国州镇乡校院]|各[县区乡镇村校院科所局队站])内?)"
# "其中内科最高" ",三个科室中内科最高" ",水稻面积最大" "。民事案件用时最长,为⟨⟩" — not "最高人民法院"
_BEHIND = expression(
    rf"[,;、。](?:其中,?|{_AMONG},?|[本当][月周期季次轮],?)?(?:(?P<of>[^,;:。()、\ue000-\uf8ff]{{0,10}}?)则?以|当?属|要?数)?(?P<who>[^,;:。()、\ue000-\uf8ff]{{0,14}}?){_AMONG}?(?P<top>(?:仍|依然|继续|保持|为|是)*{_TOP}|(?:稳|仍|均|高|荣|依旧)?(?:位?居|位?列|排名?第?)[^,;:。()、\ue000-\uf8ff]{{0,6}}(?P<rank>{_RANK})|{_HEAD})(?P<own>,?(?:为|达|是)[^,;:。()\ue000-\uf8ff]{{0,2}}(?P<value>{_SIGN}))?(?=[,;。、\s]|$)"
)
# Right before the names of a roster: "各所中城东所得分最高," "其中内科最高:"
_BEFORE = expression(
    rf"(?:^|[,;:。])(?:其中,?|{_AMONG},?)?(?:(?P<of>[^,;:。()、\ue000-\uf8ff]{{0,10}}?)则?以|当?属|要?数)?(?P<who>[^,;:。()、\ue000-\uf8ff]{{2,14}}?){_AMONG}?(?P<top>(?:仍|依然|继续|保持|为|是)*{_TOP}|{_HEAD})[,;:。]$"
)
# "得分最低的科室为⟨⟩(" "增速最快的是城东区,达⟨⟩" — not "最高的是⟨⟩", which has no name
_AHEAD = expression(
    rf"(?:{_TOP}|居首|[居列](?P<rank>{_RANK}))的(?:[^,;:。()\ue000-\uf8ff]{{0,10}}?[是为])?(?P<who>[^,;:。()\ue000-\uf8ff]{{2,14}}?)(?:\(|,?(?:达到?|为|仅|得|共|用时|耗时|有)?)(?P<value>{_SIGN})\)?"
)
# "⟨12%⟩最高" "⟨8.1%⟩,增速居各行业⟨首位⟩" — not "⟨8.1%⟩,总量居⟨首位⟩", which is of another figure
_OWN_BEFORE = expression(
    rf"(?P<value>{_SIGN})\)?,?(?:为|是)?(?:增速|增幅|涨幅|得分|数量|占比)?{_AMONG}?(?P<top>{_TOP}|{_HEAD}|(?:稳|仍|高|荣|依旧)?(?:位?居|位?列|排名?)[^,;:。()、\ue000-\uf8ff]{{0,6}}(?P<rank>{_RANK}))(?=[,;。、]|$)"
)
# "园区产值最高,达⟨⟩" "吞吐量居首,全年完成⟨⟩"
_OWN_BEHIND = expression(
    rf"(?P<top>{_TOP}|{_HEAD}|居[^,;:。()、\ue000-\uf8ff]{{0,6}}(?P<rank>{_RANK})),?(?:全年|累计|完成|实现|达到?|为|有|共|得)*(?P<value>{_SIGN})(?=[,;。、]|$)"
)
_LAST_WORD = expression(r"(?:最[高大多长重低小少短快慢]|首|头筹|鳌头|垫底|居末位?)[,;:。]$")
# Where the least is first, or may be: "按浓度由低到高" "扣分"
_LESS_FIRST = expression(r"不良|(?:由|从)[低少小短](?:到|至|往)|浓度|PM|用时|耗时|时[长间]|扣分|失分|[能耗油电水煤]耗|成讼|指数")
_LONGEST_NAME, _THING = 6, 3
_SORT = expression(r"纠纷|投诉|诉求")  # What a list by sort counts: 邻里纠纷, 噪声投诉
_SPREAD = expression(r"(?:分别|依次)?(?:为|是|达到?)?$")
# "量" of 处警量, where the text says 处警
_NUMBER = expression(r"(?:总?数量|总[量数]|[次人件户个起台]数|[量数])$")
_PEOPLED = {"人": ("人数",), "名": ("人数",), "人次": ("客流", "客流量", "人次", "人数", "客运量", "游客", "游客量")}
_SAME = dict.fromkeys(("增速", "增幅", "涨幅"), ("增长", "增速", "增幅", "上涨", "涨幅"))
_GROWTH, _FALL = expression(r"(?:增速|增幅|涨幅)$"), expression(r"(?:降幅|跌幅)$")
_LOW, _LAST = frozenset("低小少短慢"), ("垫底", "末", "末位")
# A share of the whole that others have shares of: "通信类占" "故障占比" — not "占全省的", "其他占"
_SHARE = expression(r"(?!其[他余]|另|合计)[^占,]{2,14}占比?(?:为|达)?")
# What a name may leave off in a list: "小学" of "育才、实验、城关三所学校"
_KIND = expression(r"^(?:分局|分公司|分院|校区|厂区|园区|片区|小学|中学|学校|医院|街道|中心|支行|公司|[校院镇乡村县市区所局队站科厂店])")
_LINKS = expression(r"分别|完成|实现|达到?|为|的|得|有|共|以")
_ELSEWHERE = expression(r"^(?:[调化]解|[办审执]结|受理|有效|重[复点])|其中|[上去前]年|同期|[比较总]|合计|全[部省市县区州国镇乡村]|累计|平均")


@record(frozen=True)
class Extreme:
    """The claim, at the offsets `start` and `end` of the sentence's text, the figure that it is made of, and those that must not pass it."""

    claimed: Mention
    others: tuple[Mention, ...]
    lowest: bool
    start: int
    end: int


def extremes(sentence: Sentence, rivals: str) -> Iterator[Extreme]:
    """The extremes that a sentence claims and gives the figures of.

    Args:
        sentence: any.
        rivals: an expression that the names end with which may be held against each other, for claims that stand before or beside their figures.
    """
    for roster in rosters(sentence):
        row = list(further(sentence, roster))
        end = row[-1][0].end if row else roster.end
        yield from _behind(sentence, roster, end, (*roster.names, _ahead_of(sentence, roster)), alone=not row)
        for one, said in row:
            yield from _behind(sentence, one, end, (said,), alone=False)
        yield from _before(sentence, roster)
    rival = compiled(rf"(?P<name>[\p{{Han}}\d]+?(?:{rivals}))(?P<thing>.*)")
    for match in _AHEAD.finditer(sentence.text):
        first = sentence.orders[match.start("value")]
        listed = led(sentence, match["who"], first, _clause_of(sentence, match.start())) if _is_first(sentence, match) else None
        if listed is not None and all(rival.fullmatch(name) for name in listed.names):
            yield Extreme(listed.mentions[0], listed.mentions[1:], match["word"] in _LOW, match.start(), match.end("who"))
    yield from _beside(sentence, rival)


def _behind(sentence: Sentence, roster: Roster, end: int, spoken: Sequence[str], *, alone: bool) -> Iterator[Extreme]:
    """What the clause right behind a roster says is highest or lowest, if it names one of the roster or repeats a value; of several rosters it names the thing."""
    match = _BEHIND.match(sentence.text, end)
    if match is None or not _is_first(sentence, match) or not _is_told(sentence, roster, match, by_rank=bool(match["rank"])):
        return
    own = _whose(roster, match["who"] + (match["of"] or ""), spoken, alone=alone)
    if match["value"]:
        value = sentence.at(match.start("value"))
        told = same_unit(value, roster.mentions[0]) and (own is not None or any(value.value == m.value for m in roster.mentions))
        own = value if told else own
    yield from _extreme(roster, own, match)


def _before(sentence: Sentence, roster: Roster) -> Iterator[Extreme]:
    """What the clause right before a roster says is highest or lowest, if it names one of the roster."""
    first = sentence.positions[sentence.mentions.index(roster.mentions[0])]
    begin = max(sentence.text.rfind(mark, 0, first) for mark in ",;:。") + 1
    match = _BEFORE.search(sentence.text[:begin]) if _LAST_WORD.search(sentence.text[:begin]) else None
    # "人数以甲组最多," says nothing of the 合格率 of 甲组
    bare = match is not None and (not match["of"] or match["who"] in roster.names)
    if match is not None and bare and _is_told(sentence, roster, match, by_rank=False):
        yield from _extreme(roster, _whose(roster, match["who"], (*roster.names, sentence.text[begin:first])), match)


def _is_told(sentence: Sentence, roster: Roster, match: regex.Match[str], *, by_rank: bool) -> bool:
    """Whether a claim says which end of the values is meant: 最快 of days is the least, of growth the greatest; first in waiting is who waits least."""
    ahead = sentence.text[: roster.end]
    timed = roster.mentions[0].dimension.startswith("duration")
    return not (timed and match["word"] in (None, "快", "慢")) and not ((by_rank or match["word"] is None) and _LESS_FIRST.search(ahead))


def _extreme(roster: Roster, own: Mention | None, match: regex.Match[str]) -> Iterator[Extreme]:
    if own is not None:
        others = tuple(mention for mention in roster.mentions if mention is not own)
        yield Extreme(own, others, match["word"] in _LOW or match["top"].endswith(_LAST), match.start("who"), match.end("top"))


def _ahead_of(sentence: Sentence, roster: Roster) -> str:
    """The words before a roster's first value, back to the figure before it."""
    first = sentence.mentions.index(roster.mentions[0])
    return sentence.between(first - 1, first) if first else sentence.text[: sentence.positions[0]]


def _whose(roster: Roster, who: str, spoken: Sequence[str], *, alone: bool = True) -> Mention | None:
    """The value of the one name that the words begin with, if what follows it is the thing that the roster counts: 水稻面积 of 水稻、玉米播种面积.

    `spoken` are the words of the roster; where it is not `alone` the thing must be said.
    """
    for length in range(len(who), 1, -1):
        places = [k for k, name in enumerate(roster.names) if who[:length] in name]
        thing = _KIND.sub("", who[length:])
        if len(places) == 1 and (alone or thing) and is_of(roster, thing, spoken):
            return roster.mentions[places[0]]
    return None


def is_of(roster: Roster, thing: str, spoken: Sequence[str]) -> bool:
    """Whether what is called highest is what the roster counts: nothing said, 得分 of 分, 用时 of days, 产值 where that was spoken of."""
    one = roster.mentions[0]
    timed = one.dimension.startswith("duration") and thing.endswith(("用时", "耗时", "时间", "时长"))
    scored = one.unit == "分" and thing.endswith(("得分", "成绩", "分数", "评分", "总分", "分值"))
    priced = one.kind is MentionKind.MONEY and thing.endswith(("价格", "售价", "单价", "均价")) and any("价" in name for name in spoken)
    plain = _NUMBER.sub("", thing)
    words = (*_SAME.get(thing[-2:], (thing[-2:],)), *([plain[-2:]] if len(plain) > 1 else []))
    return not thing or timed or scored or priced or thing in _PEOPLED.get(one.unit, ()) or any(word in name for word in words for name in spoken)


def _beside(sentence: Sentence, rival: regex.Pattern[str]) -> Iterator[Extreme]:
    """Claims with their own figure, against the figures of other names in the clauses behind them."""
    for match in (*_OWN_BEFORE.finditer(sentence.text), *_OWN_BEHIND.finditer(sentence.text)):
        own = sentence.orders[match.start("value")]
        ahead = sentence.clause_before(own) if match.start("value") < match.start("top") else _clause_of(sentence, match.start("top"))
        name, thing = _parted(ahead.strip(), rival)
        # 最快 of days is the least, of growth the greatest; first in waiting is who waits least
        timed = match["word"] in (None, "快", "慢") and sentence.mentions[own].dimension.startswith("duration")
        least_first = match["word"] is None and _LESS_FIRST.search(sentence.text[: match.end()])
        if not _is_first(sentence, match) or timed or least_first or not name or sentence.mentions[own].hedges or _ELSEWHERE.search(ahead):
            continue
        # 占全省⟨⟩,居全省首位 is a share of one thing of a place among places
        share = sentence.mentions[own].kind is MentionKind.PERCENT and "全" not in match["top"] and _SHARE.fullmatch(ahead.strip()) is not None
        others = _others(sentence, own, match.end(), rival, name, thing, share=share)
        if others:
            low = match["word"] in _LOW or match["top"].endswith(_LAST)
            yield Extreme(sentence.mentions[own], others, low, match.start("top"), match.end("top"))


def _is_first(sentence: Sentence, match: regex.Match[str]) -> bool:
    """Whether a claim is of the first place, by its word or by its rank."""
    return match["rank"] is None or sentence.at(match.start("rank")).value == Interval.point(1)


def _clause_of(sentence: Sentence, at: int) -> str:
    return "".join(compiled(r"(?r)[^,;:。()、\ue000-\uf8ff]*").findall(sentence.text, 0, at)[:1])


def _others(sentence: Sentence, own: int, start: int, rival: regex.Pattern[str], name: str, thing: str, *, share: bool) -> tuple[Mention, ...]:
    """The figures of like names behind a claim, in the same unit and of the same thing, up to the first that is none."""
    found: list[Mention] = []
    for k in (k for k, position in enumerate(sentence.positions) if position >= start):
        clause = sentence.clause_before(k).strip()
        other, counted = _parted(clause, rival)
        goes_on = bool(found) and (not clause or _goes_on(sentence, k, rival))
        of_it = (_are_rivals(name, other, rival) and _same_thing(counted, thing)) or _of_one_thing(
            name + thing * bool(_SORT.fullmatch(thing)), clause
        )
        of_it = (of_it or bool(share and _SHARE.fullmatch(clause))) and not _ELSEWHERE.search(clause)
        if not same_unit(sentence.mentions[k], sentence.mentions[own]) or sentence.mentions[k].components or not (of_it or goes_on):
            break
        found.append(sentence.mentions[k])
    return tuple(found)


def _goes_on(sentence: Sentence, k: int, rival: regex.Pattern[str]) -> bool:
    """Whether a figure behind a mere verb is of the rival that its statement begins with: ";东港区依托铁路投用,完成⟨⟩"."""
    clauses = sentence.between(k - 1, k).lstrip(",;").split(",")
    return len(clauses) > 1 and not _LINKS.sub("", clauses[-1]) and rival.fullmatch(clauses[0]) is not None


def _of_one_thing(one: str, other: str) -> bool:
    """Whether two clauses are of two holders of one thing, neither of them a part of the other: 初中教师参训率, 小学教师参训率分别为; 买卖纠纷, 借贷纠纷."""
    other = _SPREAD.sub("", other)
    ending = common_ending(one, other)
    holder, rival = one[: len(one) - ending], other[: len(other) - ending]
    alike = ending >= _THING or _SORT.fullmatch(one[len(one) - ending :])
    return bool(alike and holder and rival) and holder not in rival and rival not in holder


def _parted(clause: str, rival: regex.Pattern[str]) -> tuple[str, str]:
    """The name that a clause begins with and the thing that is counted: 东区产值 → 东区, 产值; the whole clause where no name is known."""
    named = rival.fullmatch(clause)
    return (named["name"], _change_of(_LINKS.sub("", named["thing"]))) if named else (clause, "")


def _change_of(thing: str) -> str:
    """The thing as a verb would count it: 收入增速 as 收入增长, 降幅 as 下降."""
    return str(_FALL.sub("下降", _GROWTH.sub("增长", thing)))


def _are_rivals(one: str, other: str, rival: regex.Pattern[str]) -> bool:
    """Whether two names are of one sort: both known as such, or as long as each other and alike at one end (城东, 城西)."""
    known = rival.fullmatch(one) and rival.fullmatch(other)
    return bool(known) or (1 < len(one) == len(other) < _LONGEST_NAME and (one[0] == other[0] or one[-1] == other[-1]))


def _same_thing(one: str, other: str) -> bool:
    return not one or one == other or (bool(other) and (one.endswith(other) or other.endswith(one)))
