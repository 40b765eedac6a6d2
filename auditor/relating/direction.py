"""Levels that are said to have risen or fallen to what they are (降至, 提高到), bound to the level they come from.

The base stands before (由…降至, 上年为…，今年降至), behind (降至…，上年为…) or in an earlier sentence (2023年…。2024年降至…).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.expression import compiled, expression
from auditor.lexicon import Lexicon
from auditor.model import AMOUNTS, Mention, MentionKind
from auditor.number import Interval
from auditor.record import record
from auditor.relating.dated import years
from auditor.relating.discourse import passage
from auditor.relating.level import before_bracket, can_change, divided, is_base
from auditor.relating.noun import noun, shared
from auditor.relating.sentence import Sentence
from auditor.relating.unit import comparable

# "降至" "提高到了" "增至今年的" right before a level — the words of direction come from the lexicon
_TO = r"(?:到|至|为|成)(?:了|今年的?|本年的?|目前的?|现在的?|年末的?|(?:19|20)\d\d年的?|20\d\d年[末底]的?)?(?:人均|户均|平均|每\p{Han}{1,2})?$"
# Before a base that stands right before: "由" "从3年前的" "去年发生火灾" "比上年的"
_FROM = expression(
    r"(?:由|从)[^,;。]{0,24}$|(?:去年|上年|年初|此前|原来|原先|同期)[^,;。]{0,12}$|(?:(?<!占)比|较)(?!例|重|率|值)[^,;。]{0,12}$|^(?:19|20)\d\d年[^,;。]{0,12}$"
)
# Of months and quarters told one after the other: "6月份为" before "7月份回落至" — not "1—6月"
_IN_TURN = expression(
    r"(?<![\d—–~至到-])(?:(?P<month>1[0-2]|[1-9])月份?|第?(?P<quarter>[一二三四])季度)(?![—–~至到-]\d|以来)[末底]?(?:(?!累计)[^,;。]){0,12}$"
)
# Between the two: "降至" ",今年减少到" "(去年)下降到" — not ";" and not ",其中"
_SAME = expression(r"[^;。:(]{1,24}")
# Before a base behind the level: "(上年" ",上年同期为" ",而去年是" ",比2023年的"
_BEHIND = expression(
    r"[,(、](?:而|但|[比较])?(?:上年|去年|上期|上月|上季度?|同期|年初|此前|原来|(?:19|20)\d\d年)(?:同期|末|底|初|度|全年|的)*[^,;:。()\ue000-\uf8ff]{0,10}"
)
# Before a base that the words behind it compare with: "较上年的" "比改革前的" "较上年("
_WITH = expression(r"[比较](?:上年|去年|上期|上月|上季度?|同期|年初|改革前|整治前|此前|(?:19|20)\d\d年)(?:同期|末|底|初|度|全年|水平|的)*$")
# Behind it: "有所下降" ")略有提高" — not "下降⟨⟩" and not "下降的"
_REMARK = expression(
    r"\)?(?:相比)?,?(?:均|又|则)?(?P<so>有所|略有|继续|持续|明显|大幅|进一步|显著|稳步|小幅|有)?(?P<way>\p{Han}{2}|(?<=有所|略有)[升降增减])(?=[,;。]|$)"
)
_NOW = expression(r",?(?:目前|现|今年|本年|已|20\d\d年)?(?:为|是|达到?)")
_THEN = expression(r"\)?,[^,;。:()\ue000-\uf8ff]{1,16}\(?")
# "全市政府债务率从" — not "由" behind ",定位精度大幅改善,"
_NOUN = expression(r"[^,]{2,}(?:[率量额数值价]|比例|比重|收入|支出|面积|余额)(?:由|从)")
_COMMON, _QUARTERS, _NEAR = 2, "一二三四", 24
_RATES = frozenset({MentionKind.PERCENT, MentionKind.PERMILLE, MentionKind.RATIO})


@record(frozen=True)
class Step:
    """A level, the one it is said to come from, and whether it is said to have fallen; `far` where they stand in several sentences."""

    before: Mention
    after: Mention
    falls: bool
    words: str
    far: bool = False


def bind_steps(sentence: Sentence, before: Sequence[Sentence], lexicon: Lexicon) -> Iterator[Step]:
    """Every level of a sentence that is said to have risen or fallen to what it is and whose base is told."""
    told = [(k, falls) for k in range(len(sentence.mentions)) if _is_level(sentence, k) and (falls := _falls(sentence, k, lexicon)) is not None]
    yield from _remarked(sentence, lexicon)
    for k, falls in told:
        base = _base(sentence, k, lexicon)
        if base is not None:
            words = _subject(sentence, min(base, k)) + sentence.between(min(base, k), max(base, k))
            yield Step(sentence.mentions[base], sentence.mentions[k], falls, words)
        elif before and k == 0:
            yield from _back(sentence, before, falls=falls)


def _remarked(sentence: Sentence, lexicon: Lexicon) -> Iterator[Step]:
    """Levels compared with a base by a word of direction that no figure follows: ⟨3.2%⟩,较上年(⟨2.9%⟩)有所降低; 较上年的⟨2.9%⟩有所降低,为⟨3.2%⟩."""
    for base in range(len(sentence.mentions)):
        remark = _REMARK.match(sentence.text, sentence.positions[base] + 1) if _compares(sentence, base) else None
        falls = _way(remark["way"], lexicon) if remark else None
        if remark is None or falls is None:
            continue
        behind = base + 1 < len(sentence.mentions) and _NOW.fullmatch(sentence.text, remark.end(), sentence.positions[base + 1]) is not None
        k = base + 1 if behind else base - 1
        near = behind or (base and _THEN.fullmatch(sentence.between(base - 1, base)))
        if near and _is_level(sentence, k) and comparable(sentence.mentions[base], sentence.mentions[k]) and sentence.groups[k] is None:
            words = _subject(sentence, min(base, k)) + sentence.text[sentence.positions[min(base, k)] : remark.end()]
            yield Step(sentence.mentions[base], sentence.mentions[k], falls, words)


def _subject(sentence: Sentence, k: int) -> str:
    """The words that say what a level is of: its clause where that has a noun of its own, else those before it as well."""
    clause = sentence.clause_before(k)
    return clause if _NOUN.match(clause) else sentence.text[max(0, sentence.positions[k] - _NEAR) : sentence.positions[k]]


def _compares(sentence: Sentence, k: int) -> bool:
    """Whether a level is one that something is compared with: 较上年的, 比2023年(."""
    words = sentence.clause_before(k) or before_bracket(sentence, k)
    return _is_level(sentence, k) and _WITH.search(words) is not None


def _way(word: str, lexicon: Lexicon) -> bool | None:
    """Whether a word says of a fall; None where it says of no direction."""
    return next((falls for falls, name in ((False, "rising"), (True, "falling")) if word in lexicon.words[name]), None)


def _is_level(sentence: Sentence, k: int) -> bool:
    mention = sentence.mentions[k]
    low = mention.value.low is None or mention.value.low >= 0
    return low and (
        can_change(sentence, k)
        or (mention.kind in _RATES and (not mention.components or _is_to_one(mention)))
        or (mention.kind in AMOUNTS and (not mention.unit or mention.dimension == "age"))
    )


def _is_to_one(mention: Mention) -> bool:
    """Whether a ratio is of something to one, so that it rises and falls like a number: 2.08:1."""
    return mention.kind is MentionKind.RATIO and len(mention.components) == _COMMON and mention.components[1] == Interval.point(1)


def _falls(sentence: Sentence, k: int, lexicon: Lexicon) -> bool | None:
    """Whether the words right before a level say that it fell to that; None where they say of no direction."""
    clause = sentence.clause_before(k)
    for falls, words in ((False, lexicon.words["rising"]), (True, lexicon.words["falling"])):
        if any(compiled(rf"{word}{_TO}").search(clause) for word in words if word in clause):
            return falls
    return None


def _base(sentence: Sentence, k: int, lexicon: Lexicon) -> int | None:
    """The level that another comes from: the one right before it, or right behind it in brackets or in the next clause."""
    if k and _fits(sentence, k - 1, k) and _SAME.fullmatch(sentence.between(k - 1, k)):
        if _is_next(sentence.clause_before(k - 1), sentence.clause_before(k)):
            return k - 1
        if _FROM.search(sentence.clause_before(k - 1)):
            return k - 1 if _falls(sentence, k - 1, lexicon) is None else None
    behind = k + 1 < len(sentence.mentions) and _fits(sentence, k + 1, k) and _BEHIND.fullmatch(sentence.between(k, k + 1))
    return k + 1 if behind else None


def _is_next(one: str, other: str) -> bool:
    """Whether two clauses speak of one month or quarter and of a later one."""
    early, late = _IN_TURN.search(one), _IN_TURN.search(other)
    if early is None or late is None:
        return False
    months = bool(early["month"] and late["month"]) and int(early["month"]) < int(late["month"])
    return months or (bool(early["quarter"] and late["quarter"]) and _QUARTERS.index(early["quarter"]) < _QUARTERS.index(late["quarter"]))


def _fits(sentence: Sentence, base: int, k: int) -> bool:
    """Whether two levels are of one thing: in one unit, and the base has no noun of its own or the same."""
    if not _is_level(sentence, base) or not comparable(sentence.mentions[base], sentence.mentions[k]) or divided(sentence, base, k):
        return False
    one, other = noun(sentence, base), noun(sentence, k)
    if base < k:
        return "," not in sentence.between(base, k) or not other or shared(one, other) >= _COMMON
    return not one or not other or other.endswith(one)


def _back(sentence: Sentence, before: Sequence[Sentence], *, falls: bool) -> Iterator[Step]:
    """The level of an earlier year, the only other level in the sentences before and of the same noun: 2023年失业率⟨⟩。2024年降至⟨⟩."""
    joined = passage(sentence, before)
    k, dated = joined.first, years(joined.sentence)
    if k >= len(joined.sentence.mentions) or k not in dated:
        return
    levels = [n for n in range(k) if _is_level(joined.sentence, n) and comparable(joined.sentence.mentions[n], joined.sentence.mentions[k])]
    if len(levels) == 1 and dated.get(levels[0], dated[k]) < dated[k] and not noun(joined.sentence, k) and not is_base(joined.sentence, k - 1):
        yield Step(joined.sentence.mentions[levels[0]], sentence.mentions[0], falls, joined.sentence.text[: joined.sentence.positions[k]], far=True)
