"""Figures that take one up again: 这26期培训班, 上述16辆公交车, 54个隐患全部整改 — of what the sentences before count with the same noun.

Owns what such a figure refers to; how far the two may differ is for `checking`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.model import AMOUNTS, Document, Mention, MentionKind
from auditor.number import Interval
from auditor.record import record
from auditor.relating.calendar import periods_differ
from auditor.relating.likeness import parted
from auditor.relating.recurrence import SPANS
from auditor.relating.scope import clause, is_revised, is_to_come, sentence_start
from auditor.relating.scope import parted as parted_scopes
from auditor.relating.unit import LOOSE

if TYPE_CHECKING:
    from auditor.relating import Context

# "这" of "这⟨28期⟩培训班", "以上" of ",以上⟨3个⟩" — not "应该⟨⟩", and not "60岁以上⟨⟩"
_POINTS = expression(r"(?:(?<!应|由|和|及)该批?|这批?|上述|前述|(?<=^|[,。;:\n])以上|(?<=^|[,。;:\n对将])此)\s?$")
# "这批在建水库共" before a figure: its noun stands before it
_NAMED_BEFORE = expression(r"(?:这[批些]|上述|前述|该批)(?P<noun>\p{Han}{2,10}?)(?:总数|总量)?(?:一共|共计|总共|合计|共)(?:有|达|为)?")
# "目前,已" "对" before a figure that heads its clause — nothing that says what is counted
_HEADS = expression(
    r"(?:20\d\d年[末底内]?|截至|到?目前(?:为止)?|现在|如今|至此|日前|年[末底]|对|将|的|所有|全部|虽然?|已|当天|现场)*|\p{Han}{2,10}(?:对|为|将|把|向)(?:全部|所有)?"
)
# "隐患已全部整改" behind a count: all of them — not "隐患中" and not "均衡"
_OF_ALL = expression(r"[^,。;:()\n]{1,14}?(?:全部|全都|悉数|无一|均(?!衡|价|值)|皆|都(?!市)|全覆盖|全员|逐[一个户家])")
# "全年新增的" "校长勉励新招聘的" before a figure — not "考核中表现优秀的"
_RELATIVE = expression(
    r"(?:\p{Han}{0,8}(?:要求|鼓励|希望|勉励|组织|安排|[对为给向将把让使]))?(?:全年|[今本]年|年[内末底]|目前|现(?!有)|已|共|累计|对)*(?P<doing>\p{Han}{2,4})的"
)
_NOUN = expression(r"\s?(?P<of>的)?“?(?P<noun>[A-Z]{0,5}\p{Han}{2,12})")
# Joins a name to its figure: "药占比为⟨⟩"
_JOINT = expression(r"(?:总数|总量|总额|人数|数量)?(?:为|是|达到?|共有?|共计|约|已有|有)*$")
_TURN = expression(r"其中|另|还有|其余|剩余|余下|除")
_NEAR = 12
# So many characters before a reference is what it refers to
_FAR = 400
_MOST_SUMMED = 4
# Characters of a noun that tell where a figure points back, and where it only heads its clause
_SHORT, _LONG = 2, 4
_ATTRIBUTE = 3
_DIGITS = 3
# What is counted so is known without a noun
_TELLING_UNITS = frozenset({"person", "household", "organisation"})


@record(frozen=True)
class _Way:
    """How a figure takes up one before it: the words behind it, what was done with the things, how much of a noun both must have, whether it points back."""

    noun: str
    doing: str
    least: int
    points: bool


@record(frozen=True)
class Reference:
    """A figure that takes up another, the noun that they share, and whether it points at it (这) or only is of all of it (全部)."""

    told: Mention
    again: Mention
    noun: str
    points: bool


def references(context: Context) -> Iterator[Reference]:
    """The figures that take up one with another value, where none before has theirs, by itself or with its neighbours."""
    starts = [m.start for m in context.mentions]
    for order, mention in enumerate(context.mentions):
        way = _way(context, mention) if _counts(mention) else None
        if way is None:
            continue
        before = [m for m in context.mentions[bisect_left(starts, mention.start - _FAR) : order] if _is_of_one_unit(m, mention)]
        told = _told(context, before, mention, way)
        if told is None or _agrees(context.mentions[:order], before, mention) or _apart(context, told[0], mention):
            continue
        yield Reference(told[0], mention, told[1], way.points)


def _way(context: Context, mention: Mention) -> _Way | None:
    """How a figure takes up one before it, if it does."""
    noun = _NOUN.match(context.document.folded, mention.outer_end)
    words = noun["noun"] if noun else ""
    if mention.kind is MentionKind.PERCENT:
        return _Way(words, "", _LONG, points=False) if noun and noun["of"] and _heads(context, mention) and _tells(mention) else None
    if named := _NAMED_BEFORE.fullmatch(clause(context.document, mention).strip()):
        return _Way(named["noun"], "", _SHORT, points=True)
    if _points(context, mention):
        return _Way(words, "", _SHORT, points=True)
    if not words:
        return None
    if doing := _doing(context, mention):
        return _Way(words, doing, _SHORT, points=False)
    if not _heads(context, mention):
        return None
    # Some of what was told may head a sentence too: 44家企业 of 54家
    return (
        _Way(words, "", _SHORT, points=False) if _is_of_all(context, mention) else _Way(words, "", _LONG, points=False) if _tells(mention) else None
    )


def _told(context: Context, before: Sequence[Mention], mention: Mention, way: _Way) -> tuple[Mention, str] | None:
    """The figure that one takes up, the nearest that is no part, with the noun that both have; without a noun the only one of people or households."""
    doings = [m for m in reversed(before) if way.doing in clause(context.document, m)]
    named = [(m, word) for m in doings if len(word := _shared(context.document, m, way.noun)) >= way.least]
    whole = [(m, word) for m, word in named if not context.words(m).picks]
    if named or not way.points or mention.dimension not in _TELLING_UNITS:
        return next(iter(whole or named), None)
    block = context.block_at(mention.start)
    near = [m for m in doings if block is not None and m.start >= block.start and not context.words(m).picks]
    return (near[0], mention.unit) if len({m.value for m in near}) == 1 else None


def _counts(mention: Mention) -> bool:
    return (
        (mention.kind in AMOUNTS or mention.kind is MentionKind.PERCENT)
        and bool(mention.unit)
        and not mention.components
        and not mention.hedges
        and mention.dimension not in SPANS
    )


def _points(context: Context, mention: Mention) -> bool:
    """Whether a figure points at one before it: 这, 上述."""
    before = context.document.folded[max(0, mention.outer_start - _NEAR) : mention.outer_start]
    return _POINTS.search(before) is not None and not _TURN.search(clause(context.document, mention))


def _heads(context: Context, mention: Mention) -> bool:
    """Whether a figure heads its clause, so that what it counts was told of: 54个隐患由专人整改."""
    return _HEADS.fullmatch(clause(context.document, mention).strip()) is not None and not context.words(mention).picks


def _is_of_all(context: Context, mention: Mention) -> bool:
    """Whether all that a figure counts is meant: 54个隐患全部整改."""
    return _OF_ALL.match(context.document.folded, mention.outer_end) is not None


def _doing(context: Context, mention: Mention) -> str:
    """What was done with the things that a figure takes up by it: 新增 of 新增的15家企业; "" where it says more."""
    relative = _RELATIVE.fullmatch(clause(context.document, mention).strip())
    return relative["doing"] if relative and not context.words(mention).picks and not _TURN.search(relative["doing"]) else ""


def _tells(mention: Mention) -> bool:
    return len(mention.digits) >= _DIGITS


def _is_of_one_unit(one: Mention, other: Mention) -> bool:
    alike = one.unit.removesuffix("次") == other.unit.removesuffix("次") or (one.dimension == other.dimension and one.dimension not in LOOSE)
    return one.kind == other.kind and alike and not one.components


def _shared(document: Document, told: Mention, noun: str) -> str:
    """The longest beginning of a noun that ends the words before a figure or begins those behind it; an attribute that its sentence has too left out."""
    before, folded = _JOINT.sub("", clause(document, told)), document.folded
    sentence = folded[sentence_start(document, told.start) : told.start]
    nouns = [noun[n:] for n in range(_ATTRIBUTE + 1) if noun[:n] in sentence and n != 1]
    beginnings = (word[:n] for word in nouns for n in range(len(word), 1, -1))
    return next((word for word in beginnings if before.endswith(word) or folded.startswith(word, told.outer_end)), "")


def _agrees(all_before: Sequence[Mention], near: Sequence[Mention], mention: Mention) -> bool:
    """Whether an earlier figure has that value, or some that follow one another make it up."""
    if any(_is_of_one_unit(m, mention) and m.value.meets(mention.value) for m in all_before):
        return True
    for first in range(len(near)):
        total: Interval = near[first].value
        for other in near[first + 1 : first + _MOST_SUMMED]:
            total = total + other.value
            if total.meets(mention.value):
                return True
    return False


def _apart(context: Context, told: Mention, again: Mention) -> bool:
    """Whether two figures are of two times or sides, one yet to come, or under two headings that name places."""
    if periods_differ(told.period, again.period, context.year) or parted_scopes(context.scope(told), context.scope(again)):
        return True
    return (
        parted(context.words(told), context.words(again), context.lexicon)
        or is_to_come(context.document, told)
        or is_revised(context.document, again)
    )
