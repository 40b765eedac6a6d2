"""Who is called first or last, in whatever order the claim and the figures stand: 东校区升学率最高,为⟨⟩,西校区为⟨⟩.

Owns which figure such a claim is made of and which it is held against, by few words; the stricter readings are those of `extremes` and `peaks`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.model import Mention, MentionKind
from auditor.number import Interval
from auditor.record import record
from auditor.relating.extremes import is_of
from auditor.relating.rivals import MOST, Entry, against, entries, rows
from auditor.relating.roster import Roster, rosters
from auditor.relating.sentence import RANKS, RATES, SIGNS, Sentence
from auditor.relating.unit import same_unit

if TYPE_CHECKING:
    import regex

_RANK = f"[{SIGNS[MentionKind.RANK]}{SIGNS[MentionKind.ORDINAL]}]"
# "最高," "最大的为" "居各品类之首" — not "最高人民法院", "最大限度"
_CLAIM = expression(
    rf"(?P<top>最(?P<word>[高大多长重低小少短快慢])|(?:位|高|稳|仍|均|荣)?[居列排][^,;:。()、\ue000-\uf8ff居]{{0,8}}?(?:之首|榜首|首位|首(?=[,。;的]|$)|末位|(?P<rank>{_RANK}))|垫底|领跑)"
    rf"(?P<behind>的[^,;:。()、\ue000-\uf8ff]{{0,8}}?(?:是|为|有|[要当]?[数属]|属于)(?P<who>[^,;:。()、\ue000-\uf8ff]{{2,16}})|,?(?:达到?|为|是|有|共|仅|只|得|完成|实现|增长|下降)+(?=[\ue000-\uf8ff])|(?=[,;:。()、]|$))"
)
_AHEAD = expression(r"(?r)[^,;:。()、\ue000-\uf8ff]*")
# What is the highest of more than the passage tells, or may be the highest
_BEYOND = expression(
    r"历史|历年|以来|近[几两三四五六七八九十\ue000-\uf8ff]|同期|纪录|全[国球省市]|世界|行业|之一|不|未|没|非|限|标准|单[日月次笔项]|当[日月]|年内|一度|曾|可|[上去前]年|人民|保障|工资|期间"
)
_LEAD_IN = expression(
    r"^(?:其中|而|但|则|以|当属|要数|从.{1,8}看|分.{1,8}看|在?(?:各|所有|上述|这|[两三四五六七八九十])[^,]{1,8}?(?:之?中|里|内)|各\p{Han}{1,4}中)+"
)
_LAST = ("低", "小", "少", "短", "慢")
_LESS_FIRST = expression(r"不良|由?[低少小短][到至往]|浓度|PM|用时|耗时|时[长间]|扣分|失分|能耗|水耗|油耗|成本|投诉|发案|事故|指数|排名|浮动")
# From a figure to what is said of it: ",增速" ",为各区" — not ",小学", which names another
_THING = expression(
    r"[,(]?(?:增速|增幅|涨幅|得分|数量|占比|规模|总量|金额|产量|面积|比例|比重|降幅|满意度|\p{Han}{1,3}率)?(?:为|是|在?(?:各|[两三四五六七八九十\ue000-\uf8ff]|所有)\p{Han}{0,5}(?:之?中|里|内)?|仍|依然|均|继续|保持|位)*"
)
_RATE, _AMOUNT = (
    expression(r"(?:率|占比|比重|比例|增速|增幅|涨幅|降幅)(?:仍|依然|继续|保持|为|是|均)*$"),
    expression(r"(?:[产销数总]量|[额数]|收入|面积|投资|产值|规模)(?:仍|依然|继续|保持|为|是|均)*$"),
)
_REST = expression(r"其[余他](?!中)")
_NEAR = 3


@record(frozen=True)
class Vaunt:
    """A claim at `start` and `end` of the sentence's text, its figure, and the figures that must not pass it."""

    start: int
    end: int
    claimed: Mention
    others: tuple[Mention, ...]
    lowest: bool


def vaunts(sentence: Sentence, first: int) -> Iterator[Vaunt]:
    """What is called first or last behind the character `first` of a passage, with one figure that can be meant and others of its sort."""
    if not 1 < len(sentence.mentions) <= MOST:
        return
    claims = [m for m in _CLAIM.finditer(sentence.text, first) if not _goes_beyond(sentence, m)]
    found = entries(sentence) if claims else []
    for match in claims:
        own, others = _named(sentence, match, found) or _beside(sentence, match, found) or (None, ())
        lowest = _is_lowest(sentence, match, own) if own is not None and others else None
        if own is not None and lowest is not None:
            yield Vaunt(match.start("top"), match.end("top"), own, tuple(others), lowest)


def _goes_beyond(sentence: Sentence, match: regex.Match[str]) -> bool:
    ahead = _ahead(sentence, match)
    if match["rank"] and (sentence.at(match.start("rank")).value != Interval.point(1) or sentence.text.endswith("倒数", 0, match.start("rank"))):
        return True
    return _BEYOND.search(ahead + match[0] + sentence.text[match.end() : match.end() + 3]) is not None


def _ahead(sentence: Sentence, match: regex.Match[str]) -> str:
    """The words of its clause before a claim."""
    return str(_AHEAD.match(sentence.text, 0, match.start())[0])  # type: ignore[index]


def _is_lowest(sentence: Sentence, match: regex.Match[str], own: Mention) -> bool | None:
    """Which end of the values a claim is of; None where it may be either."""
    timed = own.dimension.startswith("duration")
    if timed and match["word"] in ("快", "慢"):
        return bool(match["word"] == "快")
    if match["word"] is None and (timed or (_LESS_FIRST.search(sentence.text) and not _AMOUNT.search(_ahead(sentence, match)))):
        return None
    return match["word"] in _LAST or match["top"].endswith(("末位", "垫底"))


def _beside(sentence: Sentence, match: regex.Match[str], found: Sequence[Entry]) -> tuple[Mention, Sequence[Mention]] | None:
    """The figure that a claim stands with, in its clause or the next, and all of the passage that are named alike, or that are of the rest."""
    # What stands behind the claim is nearer to it than what stands before
    own = next((e for e in reversed(found) if _is_with(sentence, match, e)), None)
    if own is None or not _fits(_ahead(sentence, match), own.mention):
        return None
    rest = _REST.search(sentence.text, sentence.positions[own.order])
    listed = [e for e in found if rest and sentence.positions[e.order] > rest.end() and same_unit(e.mention, own.mention)]
    others = listed or _all_told(sentence, own, found) or against(own, found)
    return (own.mention, [e.mention for e in others]) if others else None


def _all_told(sentence: Sentence, own: Entry, found: Sequence[Entry]) -> list[Entry]:
    """The others in the unit of a figure, where the text says how many there are: 五大产业中,装备制造增长⟨⟩,…;电子、食品、建材、医药分别增长⟨⟩."""
    alike = [e for e in found if same_unit(e.mention, own.mention)]
    told = any(m.kind is MentionKind.COUNT and m.value == Interval.point(len(alike)) for m in sentence.mentions[: alike[0].order]) if alike else False
    return [e for e in alike if e is not own] if told and len(alike) > _NEAR - 1 else []


def _fits(ahead: str, own: Mention) -> bool:
    """Whether what a claim is of may be the figure: 增幅 is a percentage, 产量 is none."""
    rate = own.kind in RATES
    return not (_AMOUNT.search(ahead) and rate) and not (_RATE.search(ahead) and not rate and own.kind is not MentionKind.MEASURE and bool(own.unit))


def _is_with(sentence: Sentence, match: regex.Match[str], entry: Entry) -> bool:
    """Whether no figure and no stop parts a claim from a figure: 最高,为⟨⟩; ⟨⟩,为最高."""
    at = sentence.positions[entry.order]
    if at >= match.end("top"):
        between = sentence.text[match.end("top") : at]
        # ",东区、西区分别增长⟨⟩" is of others
        near = "分别" not in between and not any(mark in between for mark in ";。") and between.count(",") < _NEAR
        return near and entry.order == _next(sentence, match.end("top"))
    between = sentence.text[at + 1 : match.start("top")]
    bare = not any(mark in between for mark in ";。:、")
    return match["who"] is None and bare and _THING.fullmatch(between) is not None


def _next(sentence: Sentence, at: int) -> int:
    """The ordinal of the first mention from a place on, the mentions that rank or date left out."""
    return next((k for k, p in enumerate(sentence.positions) if p >= at and sentence.mentions[k].kind not in RANKS), -1)


def _named(sentence: Sentence, match: regex.Match[str], found: Sequence[Entry]) -> tuple[Mention, Sequence[Mention]] | None:
    """The figure of the name in a claim, if exactly one roster of the passage has it, and counts what the claim is of, and the others of that roster."""
    ahead = _LEAD_IN.sub("", _ahead(sentence, match))
    who, thing = (match["who"], ahead) if match["who"] else (ahead, "")
    fitting = []
    known = list(rosters(sentence))
    told = {id(m) for roster in known for m in roster.mentions}
    for roster in (*known, *(row for row in rows(found) if not any(id(m) in told for m in row.mentions))):
        place, rest = _place(roster, who)
        if place is not None and _counts(sentence, roster, thing or rest):
            fitting.append((roster.mentions[place], [m for k, m in enumerate(roster.mentions) if k != place]))
    return fitting[0] if len(fitting) == 1 and len(fitting[0][1]) > 1 else None


def vaunts_of_form(sentence: Sentence, form: Sentence, above: str) -> Iterator[Vaunt]:
    """What a sentence calls first or last of the lines of a form elsewhere, below a heading `above` that has the word: 青山镇发案最少."""
    listed = [roster for roster in rosters(form) if len(roster.mentions) == len(form.mentions) > 2]
    if not listed:
        return
    roster = listed[0]
    told = next((m for m in sentence.mentions if m.kind is MentionKind.COUNT and m.value.is_point), None)
    for match in _CLAIM.finditer(sentence.text) if told is None or told.value == Interval.point(len(roster.mentions)) else ():
        who = match["who"] or _LEAD_IN.sub("", _ahead(sentence, match))
        place, thing = _place(roster, who)
        thing = thing or (_LEAD_IN.sub("", _ahead(sentence, match)) if match["who"] else "")
        fits = place is not None and roster.names[place] in who and len(thing) > 1 and (thing[-2:] in above or thing[:2] in above)
        if place is None or not fits or _goes_beyond(sentence, match):
            continue
        own = roster.mentions[place]
        lowest = _is_lowest(sentence, match, own)
        if lowest is not None and not any(m.hedges for m in roster.mentions):
            yield Vaunt(match.start("top"), match.end("top"), own, tuple(m for m in roster.mentions if m is not own), lowest)


def _place(roster: Roster, who: str) -> tuple[int | None, str]:
    """The one name of a roster that the words begin with, and what they go on with."""
    for length in range(len(who), 1, -1):
        places = [k for k, name in enumerate(roster.names) if who[:length] in name]
        if len(places) == 1:
            return places[0], who[length:]
    return None, ""


def _counts(sentence: Sentence, roster: Roster, thing: str) -> bool:
    """Whether a roster, whose words reach back to the figure before it, counts the thing that a claim is of."""
    first = sentence.mentions.index(roster.mentions[0])
    spoken = (*roster.names, sentence.words_before(first))
    return not any(m.hedges for m in roster.mentions) and (len(thing) < 2 or is_of(roster, thing, spoken))
