"""Rosters: names with one value each (甲、乙分别为5件、7件; 甲5件，乙7件), and what the text says of them: who is highest, who came first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.expression import compiled, expression
from auditor.model import QUANTITIES, Mention
from auditor.record import record
from auditor.relating.sentence import Sentence
from auditor.relating.unit import same_unit

_JOINT = expression(r"[、和及与]")
# "甲乡、乙乡和丙乡得分分别为" — not "甲乡,分别为"
_LIST_OF_NAMES = expression(r"(?P<names>[^,;:。()\ue000-\uf8ff]{2,60})分别[^,;:。()、\ue000-\uf8ff]{0,4}$")
# "⟨⟩、⟨⟩和⟨⟩" — not "⟨⟩,其中⟨⟩"
_LISTED = expression(r"[、和及与]{1,2}")
# The next name of a roster: "、外科" ",外科" — not ",其中外科" and not ",同比增长"
_NEXT = expression(r"\)?[、,;](?!其中|同比|比|较|增|减|下降|占|分列|合计|共|平均|最)(?P<name>[^,;:。()、\ue000-\uf8ff]{2,12})(?:\(|为|达)?")
# "得分最低的科室为⟨⟩(" "增速最快的是城东区,达⟨⟩" — not "最高的是⟨⟩", which has no name
_ANNOUNCED = expression(
    r"最(?P<word>[高大多长重低小少短])的[^,;:。()\ue000-\uf8ff]{0,10}?[是为](?P<who>[^,;:。()\ue000-\uf8ff]{2,14}?)(?P<joint>\(|,?(?:达到?|为|仅|得|共)?)(?P<value>[\ue000-\uf8ff])\)?"
)
# "其中内科最高" ",水稻面积最大" "民事案件用时最长,为⟨⟩" — not "最高人民法院"
_CLAIM = expression(
    r"[,;、](?:其中,?)?(?P<who>[^,;:。()、\ue000-\uf8ff]{0,12}?)(?P<top>为?最(?P<word>[高大多长重低小少短快慢])|居首位?|位居第一)(?P<own>,?(?:为|达|是)[^,;:。()\ue000-\uf8ff]{0,2}(?P<value>[\ue000-\uf8ff]))?(?=[,;。\s]|$)"
)
_LOW = frozenset("低小少短慢")


@record(frozen=True, slots=True)
class Roster:
    """Names and their values, place by place; `end` is the index of the sentence's text behind the last value."""

    names: tuple[str, ...]
    mentions: tuple[Mention, ...]
    end: int


@record(frozen=True, slots=True)
class Superlative:
    """Who is said to have the greatest or least value: the place in the roster, or a value of its own; `lowest` tells which."""

    place: int | None
    value: Mention | None
    lowest: bool
    start: int
    end: int


def rosters(sentence: Sentence) -> Iterator[Roster]:
    """The rosters of a sentence, in order: lists behind 分别, and runs of a name and a value."""
    at = 0
    while at < len(sentence.mentions) - 1:
        roster = _behind_names(sentence, at) or _name_by_name(sentence, at)
        if roster is None:
            at += 1
        else:
            yield roster
            at += len(roster.mentions)


def _behind_names(sentence: Sentence, first: int) -> Roster | None:
    """甲、乙、丙分别为⟨⟩、⟨⟩、⟨⟩; places stand for the names where those are not as many."""
    match = _LIST_OF_NAMES.search(sentence.text[: sentence.positions[first]])
    if match is None:
        return None
    places = [first]
    while places[-1] + 1 < len(sentence.mentions) and _LISTED.fullmatch(sentence.between(places[-1], places[-1] + 1)):
        places.append(places[-1] + 1)
    names = _JOINT.split(match["names"])
    return _roster(sentence, names if len(names) == len(places) else [str(k) * 2 for k in places], places)


def _name_by_name(sentence: Sentence, first: int) -> Roster | None:
    """甲⟨⟩、乙⟨⟩、丙⟨⟩."""
    names, places = [sentence.clause_before(first)], [first]
    while places[-1] + 1 < len(sentence.mentions):
        match = _NEXT.fullmatch(sentence.between(places[-1], places[-1] + 1))
        if match is None:
            break
        names.append(match["name"])
        places.append(places[-1] + 1)
    return _roster(sentence, names, places)


def _roster(sentence: Sentence, names: Sequence[str], places: Sequence[int]) -> Roster | None:
    """The roster as far as its values are of one unit; None where that leaves fewer than two, or where names are missing or alike."""
    mentions = [sentence.mentions[k] for k in places]
    fitting = next((n for n, m in enumerate(mentions) if not same_unit(m, mentions[0]) or m.components), len(mentions))
    kept = tuple(name.strip() for name in names[:fitting])
    if fitting < 2 or mentions[0].kind not in QUANTITIES or not mentions[0].unit or len(set(kept)) < fitting or any(len(n) < 2 for n in kept):
        return None
    return Roster(kept, tuple(mentions[:fitting]), sentence.positions[places[fitting - 1]] + 1)


def superlative(sentence: Sentence, roster: Roster) -> Superlative | None:
    """What the clause right behind a roster says is highest or lowest, if it names one of the roster or repeats a value."""
    match = _CLAIM.match(sentence.text, roster.end)
    # 最快 of days is the least, of growth the greatest
    if match is None or (match["word"] in ("快", "慢") and roster.mentions[0].dimension.startswith("duration")):
        return None
    lowest = match["word"] in _LOW
    start, end = match.span("who")[0], match.span("top")[1]
    own = sentence.at(match.start("value")) if match["value"] else None
    if own is not None and same_unit(own, roster.mentions[0]):
        return Superlative(None, own, lowest, start, end)
    place = _named(roster, match["who"])
    return Superlative(place, None, lowest, start, end) if place is not None else None


def _named(roster: Roster, who: str) -> int | None:
    """The one name that the words begin with, if what follows it is the thing that the roster counts: 水稻面积 of 水稻、玉米播种面积."""
    for length in range(len(who), 1, -1):
        places = [k for k, name in enumerate(roster.names) if who[:length] in name]
        if len(places) == 1:
            thing = who[length:]
            timed = roster.mentions[0].dimension.startswith("duration") and thing.endswith(("用时", "耗时", "时间", "时长"))
            return places[0] if not thing or timed or any(thing[-2:] in name for name in roster.names) else None
    return None


def announced_extremes(sentence: Sentence, rivals: str) -> Iterator[tuple[Roster, Superlative]]:
    """得分最低的科室为急诊科（86.2分），儿科84.7分: the claims that stand before the roster, each with the values behind it.

    Args:
        sentence: any.
        rivals: an expression that every name ends with, so that what follows is of the same sort.
    """
    rival = compiled(f"(?:{rivals})$")
    for match in _ANNOUNCED.finditer(sentence.text):
        first = sentence.orders[match.start("value")]
        names, places = [match["who"]], [first]
        while places[-1] + 1 < len(sentence.mentions) and (following := _NEXT.fullmatch(sentence.between(places[-1], places[-1] + 1))):
            names.append(following["name"])
            places.append(places[-1] + 1)
        roster = _roster(sentence, names, places)
        if roster is not None and all(rival.search(name) for name in roster.names):
            yield roster, Superlative(0, None, match["word"] in _LOW, match.start(), match.end("who"))
