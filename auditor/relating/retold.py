"""Figures that may be one told twice in other words, wherever they stand: of one time, place and side of a thing, and neither a plan nor a part.

Owns what keeps two figures apart; how far their values may differ is for `checking`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.model import Document, Mention
from auditor.relating.calendar import periods_differ
from auditor.relating.likeness import Words, have_their_own, narrowed, parted, shared
from auditor.relating.scope import (
    clause,
    is_of_another_basis,
    is_of_another_occasion,
    is_revised,
    is_to_come,
    place,
    scopes,
    sentence_start,
    speaks_for_all,
    speaks_of_plans,
    stands_under_plans,
)
from auditor.relating.scope import parted as parted_scopes
from auditor.relating.unit import LOOSE

if TYPE_CHECKING:
    from auditor.relating import Context

# "城区" of "城区新建充电桩", "女生" — not "全县", which may be the whole again
_SCOPE = expression(r"^\p{Han}{0,5}?(?<![全我本该])(?:[区县市镇乡村]|街道|[男女]\p{Han}?)")
# "年初存货" beside "期末存货" — not "初中"
_AT_FIRST = ("年初", "期初", "月初", "季初")
# "每周安排航班" "新航季每周" — not "每周人均"
_EACH = expression(r"[^每均占]*(?P<each>每个?[周月年天日季班人户亩]|[日月人户]均)(?:(?!其中|[均占每]).)*")
# "总的看," "一年来," "回顾全年," at the head of a sentence that sums up — not "一年来自各地"
_SUMS_UP = expression(r"(?:总的[看来]|总体[看上]|综上|总之|回顾|一年来(?!自)|过去一年|这一年|目前|截至)")
_SENTENCE_END = expression(r"[。\n]")
_GRAM = 4
_HAN = expression(r"\p{Han}")
# Fewer digits are in another order by chance
_DIGITS = 3
# So many characters behind a figure may name it
_BEHIND = 10
# So many figures of one word back another place is looked for
_MANY = 12


def of_two(document: Document, one: Mention, other: Mention) -> bool:
    """Whether the clauses or the labels of two figures begin with two parts or places, or one alone is of a beginning."""
    here, there = (_SCOPE.search(clause(document, m)) or _SCOPE.search(m.label) for m in (one, other))
    if len({any(word in clause(document, m) for word in _AT_FIRST) for m in (one, other)}) > 1:
        return True
    return here is not None and there is not None and here[0] != there[0]


def may_be_one(context: Context, one: Mention, other: Mention, said: tuple[Words, Words], *, loosely: bool = False) -> bool:
    """Whether nothing keeps two figures apart: two periods, places or sides, a part, or a plan and what became of it; `loosely` words of their own do not."""
    document = context.document
    one_plan = len({is_to_come(document, m) for m in (one, other)}) == 1 or speaks_of_plans(shared(*said))
    if periods_differ(one.period, other.period, context.year) or not one_plan or len({is_revised(document, m) for m in (one, other)}) > 1:
        return False
    if (
        (any(words.picks for words in said) and not _are_of_each(document, one, other))
        or (not loosely and have_their_own(*said))
        or parted(said[0], said[1], context.lexicon)
        or len({*(place(document, m) for m in (one, other)), ""}) > 2
    ):
        return False
    return (
        not is_of_another_occasion(document, one, other)
        and not is_of_another_basis(document, one, other)
        and not parted_scopes(context.scope(one), context.scope(other))
        and not of_two(document, one, other)
    )


def _are_of_each(document: Document, one: Mention, other: Mention) -> bool:
    """Whether two figures are both told for each of the same: 每周安排航班 and 每周的航班."""
    each = [_EACH.fullmatch(clause(document, m)) for m in (one, other)]
    return each[0] is not None and each[1] is not None and each[0]["each"] == each[1]["each"]


def retold(context: Context, differ: Callable[[Mention, Mention, Words, Words], bool]) -> Iterator[tuple[Mention, Mention, Words, Words]]:
    """Figures of two sentences, both said of all, that share words, `differ` and may be one: each with the last before it."""
    earlier: dict[tuple[str, str], list[tuple[Mention, Words]]] = defaultdict(list)
    for mention in context.mentions:
        if not mention.is_quantity or mention.components or not (mention.unit or mention.dimension) or is_to_come(context.document, mention):
            continue
        words = context.words(mention)
        if words.picks or not (words.all or _is_of_all(context, mention)):
            continue
        keys = [(_unit(mention), gram) for gram in _grams(words)]
        near = {one.start: (one, said) for key in keys for one, said in earlier[key][-_MANY:]}
        pairs = ((one, mention, said, words) for _, (one, said) in sorted(near.items(), reverse=True) if differ(one, mention, said, words))
        yield from islice((pair for pair in pairs if _is_retold(context, *pair)), 1)
        for key in keys:
            earlier[key].append((mention, words))


def shuffled(context: Context) -> Iterator[tuple[Mention, Mention, Words, Words]]:
    """Figures of two sentences with one row of digits in two orders that share words or most of their characters: each with the last before it."""
    earlier: dict[tuple[object, ...], list[Mention]] = defaultdict(list)
    for mention in context.mentions:
        if not mention.is_quantity or mention.components or mention.hedges or not mention.unit or len(mention.digits) < _DIGITS:
            continue
        key = mention.kind, _unit(mention), mention.scale, "".join(sorted(mention.digits)), mention.digits.find(".")
        others = [m for m in earlier[key] if m.digits != mention.digits]
        earlier[key].append(mention)
        # What was told so before as well is no slip of this one
        if not others or any(m.digits == mention.digits for m in earlier[key][:-1]):
            continue
        pairs = ((one, mention, context.words(one), context.words(mention)) for one in reversed(others[-_MANY:]))
        yield from islice((pair for pair in pairs if _are_called_alike(*pair[2:]) and _is_told_elsewhere(context, *pair)), 1)


def _are_called_alike(one: Words, other: Words) -> bool:
    """Whether two figures share words, or most characters of what each is called: 流转土地 and 土地流转面积."""
    if shared(one, other):
        return True
    less, more = sorted(({*_HAN.findall(words.core + words.behind[:_BEHIND])} for words in (one, other)), key=len)
    return len(less & more) >= max(_GRAM - 1, len(less) // 2 + 1)


def _is_told_elsewhere(context: Context, one: Mention, other: Mention, said: Words, words: Words) -> bool:
    """Whether two figures of one row of digits stand in two sentences and may be one, whatever verbs they have."""
    apart = _SENTENCE_END.search(context.document.folded, one.end, other.start) is not None
    return apart and may_be_one(context, one, other, (said, words), loosely=True)


def _is_retold(context: Context, one: Mention, other: Mention, said: Words, words: Words) -> bool:
    """Whether two figures stand in two sentences of one scope, under no plans, and nothing keeps them apart."""
    document = context.document
    if not _SENTENCE_END.search(document.folded, one.end, other.start) or len(scopes(one, other, map(context.scope, (one, other)))) > 1:
        return False
    if narrowed(said, words, context.lexicon):
        return False
    return may_be_one(context, one, other, (said, words)) and not any(stands_under_plans(document, m) for m in (one, other))


def _is_of_all(context: Context, mention: Mention) -> bool:
    start = sentence_start(context.document, mention.start)
    return speaks_for_all(context.document, mention, context.year) or _SUMS_UP.match(context.document.folded, start) is not None


def _unit(mention: Mention) -> str:
    """What the units of one figure have in common: 场 and 场次, 人 and 名."""
    return mention.dimension if mention.dimension and mention.dimension not in LOOSE else mention.unit.removesuffix("次") or mention.unit


def _grams(words: Words) -> Iterator[str]:
    """The pieces of four characters of the words of a figure."""
    behind = words.behind.lstrip("|")[: _GRAM + 2]
    for text in (words.before, behind):
        pieces = (text[start : start + _GRAM] for start in range(len(text) - _GRAM + 1))
        yield from dict.fromkeys(piece for piece in pieces if "|" not in piece)
