"""Two rates of one sentence compared in percentage points: 后者快于前者2.5个百分点, 农村快于城镇1.8个百分点, 分别高于全国（5.8%）、全省（6.5%）1.5个和0.8个百分点.

A comparison is a change from the rate that is compared with to the rate compared. Which they are is said by 前者 and 后者, by brackets behind the names, or by
names that stand before exactly one rate each; a rate compared with an earlier time is for `change`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.model import Mention, MentionKind
from auditor.relating.change import Change
from auditor.relating.noun import is_short_for
from auditor.relating.sentence import SIGNS, Sentence

if TYPE_CHECKING:
    import regex

_POINTS, _RATE = SIGNS[MentionKind.POINTS], SIGNS[MentionKind.PERCENT]
NAME = r"[^,;:。、()\ue000-\uf8ff]"
# All of a clause before its points: "后者快于前者" "农村比城镇高出" "高于全省平均水平" — not "比重提高"
_CLAUSE = expression(
    rf"(?P<who>{NAME}{{0,12}}?)(?:(?:(?P<way>[高快多低慢少])[于出]|(?P<way>领先|落后)于?)(?P<whom>{NAME}{{2,12}}?)|[比较](?P<whom>{NAME}{{2,12}}?)(?P<way>[高快多低慢少])出?)了?"
)
# "高于全国(⟨⟩)、全省(⟨⟩)⟨⟩和⟨⟩" "比全国(⟨⟩)和全省(⟨⟩)高⟨⟩和⟨⟩"
_LISTED = expression(
    rf"(?:(?P<way>[高快低慢])于|[比较])(?P<names>{NAME}{{1,10}}\((?P<before>{_RATE})\)(?:[、和,]{{1,2}}{NAME}{{1,10}}\((?P<before>{_RATE})\))+)"
    rf"(?:的?平均水平|平均)?(?P<way>[高快低慢])?出?(?:了|分别)*(?P<change>{_POINTS})(?:[、和,]{{1,2}}(?P<change>{_POINTS}))+"
)
# "高于全部投资⟨⟩,两者分别增长⟨⟩和⟨⟩" — not ",其中两者"
_BOTH = expression(
    rf"(?P<way>[高快低慢])[于出]{NAME}{{2,14}}(?P<change>{_POINTS}),(?:两者|二者|[两二]项)?(?:增速)?分别(?:同比)?(?:增长|为|达到?|是)(?P<now>{_RATE})[、和,]{{1,2}}(?P<before>{_RATE})(?![、和]{{1,2}}{_RATE})"
)
# "高出全省⟨⟩(全省为⟨⟩)" "高于全省平均⟨⟩,全省增长⟨⟩"
_GLOSSED = expression(
    rf"(?P<way>[高快低慢])[于出](?P<whom>{NAME}{{2,10}}?)(?:平均|整体|总体)?(?:水平|增速|增幅)?(?P<change>{_POINTS})[(,](?:而)?(?P=whom)(?:增长|增速|增幅|平均|总体|水平|同比|为|是)*(?P<before>{_RATE})(?=[),;。]|$)"
)
# "与全区平均水平(⟨⟩)相比,我街道准确率为⟨⟩,高⟨⟩" — not "与上年(⟨⟩)相比"
_AGAINST = expression(
    rf"[与同和]{NAME}{{2,14}}\(?(?P<before>{_RATE})\)?相?比,(?P<said>[^,;。()\ue000-\uf8ff]{{0,20}})(?P<now>{_RATE}),[则要]?(?P<way>[高快低慢])出?了?(?P<change>{_POINTS})"
)
# "两厂相差" "差距为" "两次相比提高" behind two rates — not "与全省相差" and not "与上次相比提高"
_APART = expression(
    r"(?:[两二]\p{Han}{1,2}|城乡|彼此|前后|增速)?(?:之间)?的?(?:相差|差距为?|之差为?)|(?:前后)?(?:两[次期年轮]|前后)(?:相比|对比|比较)?,?(?:提[高升]|上升|下降|降低|回落)了?"
)
# "整改后合格率升到" before the second of two rates, and "提高了" before the points behind it
_MOVED = expression(r"(?P<of>\p{Han}{2,})(?:上?升|提[高升]|[增下]?降|回升|回落)[到至为]$")
_MOVES = expression(r"(?:又|再|净)?(?:提[高升]|上升|(?P<falls>下降|降低|回落))了?")
# What says nothing of whose rate it is
_FRAME = expression(r"分别|同比|增长|增速|增幅|涨幅|速度|占比|比重|比例|平均|水平|整体|总体|同期|的|率|则|均|又|也|要|其中|以上")
# "增长" right before a rate; one that falls is no plain figure to compare
_GROWS, _FALLS = (
    expression(r"(?:增长|增速|增幅|涨幅|上涨|上升|增加|提高)[^,;。]{0,3}$"),
    expression(r"(?:下降|减少|下滑|回落|降低|降幅|跌幅|下跌)[^,;。]{0,3}$"),
)
# "全省为" "全国平均是" — not "城镇化率为"
_GOES_ON = expression(
    r"(?:全国|全省|全市|全县|全区|城镇|农村)(?:居民|平均)?(?:为|是)|\p{Han}{1,5}(?:[市县区镇乡村省州校院局厂队组]|农村|城镇)(?:则|仅)?(?:为|是)|全(?:国|省|市|县|区)平均"
)
# ",全省平均为": all between a rate and the one that it is compared with — not "、追平全国,四季度增长"
_MERELY = expression(
    r"[,(](?:而)?(?:同期)?(?:全国|全省|全市|全县|全区|全校|全院|同?行业|同行|同类)(?:平均|总体|整体|水平|均值)*(?:同比)?(?:增长|增速|增幅)?(?:为|是|仅|只有)*"
)
# All of a clause behind both: "高出" "要低" — not "高于全省"
_MORE = expression(r"(?:我[市县区校]|本[市县区校院])?(?:要|则|相比)?(?P<way>[高快多低慢少])出?(?:了|约)?")
# A base that is of another time or a plan
# "高出全省" "比全省平均水平快"
_WHOM = expression(r"(?:[高快多低慢少][于出]|领先|落后于?|[比较])(?P<whom>\p{Han}{2,12})")
_OTHER_TIME = expression(r"上年|去年|前年|年初|上月|上季|同期|季度|月|目标|预期|计划")
LOWER = frozenset(("低", "慢", "少", "落后"))
_TWO = 2
_PAIR = {"前者": 0, "后者": 1}


def bind_comparisons(sentence: Sentence) -> Iterator[Change]:
    """Every comparison in points of two rates that both stand in the sentence."""
    if _POINTS not in sentence.text or sentence.text.count(_RATE) < 2:
        return
    yield from _listed(sentence)
    yield from _told_behind(sentence)
    for order, mention in enumerate(sentence.mentions):
        if mention.kind is not MentionKind.POINTS:
            continue
        clause = sentence.clause_before(order).strip()
        said = _CLAUSE.fullmatch(clause)
        found = _compared(sentence, order, said) if said else _apart(sentence, order) if _APART.fullmatch(clause) else None
        found = _merely_more(sentence, order, clause) if found is None and not said else found
        way = _MOVES.fullmatch(clause) if found is None else None
        found = _step(sentence, order, falls=way["falls"] is not None) if way else found
        if found is not None:
            yield found


def _told_behind(sentence: Sentence) -> Iterator[Change]:
    """Comparisons whose points stand before one of the rates, or before both."""
    for match in (*_BOTH.finditer(sentence.text), *(_AGAINST.finditer(sentence.text) if "比" in sentence.text else ())):
        change, base, now = (sentence.at(match.start(role)) for role in ("change", "before", "now"))
        yield _change(change, base, now, match["way"], match[0])
    for match in _GLOSSED.finditer(sentence.text):
        order = max((k for k in _rates(sentence, match.start()) if sentence.groups[k] is None), default=None)
        if order is not None and not _FALLS.search(sentence.clause_before(order)):
            change, base = (sentence.at(match.start(role)) for role in ("change", "before"))
            yield _change(change, base, sentence.mentions[order], match["way"], match[0])


def _listed(sentence: Sentence) -> Iterator[Change]:
    for match in _LISTED.finditer(sentence.text):
        before, changes = match.captures("before"), match.captures("change")
        now = max((k for k in _rates(sentence, match.start()) if sentence.groups[k] is None), default=None)
        if now is None or len(before) != len(changes) or _FALLS.search(sentence.clause_before(now)):
            continue
        for base, change in zip(match.starts("before"), match.starts("change"), strict=True):
            yield _change(sentence.at(change), sentence.at(base), sentence.mentions[now], match["way"], match[0])


def _compared(sentence: Sentence, order: int, said: regex.Match[str]) -> Change | None:
    """The comparison of one clause; None where it does not tell which two rates of the sentence it compares."""
    rates = [k for k in _rates(sentence, sentence.positions[order]) if sentence.groups[k] is None]
    who, whom = _FRAME.sub("", said["who"]), _FRAME.sub("", said["whom"])
    if who in _PAIR and whom in _PAIR and who != whom:
        pair = rates[-2:] if len(rates) == 2 else []
        now, base = (pair[_PAIR[who]], pair[_PAIR[whom]]) if pair else (None, None)
    else:
        base = None if _OTHER_TIME.search(said["whom"]) else _named(sentence, rates, whom)
        now = _named(sentence, rates, who) if who else _next(rates, base)
        if (
            now is None
            and not who
            and base is not None
            and base == max(rates)
            and base - 1 in rates
            and _MERELY.fullmatch(sentence.between(base - 1, base))
        ):
            now = base - 1
    if now is None or base is None or now == base or not _alike(sentence, now, base):
        return None
    return _change(sentence.mentions[order], sentence.mentions[base], sentence.mentions[now], said["way"], said[0], named=who not in _PAIR)


def _merely_more(sentence: Sentence, order: int, clause: str) -> Change | None:
    """Points right behind two rates of which the second is merely another's: 合格率⟨⟩,全县平均为⟨⟩,高出⟨⟩."""
    match = _MORE.fullmatch(clause)
    rates = [k for k in _rates(sentence, sentence.positions[order]) if sentence.groups[k] is None] if match else []
    if match is None or len(rates) < _TWO or rates[-2:] != [order - 2, order - 1] or not _MERELY.fullmatch(sentence.between(order - 2, order - 1)):
        return None
    now, base = rates[-2:]
    return (
        _change(sentence.mentions[order], sentence.mentions[base], sentence.mentions[now], match["way"], clause)
        if _alike(sentence, now, base)
        else None
    )


def _apart(sentence: Sentence, order: int) -> Change | None:
    """The difference of the only two rates before a figure, whichever of them is greater."""
    rates = [k for k in _rates(sentence, sentence.positions[order]) if sentence.groups[k] is None]
    if len(rates) != 2 or not _alike(sentence, *rates):
        return None
    low, high = sorted((sentence.mentions[k] for k in rates), key=lambda rate: rate.value.middle or 0)
    return Change(sentence.mentions[order], low, high, falls=False, words=sentence.clause_before(order), far=True)


def only_two(sentence: Sentence, bound: Collection[int]) -> Iterator[Change]:
    """Points by which one of the only two rates before them differs from the other, whose holder they name: 我市增长⟨⟩,全省平均水平为⟨⟩,我市高出全省⟨⟩."""
    for order in range(2, len(sentence.mentions)):
        mention = sentence.mentions[order]
        if mention.kind is not MentionKind.POINTS or mention.start in bound or mention.hedges:
            continue
        whom, rates = _WHOM.search(sentence.clause_before(order)), _rates(sentence, sentence.positions[order])
        if whom is None or rates != [order - 2, order - 1] or _OTHER_TIME.search(whom["whom"]):
            continue
        named = whom["whom"][:_TWO] in sentence.clause_before(rates[1])
        if named and _MERELY.fullmatch(sentence.between(*rates)) and not _FALLS.search(sentence.clause_before(rates[0])):
            low, high = sorted((sentence.mentions[k] for k in rates), key=lambda rate: rate.value.middle or 0)
            yield Change(mention, low, high, falls=False, words=sentence.clause_before(order), far=True, loose=True)


def _step(sentence: Sentence, order: int, falls: bool) -> Change | None:
    """Points right behind a rate that is said to have moved to what it is, from the only other one: 初检合格率⟨⟩,整改后合格率升到⟨⟩,提高⟨⟩."""
    rates = [k for k in _rates(sentence, sentence.positions[order]) if sentence.groups[k] is None]
    if len(rates) != _TWO or rates[1] != order - 1:
        return None
    first, second = (sentence.clause_before(k) for k in rates)
    if _GROWS.search(first) or _FALLS.search(first):
        return None
    thing = _MOVED.search(second)
    if thing is None or thing["of"][-2:] not in first:
        return None
    return Change(sentence.mentions[order], sentence.mentions[rates[0]], sentence.mentions[rates[1]], falls=falls, words=second, far=True)


def _rates(sentence: Sentence, end: int) -> list[int]:
    """The percentages before a place of the text."""
    return [k for k, mention in enumerate(sentence.mentions) if mention.kind is MentionKind.PERCENT and sentence.positions[k] < end]


def _words(sentence: Sentence, rates: Sequence[int], place: int) -> str:
    """All that is said between a rate and the rate before it."""
    start = sentence.positions[rates[place - 1]] + 1 if place else 0
    return sentence.text[start : sentence.positions[rates[place]]]


def _named(sentence: Sentence, rates: Sequence[int], name: str) -> int | None:
    """The one rate before which a name stands."""
    words = {k: _words(sentence, rates, place) for place, k in enumerate(rates)} if len(name) > 1 else {}
    named = [k for k, said in words.items() if name in said] or [k for k, said in words.items() if is_short_for(name, said)]
    return named[0] if len(named) == 1 else None


def _next(rates: Sequence[int], base: int | None) -> int | None:
    """The last rate, where it follows the base."""
    return rates[-1] if len(rates) > 1 and rates[-2] == base else None


def _alike(sentence: Sentence, a: int, b: int) -> bool:
    """Whether two rates are both of growth or both none, and neither of a fall; a mere 全省为 goes on with what the other is of."""
    clauses = [sentence.clause_before(k) for k in (a, b)]
    ways = {_GROWS.search(clause) is None for clause in clauses if not _GOES_ON.fullmatch(clause.strip())}
    return not any(_FALLS.search(clause) for clause in clauses) and len(ways) == 1


def _change(change: Mention, before: Mention, after: Mention, way: str, words: str, *, named: bool = False) -> Change:
    return Change(change, before, after, way in LOWER, words, far=named)
