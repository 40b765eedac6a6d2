"""Average yearly changes (年均增长8%, 年均提高1.2个百分点) bound to a first and a last value and to the years between them, in any order.

The years are those of the two values (2020年的…2024年的…), of the stretch that the words name (2020年至2024年) or the number before 年均 (四年间年均).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from auditor.expression import expression
from auditor.model import AMOUNTS, Mention, MentionKind
from auditor.record import record
from auditor.relating.dated import years as years_of
from auditor.relating.discourse import SURVEYED, passage
from auditor.relating.level import can_change, is_change
from auditor.relating.noun import noun, shared
from auditor.relating.sentence import Sentence
from auditor.relating.unit import comparable

# "年均增长" "平均每年提高" "年均增速为", "平均增长" behind 两年 — not "年均发电" and not "年均增长目标"
_YEARLY = expression(
    r"(?:年平?均|^平均(?=增|递|提|上|下|降|减)|平均每年|每年平均|年均?复合|年均几何平均)[^,;。]{0,2}?(?P<way>增长|增加|递增|提高|提升|上升|上涨|扩大|增速|增幅|下降|降低|减少|递减|回落)"
    r"(?:速度|率|幅度)?(?:了|为|达到?|约|近|超过)*$"
)
_FALLS = frozenset(("下降", "降低", "减少", "递减", "回落"))
# Before a first value: "由2020年的" "从"
_FROM = expression(r"(?:由|从)[^,;。]{0,16}$")
# Before the last: "增加到" "提高到2024年的" "增至"
_TO = expression(r"(?:到|至|为|成)(?:了|(?:19|20)\d\d年[末底]?的?|[去今]年[末底]?的?|目前的?|现在的?)*$")
_Y = r"(?:19|20)\d\d"
# "2020年至2024年," "2020—2024年" — the only stretch that a sentence names
_STRETCH = expression(rf"(?P<first>{_Y})年?[末底]?(?:-|—{{1,2}}|–|~|至|到)(?P<last>{_Y})年")
# What may stand before 年均 and names nothing
_LINKS = expression(r"\s|[一二两三四五六七八九十]年|以?来|[期之]?间|内|累计|实现|实际|名义|相当于|折算|平均|总体|分别|则|达到|保持|[上前后]|这|即")
# Between a number of years and a first value: "间由" "来,从"
_LASTING = expression(r"[间来内],?(?:由|从)")
_EACH = expression(r"每|[人户亩]均")
# "这五年" "过去五年" — not "第五年"
_SPOKEN = ("这", "过去", "过去的")
# "“十四五”期间" "十四五时期" — not "“十四五”规划"
_FIVE_YEARS, _PLAN_YEARS = expression(r"十[一二三四五]五”?(?:期间|时期|以来|末)"), 5
_COMMON, _MOST_YEARS = 2, 30
_PLAN = expression(r"计划|目标|预计|力争|预测|规划")


@record(frozen=True)
class Yearly:
    """A yearly change, the values at its ends, and the years between.

    `far` where the years are those of no value, or the values stand in earlier sentences; `loose` where the text only says of which years it speaks
    (这五年), so that the first value may be of the first of them or of the year before.
    """

    change: Mention
    before: Mention
    after: Mention
    years: int
    falls: bool
    words: str
    far: bool = False
    loose: bool = False


def bind_yearly(sentence: Sentence, before: Sequence[Sentence]) -> Iterator[Yearly]:
    """Every average yearly change of a sentence whose ends and years are told."""
    for order in range(len(sentence.mentions)):
        said = _YEARLY.search(sentence.clause_before(order)) if sentence.mentions[order].is_quantity else None
        if said is None or len(sentence.mentions) > SURVEYED:
            continue
        falls = said["way"] in _FALLS
        found = _bind(sentence, order, falls=falls, far=False)
        if found is None and before:
            joined = passage(sentence, before)
            place = joined.first + order
            kept = place < len(joined.sentence.mentions) and joined.sentence.mentions[place] is sentence.mentions[order]
            found = _bind(joined.sentence, place, falls=falls, far=True) if kept else None
        if found is not None:
            yield found


def _bind(sentence: Sentence, order: int, *, falls: bool, far: bool) -> Yearly | None:
    dated = years_of(sentence)
    levels = [k for k in range(len(sentence.mentions)) if k != order and _serves(sentence, k, order)]
    pair = _led(sentence, levels, order) or _dated(sentence, levels, dated, order)
    if pair is None or not _is_of(sentence, pair, order):
        return None
    first, last = pair
    if first in dated and last in dated:
        years, own = dated[last] - dated[first], True
    else:
        years, own = _stretch(sentence, order) or _lasting(sentence, first), False
    loose = not years
    # Values behind the change may be of another thing
    years = years or (_spoken_of(sentence, first) if first < order else 0)
    if not 1 < years <= _MOST_YEARS:
        return None
    mention, words = sentence.mentions, sentence.text[: sentence.positions[max(order, last)]]
    return Yearly(mention[order], mention[first], mention[last], years, falls, words, far or not own, loose)


def _serves(sentence: Sentence, k: int, order: int) -> bool:
    mention, change = sentence.mentions[k], sentence.mentions[order]
    if not can_change(sentence, k) or sentence.groups[k] or is_change(sentence, k) or _PLAN.search(sentence.clause_before(k)):
        return False
    if change.kind is MentionKind.POINTS:
        return mention.kind is MentionKind.PERCENT
    return mention.kind in AMOUNTS and (change.kind is MentionKind.PERCENT or (mention.kind, mention.unit) == (change.kind, change.unit))


def _led(sentence: Sentence, levels: Sequence[int], order: int) -> tuple[int, int] | None:
    """The two values of 由…增至… that stand nearest before the change, else the next two behind it."""
    pairs = [
        (a, b)
        for a, b in pairwise(levels)
        if comparable(sentence.mentions[a], sentence.mentions[b])
        and _FROM.search(sentence.clause_before(a))
        and _TO.search(sentence.clause_before(b))
        and not any(mark in sentence.between(a, b) for mark in ";。")
    ]
    near = [
        pair
        for pair in pairs
        if pair[1] < order
        and pair[1] == max(k for k in levels if k < order)
        and ";" not in sentence.text[sentence.positions[pair[1]] : sentence.positions[order]]
    ]
    behind = [pair for pair in pairs if pair[0] > order and ";" not in sentence.text[sentence.positions[order] : sentence.positions[pair[0]]]]
    return near[-1] if near else behind[0] if behind else None


def _dated(sentence: Sentence, levels: Sequence[int], dated: Mapping[int, int], order: int) -> tuple[int, int] | None:
    """The only two values before the change that are of one thing, by their years; where none stands before it, the two behind it."""
    before = [k for k in levels if k < order] or [k for k in levels if k > order and k <= order + 2]
    if len(before) != 2 or not all(k in dated for k in before) or not comparable(*(sentence.mentions[k] for k in before)):
        return None
    if any("其中" in sentence.clause_before(k) for k in before):
        return None
    one, other = (noun(sentence, k) for k in before)
    first, last = sorted(before, key=dated.__getitem__)
    return (first, last) if not other or not one or shared(one, other) >= _COMMON else None


def _is_of(sentence: Sentence, pair: tuple[int, int], order: int) -> bool:
    """Whether the clause of a change names nothing, or what its values are of: 产值年均增长, not 工业增加值年均增长 behind a 产值."""
    clause = sentence.clause_before(order)
    said = _YEARLY.search(clause)
    own = _LINKS.sub("", clause[: said.start()]) if said else ""
    if _EACH.search(own):
        return False
    nouns = "".join(noun(sentence, k) for k in pair)
    return not own or shared(own, nouns) >= _COMMON or (not nouns and min(pair) > order)


def _lasting(sentence: Sentence, first: int) -> int:
    """The years right before the first value: 年均递增⟨⟩,⟨三年⟩间从⟨⟩增加到⟨⟩; 0 without."""
    before = sentence.mentions[first - 1] if first else None
    if before is None or before.unit not in ("年", "周年") or not _LASTING.fullmatch(sentence.between(first - 1, first)):
        return 0
    return round((before.value.middle or 0) / before.factor) if not before.hedges else 0


def _spoken_of(sentence: Sentence, first: int) -> int:
    """The years that the words before the values say they speak of: 这五年, 五年来, “十四五”期间; 0 where they name none, or two."""
    found = {_PLAN_YEARS} if _FIVE_YEARS.search(sentence.text[: sentence.positions[first]]) else set()
    for k in range(first):
        mention, at = sentence.mentions[k], sentence.positions[k]
        opens = sentence.text[max(0, at - 1) : at] in ("", ",", ";", "。") and sentence.text[at + 1 : at + 2] in ("来", "间")
        if mention.unit == "年" and (opens or sentence.text[:at].endswith(_SPOKEN)) and not mention.hedges:
            found.add(round((mention.value.middle or 0) / mention.factor))
    return found.pop() if len(found) == 1 else 0


def _stretch(sentence: Sentence, order: int) -> int:
    """The years of the one stretch that the words before a change name, or of the number right before it; 0 where there is neither."""
    found = {(int(m["first"]), int(m["last"])) for m in _STRETCH.finditer(sentence.text[: sentence.positions[order]])}
    if found:
        first, last = min(found)
        return last - first if len(found) == 1 else 0
    before = sentence.mentions[order - 1] if order else None
    lately = order and sentence.text[sentence.positions[order - 1] - 1] in "近前后第"
    if before is None or lately or before.unit not in ("年", "周年") or len(sentence.between(order - 1, order)) > len("以来平均每年增长达到"):
        return 0
    middle = before.value.middle
    return round(middle / before.factor) if middle is not None and not before.hedges else 0
