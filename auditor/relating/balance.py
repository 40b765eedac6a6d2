"""Balances: what was there, what came, what went, and what is there now, in one sentence or in a few, in any order.

「2023年末在册志愿者512人。2024年新注册338人，退出361人，2024年末在册489人。」 Every figure of the unit must say which of the four it is; one that does
not may be a part of another, and then nothing is bound. Of one balance there may be several readings: 净减少 beside what came and what went is their
difference, beside one of them it may be the other. The text is right if it is right in one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from auditor.expression import expression
from auditor.lexicon import Lexicon
from auditor.model import Mention
from auditor.record import record
from auditor.relating.discourse import SURVEYED, passage
from auditor.relating.sentence import QUANTITY_SIGNS, Sentence
from auditor.relating.stock import LEVEL, Part, can_stand, is_carried_on, is_now, is_unlisted, part_of
from auditor.relating.unit import same_unit

# Where neither word stands there is no level of before
_BEFORE = expression(r"[年期月季]初|上?[学上去][年期月季]|(?:[年月]|季度)[末底]|(?<!\d)1月1日|原有|旧存|结转")
# Behind the level now: ",含借读⟨⟩" "(另有⟨⟩休假)"
_BESIDE = expression(rf"^[^;。]{{0,12}}[,(](?:不?含|另)[^,;。()]{{0,8}}[{QUANTITY_SIGNS}]")
# "二季度" of 二季度末, which says when and not of what
_PART_OF_YEAR = expression(r"[一二三四]季度|[上下]半年")
_WAYS = ("in", "out")
# So many figures that do not say whether they came or went make too many balances
_TRIED = 4
# "合计⟨⟩" behind what was there and what came — not "共审结"
_SUBTOTAL = expression(r"^\s*(?:两项|二者|两者|以上|全年|累计)?(?:合计|共计|总计|共有|共)(?:受理|收案|案件|为|达)*$")
# "无其他增减": the text itself says that all is listed
_ALL = expression(r"[无没]有?(?:其[他它]|任何其[他它])(?:增减|变动|收支|变化|进出|损耗|出入)|未(?:增持|减持|新增|减少)")
# "主要是" "受房价等原因影响": not all is listed — not "因死亡等原因减少⟨⟩"
_SOME = expression(r"等原因(?!\p{Han}{0,6}[\ue000-\uf8ff])|主要[是为]|主要包括|之一")


@record(frozen=True)
class Balance:
    """The level before, what came and what went, and the level after.

    `far` where they stand in several sentences or not in this order; `guessed` where the words of a movement do not say which it is; `complete` where the
    text says that nothing else came or went; `loose` where more than those that it tells may have come and gone, or where words do not say which did.
    """

    opening: Mention
    received: tuple[Mention, ...]
    done: tuple[Mention, ...]
    closing: Mention
    far: bool = False
    guessed: bool = False
    complete: bool = False
    loose: bool = False


def balances(sentence: Sentence, before: Sequence[Sentence], lexicon: Lexicon) -> list[Balance]:
    """The readings of the balance that a sentence tells, alone or with those before it, the likeliest first; none where it tells none."""
    if len(sentence.mentions) > SURVEYED or not sentence.mentions:
        return []
    for back in range(len(before) + 1):
        seen = before[len(before) - back :]
        text = "".join(part.text for part in (*seen, sentence))
        if not (LEVEL.search(text) and _BEFORE.search(text)) or _SOME.search(text):
            continue
        if not back and (found := _bind(sentence, 0, lexicon)):
            return found
        if seen or "其中" in sentence.text:
            joined = passage(sentence, seen)
            if found := _bind(joined.sentence, joined.first, lexicon):
                return found
    return []


def _bind(sentence: Sentence, first: int, lexicon: Lexicon) -> list[Balance]:
    """The readings of the balance of the unit of the last level, of which a figure stands at or behind the ordinal `first`."""
    amounts = [k for k in range(len(sentence.mentions)) if can_stand(sentence, k) and not _breaks_down(sentence, k) and not _sums_up(sentence, k)]
    parts = {k: part_of(sentence, k, lexicon) for k in amounts}
    for last in reversed([k for k in amounts if parts[k] in ("level", "opening")]):
        unit = {k: parts[k] for k in amounts if same_unit(sentence.mentions[k], sentence.mentions[last])}
        ends = _ends(sentence, unit, lexicon)
        if ends is not None and max(unit) >= first:
            return list(_readings(sentence, first, unit, *ends))
    return []


def _sums_up(sentence: Sentence, k: int) -> bool:
    """Whether a figure is the sum of the two of its unit before it, and says so: 旧存326件，新收1874件，合计⟨2200件⟩."""
    mention = sentence.mentions[k]
    if not _SUBTOTAL.search(sentence.clause_before(k)):
        return False
    two = [m.value for m in sentence.mentions[:k] if same_unit(m, mention)][-2:]
    return len(two) == len(_WAYS) and (two[0] + two[1]).meets(mention.value)


def _breaks_down(sentence: Sentence, k: int) -> bool:
    """Whether a figure is one of several in brackets that break down the one before them: 增加132人(新录用88人、调入44人)."""
    group = sentence.groups[k]
    ahead = [j for j, position in enumerate(sentence.positions) if group is not None and position < group[0]]
    inside = [j for j, other in enumerate(sentence.groups) if other == group and same_unit(sentence.mentions[j], sentence.mentions[k])]
    return bool(ahead) and len(inside) > 1 and same_unit(sentence.mentions[ahead[-1]], sentence.mentions[k])


def _ends(sentence: Sentence, unit: Mapping[int, Part], lexicon: Lexicon) -> tuple[int, int] | None:
    """The level before and the level now; two levels are told apart by their order, unless the first says that it is of now."""
    opening = [k for k, part in unit.items() if part == "opening"]
    levels = [k for k, part in unit.items() if part == "level"]
    if len(opening) == 2 and not levels and is_carried_on(sentence, opening[1], lexicon):
        return opening[0], opening[1]
    if len(opening) == 1 and not levels and is_carried_on(sentence, opening[0], lexicon):
        return None
    if len(opening) == len(levels) == 1:
        ends = opening[0], levels[0]
    elif not opening and len(levels) == 2 and not is_now(sentence, levels[0]):
        ends = levels[0], levels[1]
    else:
        return None
    return None if _differ(sentence, *ends, lexicon) else ends


def _differ(sentence: Sentence, opening: int, closing: int, lexicon: Lexicon) -> bool:
    """Whether two levels are of two things: 存款余额 and 贷款余额."""
    one, other = (_PART_OF_YEAR.sub("", sentence.clause_before(k)) for k in (opening, closing))
    rows = (row.split("/") for row in lexicon.words.get("contrasts", ()) if "余额" in one or "余额" in other)
    return any(
        {side for side in row if side in one}.isdisjoint(side for side in row if side in other) for row in rows if _any(row, one) and _any(row, other)
    )


def _any(row: Sequence[str], words: str) -> bool:
    return any(side in words for side in row)


def _readings(sentence: Sentence, first: int, unit: Mapping[int, Part], opening: int, closing: int) -> Iterator[Balance]:
    ordered = opening == min(unit) and closing == max(unit)
    complete = _ALL.search(sentence.text) is not None
    if not complete and _BESIDE.search(sentence.text[sentence.positions[closing] + 1 :]):
        return
    loose = not complete and is_unlisted(sentence, closing)
    # Of people all that come and go may be told; what assets are worth changes too
    if loose and "人口" not in sentence.clause_before(closing):
        return
    far = not complete and (not ordered or min(opening, closing) < first)
    for moved in _moved(unit, opening, closing):
        ways = list(_ways(moved, complete=complete))
        if not ways and ordered and (tried := _tried(moved)):
            ways, loose = tried, True
        for received, done, guessed in ways:
            came, went = (tuple(sentence.mentions[k] for k in ways) for ways in (received, done))
            yield Balance(sentence.mentions[opening], came, went, sentence.mentions[closing], far, guessed, complete, loose)
        if not ways:
            return


def _moved(unit: Mapping[int, Part], opening: int, closing: int) -> Iterator[dict[int, Part]]:
    """The figures that may have come or gone: those before the level now, if there are any, and as a second reading those behind it too."""
    moved = {k: part for k, part in unit.items() if k not in (opening, closing) and (k > opening or k > closing or part in _WAYS)}
    ahead = {k: part for k, part in moved.items() if k < closing}
    yield ahead or moved
    if 0 < len(ahead) < len(moved):
        yield {k: part for k, part in moved.items() if part in _WAYS}


def _ways(moved: Mapping[int, Part], *, complete: bool) -> Iterator[tuple[list[int], list[int], bool]]:
    """What came and what went, with whether a word had to be guessed; of both there must be some, but for a net change and a list that is complete."""
    decided = _decided(_unsummed(moved))
    net = [k for k, part in decided.items() if part.startswith("net-")]
    plain = {k: part for k, part in decided.items() if k not in net}
    unknown = [k for k, part in plain.items() if part == "unknown"]
    if any(part == "other" for part in plain.values()) or len(unknown) > 1 or len(net) > 1 or (unknown and (net or len(plain) == 1)):
        return
    if unknown:
        for way in sorted(_WAYS, key=lambda way: sum(part == way for part in plain.values())):
            yield from _whole({**plain, unknown[0]: way}, guessed=True)
    elif net and len(set(plain.values())) < len(_WAYS):
        for also in (plain, {}) if plain else ({},):
            ways = {**also, net[0]: decided[net[0]].removeprefix("net-")}
            yield [k for k in sorted(ways) if ways[k] == "in"], [k for k in sorted(ways) if ways[k] == "out"], bool(also)
    elif not (plain and complete):
        yield from _whole(plain, guessed=False)
    else:
        yield [k for k in sorted(plain) if plain[k] == "in"], [k for k in sorted(plain) if plain[k] == "out"], False


def _whole(ways: Mapping[int, str], *, guessed: bool) -> Iterator[tuple[list[int], list[int], bool]]:
    received, done = ([k for k in sorted(ways) if ways[k] == way] for way in _WAYS)
    if received and done:
        yield received, done, guessed


def _tried(moved: Mapping[int, Part]) -> list[tuple[list[int], list[int], bool]]:
    """What may have come and gone where two or three figures between two levels do not say it, in every way; both must be some."""
    unknown = [k for k, part in moved.items() if part == "unknown"]
    known = {k: part for k, part in moved.items() if part in _WAYS}
    if not 1 < len(unknown) < _TRIED or len(known) + len(unknown) < len(moved):
        return []
    choices = [dict(zip(unknown, ways, strict=True)) for ways in product(_WAYS, repeat=len(unknown))]
    return [found for choice in choices for found in _whole({**known, **choice}, guessed=True)]


def _unsummed(moved: Mapping[int, Part]) -> dict[int, Part]:
    """The figures without those that sum up others: 共受理 beside 新收; alone it is what came."""
    ways = set(moved.values())
    kept = {k: part for k, part in moved.items() if not part.startswith("sum-") or part.removeprefix("sum-") not in ways}
    alone: dict[Part, Part] = {"sum-in": "in", "sum-out": "out"}
    return {k: alone.get(part, part) for k, part in kept.items()}


def _decided(moved: Mapping[int, Part]) -> dict[int, Part]:
    """What figures are that may come or go, as 收回 for stores and for loans: what the others are not; where there are but two, the first comes."""
    way = {part for part in moved.values() if part in _WAYS}
    open_ones = [k for k, part in moved.items() if part == "either"]
    if not way and len(open_ones) == len(_WAYS):
        return {**moved, open_ones[0]: "in", open_ones[1]: "out"}
    # Where others come and go, what is collected is taken for a loan that is paid back
    other: Part = "in" if way == {"out"} else "out"
    return {k: other if part == "either" else part for k, part in moved.items()}
