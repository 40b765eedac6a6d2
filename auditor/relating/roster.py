"""Rosters: names with one value each: 甲、乙分别为5件、7件; 甲5件，乙7件."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.expression import expression
from auditor.model import QUANTITIES, Mention, MentionKind
from auditor.record import record
from auditor.relating.level import before_bracket
from auditor.relating.sentence import Sentence
from auditor.relating.unit import same_unit
from auditor.relating.whole import common_ending

_JOINT = expression(r"[、和及与]")
# "三中队" behind "一、二、" and before "处警", "丙三线" behind "甲、乙、"
_SHORT_FOR = expression(
    r"[一二三四五六七八九十东西南北中甲乙丙丁戊](?:[两三四五六](?=[线路组班队标]))?(?P<kind>(?:中|大|支|分)队|病区|车间|[校院厂园]区|片区?|小[学区组]|中学|季度|标段|[县区乡镇村站所班队组库线])"
)
# "甲乡、乙乡和丙乡得分分别为" "甲乡、乙乡⟨两个⟩乡得分分别为" — not "甲乡,分别为"
_LIST_OF_NAMES = expression(
    r"(?P<names>[^,;:。()\ue000-\uf8ff]{2,60})(?:(?P<many>[\ue000-\uf8ff])[^,;:。()、\ue000-\uf8ff]{0,16})?(?:分别|依次)[^,;:。()、\ue000-\uf8ff]{0,12}$"
)
# How far from their end these words stand at most
_NEAR = 14
# "⟨⟩、⟨⟩和⟨⟩" — not "⟨⟩,其中⟨⟩"
_LISTED = expression(r"[、和及与]{1,2}")
# Between the values of names and the next of theirs: ",同比分别增长" ",增速依次为"
_FURTHER = expression(r"[,、](?P<of>[^,;:。()、\ue000-\uf8ff]{0,8}(?:分别|依次)[^,;:。()、\ue000-\uf8ff]{0,6})")
# The next name of a roster: "、外科" ",外科" — not ",其中外科" and not ",同比增长"
NEXT = expression(
    r"\)?[、,;](?:(?:其[余他后]|随后|以下)(?:各\p{Han}{1,3}|\p{Han}{2})?依次[为是])?(?!其中|同比|比|较|增|减|下降|占|分列|合计|共|平均|总|最|全[省市县区国州镇乡校院]|[^,;:。()]{0,3}(?:平均|合计)|[^,;:。()]{2,12}(?:分别|依次))(?P<name>[^,;:。()、\ue000-\uf8ff]{2,12})(?:\(|为|达)?"
)

# ";乙镇、丙镇分别增长" behind the value of 甲镇 — not ";其中乙镇、丙镇分别下降"
_AT_ONCE = expression(r"\)?[,;](?!其中)[^,;:。()\ue000-\uf8ff]{2,60}(?:分别|依次)(?:为|是|达到?|(?P<grown>增长|上涨|提高|增加))?")
# The number of a class in its name: "七(⟨3⟩)班" — not "教师(⟨3⟩)班"
_CLASS = expression(r"(?<=[一二三四五六七八九高初])\((?P<number>[\ue000-\uf8ff])\)(?=班)")
_GROWTH = expression(r"增速|增幅|涨幅|增长")


# Numbers of these are names of their own
_LINES = frozenset({"路", "号线", "线"})


@record(frozen=True)
class Roster:
    """Names and their values, place by place; `end` is the index of the sentence's text behind the last value."""

    names: tuple[str, ...]
    mentions: tuple[Mention, ...]
    end: int


def spelled(sentence: Sentence) -> Sentence:
    """The sentence with the numbers in names written out: ⟨3路⟩车, 七(⟨3⟩)班; the same one where it has none."""
    lines = {k for k, m in enumerate(sentence.mentions) if m.kind is MentionKind.ORDINAL and m.unit in _LINES}
    classes = {sentence.orders[at] for at in (match.start("number") for match in _CLASS.finditer(sentence.text))} if ")班" in sentence.text else set()
    if not lines | classes:
        return sentence
    text, offsets, kept, positions = "", list[int](), list[Mention](), list[int]()
    for at, sign in enumerate(sentence.text):
        k = sentence.orders.get(at)
        if k is not None and k in lines | classes:
            mention = sentence.mentions[k]
            printed = (mention.digits + mention.unit * (k in lines))[: mention.end - mention.start]
            text += printed
            offsets += range(mention.start, mention.start + len(printed))
            continue
        if k is not None:
            kept.append(sentence.mentions[k])
            positions.append(len(text))
        text += "·" if {at - 1, at + 1} & {sentence.positions[n] for n in classes} else sign
        offsets.append(sentence.offsets[at])
    return Sentence.of(text, offsets, kept, positions)


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


def further(sentence: Sentence, roster: Roster) -> Iterator[tuple[Roster, str]]:
    """The rosters that go on with other values of the same names, and what they are said to be: 甲、乙分别为5亿元、7亿元,分别增长3%、4%."""
    first = sentence.mentions.index(roster.mentions[-1]) + 1
    while first < len(sentence.mentions) and (match := _FURTHER.fullmatch(sentence.between(first - 1, first))):
        places = list(range(first, min(first + len(roster.names), len(sentence.mentions))))
        joined = all(_LISTED.fullmatch(sentence.between(k, k + 1)) for k in places[:-1])
        found = roster_of(sentence, roster.names, places) if joined and len(places) == len(roster.names) else None
        if found is None or len(found.names) < len(roster.names):
            return
        yield found, match["of"]
        first = places[-1] + 1


def _behind_names(sentence: Sentence, first: int) -> Roster | None:
    """甲、乙、丙分别为⟨⟩、⟨⟩、⟨⟩; places stand for the names where those are not as many."""
    before = sentence.text[: sentence.positions[first]]
    # The search tries every character of what may be a long sentence
    match = _LIST_OF_NAMES.search(before) if any(word in before[-_NEAR:] for word in ("分别", "依次")) else None
    if match is None:
        return None
    places = [first]
    while places[-1] + 1 < len(sentence.mentions) and _LISTED.fullmatch(sentence.between(places[-1], places[-1] + 1)):
        places.append(places[-1] + 1)
    names = _JOINT.split(match["names"])
    if match["many"] and all(len(name) == 1 for name in names):
        names = [f"{name}{sentence.at(match.start('many')).unit}" for name in names]
    return roster_of(sentence, names if len(names) == len(places) else [str(k) * 2 for k in places], places)


def _name_by_name(sentence: Sentence, first: int) -> Roster | None:
    """甲⟨⟩、乙⟨⟩、丙⟨⟩."""
    return roster_of(sentence, *following(sentence, sentence.clause_before(first) or before_bracket(sentence, first), first))


def following(sentence: Sentence, name: str, first: int) -> tuple[list[str], list[int]]:
    """A name and the ordinal of its value, with the names and ordinals that follow it one by one."""
    names, places = [name], [first]
    while places[-1] + 1 < len(sentence.mentions) and (match := NEXT.fullmatch(sentence.between(places[-1], places[-1] + 1))):
        names.append(match["name"])
        places.append(places[-1] + 1)
    return names, places


def led(sentence: Sentence, name: str, first: int, said: str) -> Roster | None:
    """The roster that a name and its value begin, those behind it one by one or at once, grown if `said` is of growth: 甲⟨⟩;乙、丙分别增长⟨⟩和⟨⟩."""
    names, places = following(sentence, name, first)
    match = _AT_ONCE.fullmatch(sentence.between(first, first + 1)) if len(places) == 1 and first + 1 < len(sentence.mentions) else None
    if match is None or (match["grown"] and not _GROWTH.search(said)):
        return roster_of(sentence, names, places)
    behind = _behind_names(sentence, first + 1)
    if behind is None or len(behind.names[-1]) > max(map(len, (name, *behind.names[:-1]))) + 1:
        return None
    return roster_of(sentence, (name, *behind.names), range(first, first + 1 + len(behind.names)))


def roster_of(sentence: Sentence, names: Sequence[str], places: Sequence[int]) -> Roster | None:
    """The roster as far as its values are of one unit; None where that leaves fewer than two, or where names are missing or alike."""
    mentions = [sentence.mentions[k] for k in places]
    fitting = next((n for n, m in enumerate(mentions) if not same_unit(m, mentions[0]) or m.components), len(mentions))
    kept = _in_full([name.strip() for name in names[:fitting]])
    kept = kept[: next((n for n in range(1, len(kept)) if any(_is_of_one(one, kept[n]) for one in kept[:n])), len(kept))]
    fitting = len(kept)
    if fitting < 2 or mentions[0].kind not in QUANTITIES or not mentions[0].unit or len(set(kept)) < fitting or any(len(n) < 2 for n in kept):
        return None
    return Roster(kept, tuple(mentions[:fitting]), sentence.positions[places[fitting - 1]] + 1)


def _is_of_one(one: str, other: str) -> bool:
    """Whether two names are of one holder and of two things: 东行存款增加, 东行贷款增加."""
    ending = common_ending(one, other)
    holder = one[: len(one) - ending]
    return ending > 1 and len(holder) > 1 and other.startswith(holder)


def _in_full(names: Sequence[str]) -> tuple[str, ...]:
    """The names, those of one character with what they leave to the last: 一、二、三中队 as 一中队、二中队、三中队."""
    short = [name for name in names[:-1] if len(name) == 1]
    end = _SHORT_FOR.match(names[-1]) if short and len(short) == len(names) - 1 else None
    return (*(f"{name}{end['kind']}" for name in names[:-1]), f"{names[-1][0]}{end['kind']}") if end else tuple(names)
