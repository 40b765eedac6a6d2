"""Who alone rose, or that all did: what a sentence says of the direction of all (唯有甲类增长, 五个行业均增长, 三增两降), and the changes that it gives beside it.

Owns which changes a claim is of; whether they are all as it says is for `checking`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.expression import compiled, expression
from auditor.model import Mention, MentionKind
from auditor.record import record
from auditor.relating.sentence import QUANTITY_SIGNS, SIGNS, Sentence
from auditor.relating.unit import same_unit

if TYPE_CHECKING:
    import regex

_UP, _DOWN = "正增长|增长|上升|上涨|提高|增加|增产|回升", "负增长|下降|下滑|减少|回落|减产|下跌|降低"
_WAY = rf"(?:同比)?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))"
_NAME = r"[^,;:。()\ue000-\uf8ff]{2,16}?"
_STATE = r"(?:保持|实现|出现|呈现?|取得|为|录得|还在|仍在|仍)*"
_ENDS = r"(?=[,;。、:(\ue000-\uf8ff]|的|$|态势)"
# "唯有甲类保持增长" "只有西区下降" — not "只有增长才能"
_ONLY = expression(rf"(?:唯有|唯独|只有|仅有|仅)(?P<who>{_NAME})(?:一[个家项类])?{_STATE}{_WAY}{_ENDS}")
# "东区是唯一下降的县" "西区增长⟨2%⟩,成为三个区中唯一实现正增长的"
_SOLE = expression(
    rf"(?:^|[,;:。])(?:其中,?|而|但)?(?P<who>{_NAME})(?:(?:逆势|同比|环比|仍|则)*(?:{_UP}|{_DOWN})[{QUANTITY_SIGNS}],)?(?:也|则)?(?:是|为|成为)[^,;:。()]{{0,10}}?唯一(?:一[个家项类])?{_STATE}{_WAY}(?:的(?P<kind>\p{{Han}}{{1,4}})?)?"
)
# "⟨五个⟩行业均实现增长" "各县区全部下降" — what is said of all that follow
_ALL = expression(
    rf"(?:(?P<number>{SIGNS[MentionKind.COUNT]})[^,;:。()、\ue000-\uf8ff]{{1,10}}?|各\p{{Han}}{{1,6}}?)(?:\p{{Han}}{{0,6}}?)(?:均|全部|全都|都){_STATE}{_WAY}(?=[,;:。])"
)
# "三增两降" of the changes that follow or stand before
_TALLY = expression(rf"(?:(?P<up>[一二两三四五六七八九])[升增涨]|(?P<litres>{SIGNS[MentionKind.MEASURE]}))(?P<down>[一二两三四五六七八九])[降减跌]")
# The name and the direction in the clause of a change: "甲类同比下降" "其中西区增长"
_CHANGE = expression(
    rf"(?:其中,?|而|但)?(?P<name>\p{{Han}}{{2,14}}?)(?:则|却|也|均|分别|同比|环比|比上年|较上年|小幅|微幅?|大幅|逆势)*(?:(?P<up>{_UP}|微?增|微?升|微?涨)|(?P<down>{_DOWN}|微?降|微?跌))(?:了)?$"
)
_ELSEWHEN = expression(r"[上去前]年|同期|上月|上季|[比较]|占|拉动|贡献|其余|其他|合计|总|平均|全[省市县区国州镇乡校院]")
_EARLIER = expression(r"[上去前]年|同期|上月|上季")
# "⟨超过90%⟩的只有三中⟨一家⟩" "⟨低于80分⟩的仅有东岭村" — not "⟨超过90%⟩的有三家"
_PASSES = expression(
    rf"(?P<mark>[{QUANTITY_SIGNS}])的(?:只有|仅有|仅|唯有|唯独|只)(?P<who>\p{{Han}}{{2,8}}?)(?=[一1][个家所项]|[\ue000-\uf8ff,;。(:]|$)"
)
# From one change of a list to the next: ",钢铁下降" ",是唯一下降的行业,食品下降" — not ",总量增长⟨⟩,其中"
_STEP = expression(r"(?:,[^,;:。()]{1,12}唯一[^,;:。()]{2,12})?[、,;。](?:其中,?|而|但)?\p{Han}{2,14}")
_LONGEST_PEER = 8
_LEAST, _NEAR = 2, 24
_DIGITS = "零一二三四五六七八九"


@record(frozen=True)
class Moved:
    """A change in percent, what it is of and whether it is a fall."""

    name: str
    mention: Mention
    at: int
    falls: bool


@record(frozen=True)
class Alone:
    """A claim at `start` and `end` of the sentence's text, the changes that it is of, and those that it excludes."""

    start: int
    end: int
    changes: tuple[Moved, ...]
    contrary: tuple[Moved, ...]


def claims(sentence: Sentence, rivals: str) -> Iterator[Alone]:
    """Every claim of a sentence about the direction of all, with at least two changes of like things to hold it against."""
    rival = compiled(f".*(?:{rivals})")
    found = [(match, only) for only, form in ((True, _ONLY), (True, _SOLE), (False, _ALL)) for match in form.finditer(sentence.text)]
    yield from _passing(sentence)
    if not found and not _TALLY.search(sentence.text):
        return
    every = list(_changes(sentence))
    changes = [moved for moved in every if rival.fullmatch(moved.name)]
    for match, only in found:
        if _EARLIER.search(compiled(r"(?r)[^,;:。]*").search(sentence.text, 0, match.start())[0]):  # type: ignore[index]
            continue
        falls = match["down"] is not None
        if only:
            peers = [m for m in changes if m.name[-1] == match["who"][-1] or rival.match(match["who"])]
            of = [m for m in _of_kind(sentence, match, every) or peers if not _is_one(m.name, match["who"])]
            contrary = tuple(m for m in of if m.falls is falls)
        else:
            of = _following(sentence, match, changes)
            contrary = tuple(m for m in of if m.falls is not falls)
        if len(of) >= (1 if only else _LEAST):
            yield Alone(match.start() + (sentence.text[match.start()] in ",;:。"), match.end(), tuple(of), contrary)
    yield from _tallies(sentence, changes)


def _passing(sentence: Sentence) -> Iterator[Alone]:
    """Who alone is said to pass a mark (超过90%的只有三中), against the values of the others that the sentence gives."""
    for match in _PASSES.finditer(sentence.text) if "的" in sentence.text else ():
        mark = sentence.at(match.start("mark"))
        senses = {hedge.sense for hedge in mark.hedges}
        above, below = bool(senses & {"above", "at-least"}), bool(senses & {"below", "at-most"})
        others = []
        for k, mention in enumerate(sentence.mentions if above is not below else ()):
            name = sentence.clause_before(k).strip()
            peer = 1 < len(name) <= _LONGEST_PEER and name[-1] == match["who"][-1] and not _is_one(name, match["who"]) and not _ELSEWHEN.search(name)
            if peer and mention is not mark and same_unit(mention, mark) and not mention.hedges:
                passes = mention.value.below(mark.printed) if below else mark.printed.below(mention.value)
                others.append((Moved(name, mention, sentence.positions[k], falls=False), passes))
        if others:
            yield Alone(match.start(), match.end(), tuple(one for one, _ in others), tuple(one for one, passes in others if passes))


def _changes(sentence: Sentence) -> Iterator[Moved]:
    """The changes in percent that say what they are of."""
    for k, mention in enumerate(sentence.mentions):
        match = _CHANGE.fullmatch(sentence.clause_before(k).strip()) if mention.kind is MentionKind.PERCENT and not mention.components else None
        if match is not None and not _ELSEWHEN.search(match["name"]) and mention.value.low is not None:
            yield Moved(match["name"], mention, sentence.positions[k], (match["down"] is not None) != (mention.value.low < 0))


def _of_kind(sentence: Sentence, match: regex.Match[str], changes: Sequence[Moved]) -> list[Moved]:
    """The changes of a list of three and more that tells by a word what it lists, where one of them is called the only one of that: 五大行业…唯一增长的行业."""
    kind = match.groupdict().get("kind") or ""
    run = [m for m in changes if len(m.name) <= _LONGEST_PEER] if len(kind) > 1 else []
    listed = len(run) > _LEAST and run == changes and kind in sentence.text[: max(run[_LEAST].at, 0)]
    return run if listed and all(_STEP.fullmatch(sentence.text[a.at + 1 : b.at]) for a, b in pairwise(run)) else []


def _is_one(name: str, who: str) -> bool:
    """Whether a name is among those of a claim: 甲类 of 甲类、乙类."""
    return name in who or any(one and (one in name or name in one) for one in compiled("[、和与及]").split(who))


def _following(sentence: Sentence, match: regex.Match[str], changes: Sequence[Moved]) -> list[Moved]:
    """The changes right behind what is said of all, as many as it says there are."""
    stops = "。" if sentence.text[match.end() : match.end() + 1] == ":" else "。;"
    end = min([at for mark in stops if (at := sentence.text.find(mark, match.end())) >= 0], default=len(sentence.text))
    behind = [m for m in changes if match.end() <= m.at < end]
    number = sentence.at(match.start("number")).value.middle if match["number"] else None
    near = bool(behind) and behind[0].at - match.end() <= _NEAR
    return behind if near and number in (None, len(behind)) else []


def _tallies(sentence: Sentence, changes: Sequence[Moved]) -> Iterator[Alone]:
    """三增两降, where the sentence gives as many changes as that."""
    for match in _TALLY.finditer(sentence.text):
        up, down = _number(sentence, match, "up"), _number(sentence, match, "down")
        falls = sum(m.falls for m in changes)
        if len(changes) == up + down:
            yield Alone(match.start(), match.end(), tuple(changes), tuple(changes) if falls != down else ())


def _number(sentence: Sentence, match: regex.Match[str], way: str) -> int:
    """How many rose or fell; four that rose, 四升, were read as litres."""
    if match[way]:
        return _DIGITS.index(match[way].replace("两", "二"))
    litres = sentence.at(match.start("litres"))
    return int((litres.value.middle or 0) / litres.factor)
