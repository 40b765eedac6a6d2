"""Levels with their years: one by one (2021年12件，2023年15件) or in lists (2021年、2022年分别为12件、15件; 2021—2023年为…), and changes between two of them.

Owns which year a level is of; the change is bound where its words name both years, or the last two, or where there are but two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.lexicon import Lexicon
from auditor.model import AMOUNTS, Mention, MentionKind
from auditor.relating.akin import has_grown_itself
from auditor.relating.change import Change, near
from auditor.relating.level import can_change, divided, is_change, is_set_off, ways
from auditor.relating.noun import noun, shared
from auditor.relating.sentence import QUANTITY_SIGNS, Sentence
from auditor.relating.unit import comparable

if TYPE_CHECKING:
    import regex

_Y = r"(?:19|20)\d\d"
_SIGN = f"[{QUANTITY_SIGNS}]"
# "2022年、2023年和2024年全县游客分别为⟨⟩、⟨⟩和⟨⟩" "2021—2023年信访量为⟨⟩、⟨⟩、⟨⟩" — not "2022年⟨⟩、2023年⟨⟩"
_LISTED = expression(
    rf"(?:(?P<year>{_Y})年?(?:[、,和及与]{{1,2}}(?P<year>{_Y})年?)+(?<=年)|(?P<from>{_Y})年?(?:-|—{{1,2}}|–|~|至|到)(?P<to>{_Y})年)"
    rf"(?!以来)[^;。{QUANTITY_SIGNS}]{{0,40}}?(?P<value>{_SIGN})(?:[、,和及与]{{1,2}}(?P<value>{_SIGN}))+"
)
_YEAR = expression(rf"({_Y})(?=年)")
_THEN = expression(
    rf"(?:(?P<now>{_Y})年[末底]?)?(?:[比较]|与)(?P<base>{_Y})年[末底]?(?:相比)?,?(?:累计|共|净|分别|实际|则|又|已)*"
    r"|(?P<last>同比|[比较][上去]年|后一年[比较]前一年|第二年[比较]第一年)(?:累计|共|净|分别|实际|则|又)*|(?P<two>(?:累计|共|净|一年间?)?)"
)
_M = r"1[0-2]|[1-9]"
# "1月、2月和3月发电量分别为⟨⟩、⟨⟩、⟨⟩" "1—6月、1—7月,出口额分别为⟨⟩、⟨⟩" — not "1月、2月⟨⟩"
_MONTHS_LISTED = expression(
    rf"(?<![\d—~年-])(?P<to>1[—~-]{{1,2}})?(?P<month>{_M})月?份?(?:[、,和及与]{{1,2}}(?(to)1[—~-]{{1,2}})(?P<month>{_M})月?份?)+(?<=[月份])"
    rf"[^;。{QUANTITY_SIGNS}]{{0,40}}?(?P<value>{_SIGN})(?:[、,和及与]{{1,2}}(?P<value>{_SIGN}))+"
)
# "环比" "下半年比上半年" "8月末比6月末" between stretches of one year — not "同比"
_THEN_WITHIN = expression(
    rf"(?:(?:1[—~-]{{1,2}})?(?P<now>{_M})月[份末底]?(?:累计)?)?(?:[比较]|与)(?:1[—~-]{{1,2}})?(?P<base>{_M})月[份末底]?(?:相比)?,?(?:累计|共|净|实际|则|又)*"
    rf"|(?:(?P<now>{_M})月份?)?(?P<last>(?:[上下]半年|[二三四]季度)?环比|(?:下半年)?[比较]上半年|[比较]上(?:个?月|季度?)|[二三四]季度[比较][一二三]季度)(?:累计|共|净|分别|实际|则|又)*"
)
# "今年达到" "目前已有" behind a level of a year told by its number — not "到今年底计划"
_NOW = expression(r"(?:^|[,;。])(?:而|到|截至)?(?:今年|目前|如今|现在|现已|当前|眼下)(?!.*(?:计划|目标|预计|力争|将))")
_TODAY = 9999
_COMMON = 2
# "上半年" "第二季度" "11月份" before a level — not "前三季度" "1—8月" "比二季度"
_STRETCH = expression(
    r"(?<![比较前\d—~-])(?<!(?<!截)至)(?:(?P<half>[上下]半年)|第?(?P<quarter>[一二三四]季度)|(?P<month>1[0-2]|[1-9])月(?!底|末|\d|以来))(?![—~-]|至|、)"
)
# Between a change and the level that it comes from: ",9月为" "(二季度为" — not ",9月新增"
_TOLD_BEHIND = expression(rf"[,(](?:而)?(?:{_Y}年[末底]?|[上下]半年|第?[一二三四]季度|\d{{1,2}}月份?)(?:则|仅|只)?(?:为|是|有)?")
# "上半年" of "2025年上半年" and "1—6月" — not "全年"; and what stands at the end of a part: "2024年末" "6月底"
_PART = expression(r"[上下]半年|前?第?[一二三四两]个?季度|(?:\d{1,2}[—–~至-])?\d{1,2}月|前[\d一二三四五六七八九十]{1,2}个月")
_CLOSING = expression(r"[末底]|年初")
_SUBJECT = expression(r"[^,;。]{2,12}?(?=同比|环比|[比较]|$)")
# Between a change and the first of the two levels that it is between: ",7月受理" — not ",其中7月"
_TOLD_AHEAD = expression(rf"[,(:](?:{_Y}年[末底]?|[上下]半年|第?[一二三四]季度|\d{{1,2}}月份?)[^,;。()]{{0,10}}")
_TAKEN = expression(r"(?:受理|接待|接报|接收|收到|立案|收案|收治|接警|销售|发生|登记)?[量数]?")
_PLACES = {"上": 1, "下": 2, "一": 1, "二": 2, "三": 3, "四": 4}
_SIZES = AMOUNTS | {MentionKind.PERCENT, MentionKind.POINTS, MentionKind.MULTIPLE}


def years(sentence: Sentence) -> dict[int, int]:
    """The year of each level that says one, by its ordinal."""
    found = {k: int(named[-1]) for k in range(len(sentence.mentions)) if (named := _YEAR.findall(sentence.words_before(k)))}
    for match in _LISTED.finditer(sentence.text):
        listed = [int(year) for year in match.captures("year")] or list(range(int(match["from"]), int(match["to"]) + 1))
        values = [sentence.orders[start] for start in match.starts("value")]
        if len(listed) == len(values):
            found |= dict(zip(values, listed, strict=True))
        else:
            found = {k: year for k, year in found.items() if k not in values}
    return found


def _within_year(sentence: Sentence) -> dict[int, int]:
    """The half, quarter or month of each level that says one, by its ordinal, where all say the same sort."""
    said = {k: named for k in range(len(sentence.mentions)) if (named := list(_STRETCH.finditer(sentence.words_before(k))))}
    found = {k: named[-1] for k, named in said.items() if len(named) == 1}
    sorts = {match.lastgroup for match in found.values()}
    listed = dict(_months_listed(sentence)) if sorts <= {"month"} else {}
    if listed and not found:
        return listed
    if len(sorts) != 1 or len(found) < len(said):
        return {}
    return {k: _PLACES.get(match[0][-3:-2] if match["quarter"] else match[0][0]) or int(match["month"] or 0) for k, match in found.items()} | listed


def _months_listed(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The levels of lists of months, by their ordinals, each with its month."""
    for match in _MONTHS_LISTED.finditer(sentence.text):
        months, values = match.captures("month"), match.starts("value")
        if len(months) == len(values):
            yield from zip((sentence.orders[start] for start in values), map(int, months), strict=True)


def bind_changes_by_year(sentence: Sentence, bound: Collection[int], lexicon: Lexicon) -> Iterator[Change]:
    """The changes of a sentence that start at none of the offsets `bound`, from the level of one year to that of another."""
    dated, then = years(sentence), _THEN
    if not dated:
        dated, then = _within_year(sentence), _THEN_WITHIN
    if len(dated) == 1 and then is _THEN:
        dated |= {k: _TODAY for k in range(max(dated) + 1, len(sentence.mentions)) if _NOW.search(sentence.words_before(k))}
    if len(dated) < _COMMON:
        return
    for order, mention in enumerate(sentence.mentions):
        if mention.start in bound or mention.components or mention.kind not in _SIZES:
            continue
        found = _way(sentence, order, lexicon, then)
        if found is None or is_set_off(sentence, order, lexicon, falls=found[0]):
            continue
        levels = _series(sentence, order, dated)
        ends = _ends(levels, found[1])
        if ends is not None and not has_grown_itself(sentence, order, *ends):
            before, after = ends
            words = sentence.text[sentence.positions[min(ends)] : sentence.positions[order]]
            change = Change(mention, sentence.mentions[before], sentence.mentions[after], found[0], words, far=min(ends) > order)
            if not change.far or near(change):
                yield change


def _way(sentence: Sentence, order: int, lexicon: Lexicon, compares: regex.Pattern[str]) -> tuple[bool, regex.Match[str]] | None:
    """Whether a mention is a fall, and what its clause says of the years compared; None where it is no change or names a thing of its own."""
    clause = sentence.clause_before(order).strip()
    for falls, told in ways(sentence, order, lexicon):
        # "增速" of "增速较7月份加快", where rates of growth are compared
        before = told.removeprefix("增速").removeprefix("涨幅") if sentence.mentions[order].kind is MentionKind.POINTS else told
        # The lexicon has 同比增长 as one word
        then = compares.fullmatch(before or ("同比" if clause.startswith("同比") else ""))
        # What changed, where a change opens its sentence and the levels follow: "投诉总量环比"
        named = _SUBJECT.match(before) if then is None and not order else None
        then = compares.fullmatch(before, named.end()) if named else then
        if then:
            return falls, then
    return None


def _series(sentence: Sentence, order: int, dated: Mapping[int, int]) -> Mapping[int, int]:
    """The levels right before a change that are of one thing in one unit, with their years; none where a year comes twice or one has no year."""
    change = sentence.mentions[order]
    levels: dict[int, int] = {}
    for k in range(order - 1, -1, -1):
        last = next(iter(levels), None)
        if sentence.mentions[k].kind is change.kind is MentionKind.PERCENT:
            # Another change of the same series: 8月环比增长10%,9月环比下降25%
            if divided(sentence, k, order):
                break
            continue
        if not can_change(sentence, k) or is_change(sentence, k) or sentence.groups[k]:
            continue
        if k not in dated or not _serves(sentence.mentions[k], change) or (last is not None and not _is_one(sentence, k, last)):
            break
        levels[k] = dated[k]
    behind = order + 1
    if not levels and behind in dated and behind + 1 in dated and _TOLD_AHEAD.fullmatch(sentence.between(order, behind)):
        both = (behind, behind + 1)
        fit = all(can_change(sentence, k) and not is_change(sentence, k) and _serves(sentence.mentions[k], change) for k in both)
        # "投诉量" goes on with "受理" and with nothing, not with "回访" and "投诉处置"
        fit = fit and all(_TAKEN.fullmatch(name := noun(sentence, k)) or name in sentence.clause_before(order) for k in both)
        return {k: dated[k] for k in both} if fit and _is_one(sentence, *both) else {}
    if len(levels) == 1 and behind in dated and _TOLD_BEHIND.fullmatch(sentence.between(order, behind)) and _is_one(sentence, behind, min(levels)):
        levels[behind] = dated[behind]
    return levels if len(set(levels.values())) == len(levels) else {}


def _serves(level: Mention, change: Mention) -> bool:
    """Whether a level can change by so much: a rate by points, an amount by percent or by its own unit."""
    if change.kind is MentionKind.POINTS or level.kind is MentionKind.PERCENT:
        return change.kind is MentionKind.POINTS and level.kind is MentionKind.PERCENT
    return change.kind in (MentionKind.PERCENT, MentionKind.MULTIPLE) or (level.kind, level.unit) == (change.kind, change.unit)


def _is_one(sentence: Sentence, early: int, late: int) -> bool:
    words = [sentence.words_before(k) for k in (early, late)]
    if all(map(_YEAR.search, words)) and not all(map(_CLOSING.search, words)) and len({_part(said) for said in words}) > 1:
        return False
    one, other = noun(sentence, early), noun(sentence, late)
    return comparable(sentence.mentions[early], sentence.mentions[late]) and (not other or not one or shared(one, other) >= _COMMON)


def _part(words: str) -> str:
    """The part of a year that words name, "" for the year: 上半年 of 2025年上半年."""
    match = _PART.search(words)
    return match[0] if match else ""


def _ends(levels: Mapping[int, int], then: regex.Match[str]) -> tuple[int, int] | None:
    """The ordinals of the level before and after; None where the words do not tell them."""
    by_year = {year: k for k, year in levels.items()}
    latest = max(by_year, default=0)
    if then["base"]:
        early, late = int(then["base"]), int(then["now"] or latest)
    elif then["last"]:
        late = int(then["now"] or latest)
        early = late - 1
    else:
        early, late = min(by_year, default=0), latest if len(by_year) == 2 else -1
    return (by_year[early], by_year[late]) if early < late and early in by_year and late in by_year else None
