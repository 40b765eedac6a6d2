"""By what the figures of a document are recognised when it gives them again: their words and unit, their digits in whatever order or scale.

Owns the keys; whether two figures of one key are one, and agree, is for `checking`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.model import Mention, MentionKind
from auditor.record import replace

if TYPE_CHECKING:
    from auditor.relating import Context

# What stands before the name of a figure and is no part of it
_FILLER = expression(r"^(?:全年|今年|目前|共|共有|共计|累计|已|已有|其中|年内|现有|新|截至目前|年初至今|今年以来)+")
# What stands behind the name of a figure and is no part of it: "专项资金全年仅"
_TRAILER = expression(r"(?:全年|今年|本年|年内|累计|合计|总额|总量|共计?|仅|只|才|为|达到?|约|安排|完成|实现|有|是|的)+$")
SHORT = 4
# Fewer digits are alike by chance
TELLING = 3
# Two figures of so many digits that differ by a swap are one figure
LONG = 5
# With one digit more they are so whatever their words are
_UNMISTAKABLE = 7
# The key of figures that have a name on one side only
BEHIND = "behind"
# So many characters on either side of a figure may name it: 门诊楼面积4.2万平方米, 4.2平方米的门诊楼
_NOUN = 8
_LARGE = 100
_NOUNS = frozenset("村镇乡县区市户所院校厂店站点")
_HAN = expression(r"\p{Han}")
# "安全" and "全事" of 安全事
_PAIR = expression(r"(?=(\p{Han}{2}))")
# Labels that say of what share or change a figure is, not what it is: "同比增长" "占"
CHANGE = expression(r"增长|下降|增加|减少|提高|上升|降低|增幅|降幅|同比|环比|占|其中|达到|超过|新增|平均|每")


def keys(mention: Mention, name: str) -> Iterator[tuple[str, ...]]:
    """Whole labels, by which figures may be found to differ; and ends of labels, nouns behind, by which equal ones are found to agree."""
    label = _FILLER.sub("", mention.label)
    if han(label) >= SHORT and not CHANGE.search(mention.label):
        yield "label", label, mention.unit
    if len(mention.digits.replace(".", "")) >= LONG and han(label[-SHORT:]) == SHORT:
        yield "long", label[-SHORT:], mention.unit
    yield from _spellings(mention)
    yield from _by_name(name, mention)
    value = str(mention.value)
    if han(label[-SHORT:]) == SHORT:
        yield "ending", label[-SHORT:], mention.unit, value
    if han(mention.tail[:SHORT]) == SHORT:
        yield "noun", mention.tail[:SHORT], mention.unit, value
    if mention.value.is_point and (mention.value.low or 0) >= _LARGE and (mention.value.low or 0) % 10 and mention.tail:
        yield "large", mention.tail[:1], mention.unit, value
    if mention.value.is_point and (mention.value.low or 0) >= _LARGE and (mention.value.low or 0) % 10 and label:
        yield from (("large", c, mention.unit, value) for c in set(label[-SHORT * 3 :]) if c in _NOUNS)


def _by_name(name: str, mention: Mention) -> Iterator[tuple[str, ...]]:
    """What a figure is called without all that two places may word otherwise."""
    if han(name) >= SHORT:
        yield "name", name, mention.unit.removesuffix("次") or mention.unit


def _spellings(mention: Mention) -> Iterator[tuple[str, ...]]:
    """The digits of a long figure in any order: with each two characters of its label, or by themselves where they are very many."""
    telling = len(mention.digits.replace(".", "").strip("0"))
    spelling = "".join(sorted(mention.digits))
    if telling >= _UNMISTAKABLE:
        yield "swap", "", mention.unit, str(mention.scale), spelling
    elif telling > LONG:
        named = sorted(set(pairs(mention.label[-SHORT * 2 :])))
        yield from (("swap", pair, mention.unit, str(mention.scale), spelling) for pair in named)


def digit_keys(mention: Mention, name: str) -> Iterator[tuple[str, ...]]:
    """Digits with the last two characters of label or name: 投入1200万元 and 投入1200元; with four of them the digits alone, wherever their point stands."""
    bare = mention.digits.replace(".", "").strip("0")
    for label in sorted({_TRAILER.sub("", _FILLER.sub("", words)) for words in (mention.label, name)}):
        if len(mention.digits.replace(".", "").rstrip("0")) > 1 and han(label[-2:]) == 2:
            yield "digits", label[-2:], mention.digits, mention.unit
        if len(bare) >= TELLING and han(label[-SHORT:]) == SHORT:
            yield "bare", label[-SHORT:], bare, mention.unit
    if len(bare) > 1:
        yield from ((BEHIND, pair, mention.digits, mention.unit) for pair in sorted({*pairs(mention.label[-_NOUN:]), *pairs(mention.tail[:_NOUN])}))


def turned(words: str, one: Mention, other: Mention) -> bool:
    """Whether words stand before one figure and behind the other, which both have them on one side at least."""
    return (words in one.label) is (words in other.tail) is not (words in other.label)


def longest(one: Mention, other: Mention) -> str:
    """The longest words that stand before one figure and behind the other."""
    sides = [(a.label, b.tail[:_NOUN]) for a, b in ((one, other), (other, one))]
    pieces = [tail[i:j] for label, tail in sides for i in range(len(tail)) for j in range(i + 1, len(tail) + 1) if tail[i:j] in label]
    return max(pieces, key=len, default="")


@lru_cache(maxsize=8192)
def pairs(words: str) -> tuple[str, ...]:
    """Each two Han characters that follow one another."""
    return tuple(_PAIR.findall(words))


@lru_cache(maxsize=8192)
def han(text: str) -> int:
    """How many Han characters a text has."""
    return len(_HAN.findall(text))


def with_dates_in_labels(context: Context) -> Iterator[Mention]:
    """The mentions; a label that a word like 上年 cuts off has it back (含上年结转9件), and one beside another has its words: 发放贷款326笔、8145万元."""
    previous: Mention | None = None
    for mention in context.mentions:
        cut = (
            previous is not None
            and previous.kind is MentionKind.DATE
            and not any(c.isdigit() for c in context.quote(previous))
            and not CHANGE.search(mention.label)
        )
        if previous is not None and cut and mention.label and context.document.text.startswith(mention.label, previous.end):
            yield replace(mention, label=previous.label + context.quote(previous) + mention.label)
        elif previous is not None and _is_beside(context, previous, mention):
            mention = replace(mention, label=previous.label)
            yield mention
        else:
            yield mention
        previous = mention


def _is_beside(context: Context, one: Mention, other: Mention) -> bool:
    """Whether a figure measures in another unit what the one right before it does: 326笔、8145万元."""
    apart = bool(one.unit) and bool(other.unit) and (one.kind, one.dimension) != (other.kind, other.dimension) and not other.label
    return apart and one.is_quantity and context.document.folded[one.outer_end : other.outer_start] == "、"
