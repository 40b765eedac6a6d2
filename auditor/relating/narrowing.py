"""What the words of a rate and of its counts say of each other: whether one speaks of less than the other.

Owns the comparison of the words; which figures are bound is for `naming`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from auditor.expression import expression
from auditor.lexicon import Lexicon
from auditor.model import Mention, MentionKind
from auditor.relating.sentence import Sentence

# "未到办理期限" "尚在办理期限内"
_NOT_DUE = expression(r"未到(?:期|[^,;。]{0,6}期)|未届|在(?:规定)?[^,;。]{0,4}期限内|正在(?:限期)?办理|尚在办理|办理期内|未超期|时限未到")
# Negations of two characters: 不再符合, 没有通过
NEGATIONS = ("不再", "未能", "没有", "尚未", "不够", "不太")
# "当年新收工单中按期办结" takes its cases out of a lot that may have no figure — not "办结案件中", "集中", "年中"
_LOT = expression(r"(?P<lot>[^,;:。()\ue000-\uf8ff]{2,14}?)(?<![集其年年初期])[中里][^心]")
_SORT = expression(r"新(?=收|增|排查|发|立|签|办|受理|登记)|当[年月]|本[年月季]|到期|存量|历史|遗留|结转|往年|上年")
# "按有效问卷计，" "以当年收案数为基数，" — not "按期办结计入"
_BASED = expression(
    r"(?:按照?(?P<of>[^,;:。()\ue000-\uf8ff]{2,10}?)(?:计算?|测算|统计|口径)|以(?P<of>[^,;:。()\ue000-\uf8ff]{2,10}?)为(?:基数|分母|底数))(?=[,的]|$)"
)
_IN_TIME = expression(r"按期|按时|及时|限时|准时|期限|时限")
# "设计年" of a 产能
_PLANNED = expression(r"设计|年|现有|核定|备案|总|全[厂公司集团]+|的")


def says_no_more(part: Mention, whole: Mention, name: str, lexicon: Lexicon) -> bool:
    """Whether the numerator counts no narrower thing than the denominator and the rate: 审结民事案件 is not what 结案率 of 受理案件 counts."""
    own = part.label
    for word in sorted(lexicon.words.get("plain-verbs", ()), key=len, reverse=True):
        own = own.replace(word, "")
    return len([c for c in own if c not in whole.label and c not in name and c not in part.unit]) <= 1


def is_narrower(name: str, words: Sequence[str], part: Mention, whole: Mention, lexicon: Lexicon, *, most: int = 2) -> bool:
    """Whether the rate's name says more than the counts do, by more than so many characters: 法定审限内结案率 is not what 审结 ÷ 新收 gives."""
    own = name.removesuffix("率")
    for word in sorted((*words, *lexicon.words.get("plain-verbs", ()), *lexicon.words.get("rate-frames", ())), key=len, reverse=True):
        own = own.replace(word, "")
    counted = part.label + whole.label + part.tail + whole.tail
    return len([c for c in own if c not in counted]) > most


def is_narrowed(text: str, name: str, lexicon: Lexicon, *, sorts: bool = True) -> bool:
    """Whether a rate's name has a word that picks some cases, and nothing else in the sentence `text` does: 当庭结案率, where no count is called 当庭.

    Of cases that are not yet due 按期办结率 says nothing. Without `sorts` a sort of people or cases picks nothing: 住院患者满意率, of which all is told
    that follows.
    """
    if _NOT_DUE.search(text) and _IN_TIME.search(name):
        return True
    for frame in lexicon.words.get("rate-frames", ()):
        # 市 of 全市 picks nothing
        name = name.replace(frame, "")
    groups = _groups(*(lexicon.words.get(words, ()) for words in (("narrowing", "attributes", "partition-schemes") if sorts else ("narrowing",))))
    named = [group for group in groups if any(word in name for word in group)]
    return any(_count(text, group) <= _count(name, group) for group in named)


@cache
def _groups(narrowing: tuple[str, ...], attributes: tuple[str, ...] = (), schemes: tuple[str, ...] = ()) -> tuple[tuple[str, ...], ...]:
    """Words that pick some cases, those together that pick the same."""
    return (
        *(tuple(row.split("/")) for row in (*narrowing, *attributes)),
        *((word,) for row in schemes for word in row.split("/")),
    )


def is_of_a_lot(clause: str, whole: Mention) -> bool:
    """Whether the clause of a numerator takes it out of a lot of cases that the denominator is not called: 新收工单中 beside 受理工单."""
    lot = _LOT.match(clause)
    return lot is not None and any(word not in whole.label for word in _SORT.findall(lot["lot"]))


def told_base(sentence: Sentence, rate: int) -> str:
    """What the text before a rate says that its base is: 有效问卷 where 按有效问卷计 stands; "" where it says nothing."""
    said = _BASED.search(sentence.text, 0, sentence.positions[rate]) if "按" in sentence.text or "以" in sentence.text else None
    return str(said["of"]) if said else ""


def is_of_a_batch(sentence: Sentence, order: int, part: int) -> bool:
    """Whether a rate is of one of several batches or sizes and its count is not: 第一批核销率 behind 核销1.44亿元, 400毫升献血率 behind 献血1.9万人次."""
    return part < order - 1 and ((_has_ordinal(sentence, order) and not _has_ordinal(sentence, part)) or _has_size(sentence, order))


def _has_size(sentence: Sentence, k: int) -> bool:
    """Whether a measure stands right before the name of a rate: 400毫升献血率."""
    words = sentence.between(k - 1, k) if k else ""
    return words == sentence.clause_before(k) and "率" in words and sentence.mentions[k - 1].kind is MentionKind.MEASURE


def _has_ordinal(sentence: Sentence, k: int) -> bool:
    return k > 0 and sentence.mentions[k - 1].kind is MentionKind.ORDINAL and not any(mark in sentence.between(k - 1, k) for mark in ",;:。()")


def _count(text: str, words: Sequence[str]) -> int:
    return sum(map(text.count, words))


def negates(words: Sequence[str], label: str) -> bool:
    """Whether a label says what a rate leaves out: 不合格 for 合格率."""
    return any(f"{no}{word}" in label for word in words for no in ("不", "未", *NEGATIONS))


def fails(words: Sequence[str], label: str, lexicon: Lexicon) -> bool:
    """Whether a label counts what did not pass, in other words than those of the rate: 存在隐患 for 合格率."""
    passed = any(word in row for row in lexicon.words.get("passing", ()) for word in words)
    return passed and any(word in label for word in lexicon.words.get("failing", ()))


def is_its_own(named: Sequence[str], part: Mention, whole: Mention) -> bool:
    """Whether a named denominator is of the thing that its numerator is of, or of none: 生产熟料 and 熟料设计年产能."""
    said = next((word for word in named if word in whole.label), "")
    thing = _PLANNED.sub("", whole.label.replace(said, "", 1)) if said else whole.label
    return bool(said) and part.label.endswith(thing)
