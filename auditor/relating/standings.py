"""Standings: names, each with its value and its rank (甲县得96.4分，位列第二；乙县得95.8分，位列第一), in one sentence.

Owns which value and which rank belong to one name; whether they are in one order is for `checking`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from auditor.expression import compiled, expression
from auditor.model import Mention, MentionKind
from auditor.record import record
from auditor.relating.roster import Roster
from auditor.relating.sentence import SIGNS, Sentence
from auditor.relating.unit import same_unit

if TYPE_CHECKING:
    import regex

_RANK = SIGNS[MentionKind.RANK] + SIGNS[MentionKind.ORDINAL]
# ",位列全市" between a value and its rank — the verbs and marks around "全市"
_AROUND = expression(r"[,:()、;]|以|名列|位列|位居|排名|排在|荣获|获得|夺得|摘得|摘取|获评|分列|[列居排获得为名]|总成绩|成绩")
# "按浓度由低到高": the least comes first
_RISING = expression(r"(?:由|从)(?:低|少|小|短|快)(?:到|至|往)(?:高|多|大|长|慢)")
_FALLING = expression(r"(?:由|从)(?:高|多|大|长)(?:到|至|往)(?:低|少|小|短)")
# "18家支行" right before a rank is what one is ranked among — not "18家,居"
_MEMBERS = frozenset("家个所支")
# Before a rank whose value is not given: "高出第二名城管局1.2分"
_COMPARED = expression(r"(?:高出|高于|领先|超过|超出|低于|落后|[比较]|次于|距离?|差)[^,;。]{0,4}$")
# "得⟨92.6分⟩的税务局位居市直单位⟨第一⟩" between a value and its rank — not "⟨12%⟩的增速列"
_OF_WHOM = expression(r"的(?P<name>\p{Han}{2,12}?)(?P<among>(?:位列|位居|名列|排名|排在|排|列|居|获得?)[^,;。()]{0,8})")
# What is measured without a unit
_INDEX = expression(r"指数|系数|得分|分值|总分")
# "宏远建工以" before a value that a rank follows — not "一院总分"
_BY = expression(r"\p{Han}{2}(?P<by>以)(?:总分|得分|均分)?$")
# Each of these is ranked by itself: "财政收入以⟨⟩位列全省⟨⟩"
INDICATOR = expression(
    r"(?:收入|投资|产值|总[额值量]|增加值|社零|税收|[进出]口|产业|[业量率额值数]|支出|存款|贷款|消费|GDP|农村|城镇|居民|价格|增速|增幅|指数|指标|水平|密度)$"
)
_ANY = expression(r"(?P<name>.{2,}?)(?P<rest>以?(?:总分|得分|均分)?)")
# More words between a value and a rank belong to something else
_FARTHEST = 16


# ",分列全县第1、第2和第3名" ",增速依次居全市第一、第二" "分别位列第一、第二" ",在⟨16个⟩乡镇中分列第一、第二" ",乙县、甲县分列第一、第二"
_LISTED = expression(
    rf"(?:[^,;:。()\ue000-\uf8ff]{{0,4}},(?:[两三四五二](?:者|[县区乡镇队科院校局所站班组社村店园行市])|{SIGNS[MentionKind.COUNT]}\p{{Han}}{{1,4}}?|上述各?[县区乡镇队科院校局所站班组]|(?P<again>[^,;:。()\ue000-\uf8ff]{{2,30}}[、和与及][^,;:。()\ue000-\uf8ff]{{2,30}}?)(?=分别|依次|分列|分[获居]))?(?:增速|增幅|得分|总量|规模|成绩|排名|满意度)?(?:在[^,;:。()\ue000-\uf8ff]{{0,6}}[\ue000-\uf8ff]?[^,;:。()\ue000-\uf8ff]{{0,10}})?(?:分别|依次)?|分别|依次)(?:分列|列|居|位列|位居|名列|排名|分居|分获|获得?|排在?)[^,;:。()\ue000-\uf8ff]{{0,8}}(?P<rank>[{_RANK}])(?:[、和及]{{1,2}}(?P<rank>[{_RANK}]))+"
)


@record(frozen=True)
class Standing:
    """Values and ranks, place by place, of one ranking; `rises` says that the least value ranks first, None that the text does not say.

    `sure` unless the first name is left out and it may be ranked in something else.
    """

    names: tuple[str, ...]
    values: tuple[Mention, ...]
    ranks: tuple[Mention, ...]
    rises: bool | None
    sure: bool = True


@record(frozen=True)
class _Place:
    """A name with its value and rank; `among` is what the text says between them: 全市, nothing.

    `ahead` is the name where it stands before a rank and its value, `surely` says that the value is what the rank is by: 甲公司以⟨⟩位列⟨⟩.
    """

    name: str
    value: Mention
    rank: Mention
    among: str
    rank_first: bool
    ahead: str = ""
    surely: bool = False


def ranks(sentence: Sentence, roster: Roster) -> Standing | None:
    """The standing of a roster whose next clause ranks its members in their order (分列第二、第一); None where it does not give as many ranks."""
    match = _LISTED.match(sentence.text, roster.end)
    found = tuple(sentence.at(start) for start in match.starts("rank")) if match else ()
    if match and match["again"]:
        found = _in_order(roster.names, compiled("[、和与及]").split(match["again"]), found)
    fits = len(found) == len(roster.mentions) and all(rank.value.is_point for rank in found)
    return Standing(roster.names, roster.mentions, found, None) if fits else None


def _in_order(names: Sequence[str], again: Sequence[str], found: Sequence[Mention]) -> tuple[Mention, ...]:
    """The ranks of names told once more in another order, in the order of the roster: ",三车间、一车间依次排名第一、第二"; none where they are not those of the roster."""
    held = [[n for n, name in enumerate(names) if name.endswith(said.strip())] for said in again]
    places = [at[0] for at in held if len(at) == 1]
    if len(places) != len(found) or sorted(places) != [*range(len(names))]:
        return ()
    return tuple(found[places.index(n)] for n in range(len(names)))


def standings(sentence: Sentence, rivals: str) -> Iterator[Standing]:
    """The standings of a sentence, two and more names each.

    Args:
        sentence: any.
        rivals: an expression that the name of each rival ends with, so that 工业 and 投资, each ranked by itself, are no rivals.
    """
    rival = compiled(rf"(?P<name>.*(?:{rivals}))(?P<rest>.*)")
    run: list[_Place] = []
    order = 0
    while order < len(sentence.mentions):
        place = _place(sentence, order)
        if place is None or (run and place.rank_first != run[0].rank_first):
            yield from _standing(sentence, run, rival)
            run = []
        run += [place] if place else []
        order += 2 if place else 1
    yield from _standing(sentence, run, rival)


def _place(sentence: Sentence, order: int) -> _Place | None:
    """The value and the rank at an ordinal and the next, in either order, if nothing but marks and verbs parts them from their name."""
    if order + 1 >= len(sentence.mentions):
        return None
    first, second = sentence.mentions[order : order + 2]
    between = sentence.between(order, order + 1)
    among = first.unit in _MEMBERS and not _AROUND.search(between)
    if (
        among
        or any(mark in between for mark in ";。")
        or len(between) > _FARTHEST
        or is_from_last(sentence, order)
        or is_from_last(sentence, order + 1)
    ):
        return None
    if _is_value(first) and _is_rank(second) and (whom := _OF_WHOM.fullmatch(between)):
        return _Place(whom["name"], first, second, _AROUND.sub("", whom["among"]), rank_first=False)
    if _is_value(first) and _is_rank(second):
        name = sentence.clause_before(order).strip()
        return _Place(name, first, second, _AROUND.sub("", between), rank_first=False, surely=_BY.search(name) is not None)
    if _is_rank(first) and _is_value(second) and not _COMPARED.search(sentence.clause_before(order)):
        before, behind = (_AROUND.sub("", words) for words in (sentence.clause_before(order), between))
        return _Place(behind or before, second, first, "", rank_first=True, ahead=before)
    return None


def _is_value(mention: Mention) -> bool:
    measured = bool(mention.unit) or ("." in mention.digits and _INDEX.search(mention.label) is not None)
    counts_ranks = mention.unit in ("位", "名") and mention.label.endswith("前")
    return mention.is_quantity and measured and not counts_ranks and not mention.components and not mention.hedges


def is_from_last(sentence: Sentence, k: int) -> bool:
    """Whether a rank counts from the last: 倒数第三."""
    return sentence.text.endswith("倒数", 0, sentence.positions[k])


def _is_rank(mention: Mention) -> bool:
    return mention.value.is_point and (mention.kind is MentionKind.RANK or (mention.kind is MentionKind.ORDINAL and not mention.unit))


def _named(place: _Place, rival: regex.Pattern[str]) -> regex.Match[str] | None:
    """The name of a place and what it is ranked in; any name where the place surely says so."""
    known = rival.fullmatch(place.name) or rival.fullmatch(place.ahead)
    any_name = _ANY.fullmatch(place.name) if place.surely else None
    return known or (any_name if any_name and not INDICATOR.search(any_name["name"]) else None)


def _standing(sentence: Sentence, run: Sequence[_Place], rival: regex.Pattern[str]) -> Iterator[Standing]:
    """The standing of places that are of rivals in one thing, measured in one unit, and ranked among the same."""
    named = [_named(place, rival) for place in run]
    own = len(run) > 1 and not named[0] and all(named[1:]) and _is_own(run[0], [match["rest"] for match in named[1:] if match])
    if len(run) < 2 or not (own or all(named)) or not all(same_unit(a.value, b.value) for a, b in combinations(run, 2)):
        return
    names = (*[run[0].name] * own, *(match["name"] for match in named if match))
    things = {_AROUND.sub("", match["rest"]) for match in named if match} - {""}
    longest = max(things, key=len, default="")
    among = {place.among for place in run} - {""}
    if len(set(names)) == len(names) and all(map(longest.endswith, things)) and len(among) < 2:
        ahead = sentence.text[: sentence.positions[sentence.mentions.index(run[0].value)]]
        rises = True if _RISING.search(ahead) else False if _FALLING.search(ahead) else None
        sure = not own or (run[0].name in things and run[0].among == run[1].among)
        yield Standing(names, tuple(place.value for place in run), tuple(place.rank for place in run), rises, sure)


def _is_own(place: _Place, things: Sequence[str]) -> bool:
    """Whether a place without a name is that of whom the report is of: 增速⟨⟩,居⟨第一⟩;甲县增速⟨⟩,居⟨第二⟩."""
    return all(len(thing) > 1 and place.name.endswith(thing) for thing in things)
