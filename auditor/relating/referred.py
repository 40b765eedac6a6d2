"""Figures that take one up again: 这26期培训班, 上述16辆公交车, 54个隐患全部整改 — of what the sentences before count with the same noun.

Owns what such a figure refers to; how far the two may differ is for `checking`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.model import AMOUNTS, Document, Mention
from auditor.number import Interval
from auditor.record import record
from auditor.relating.calendar import periods_differ
from auditor.relating.likeness import parted
from auditor.relating.recurrence import SPANS
from auditor.relating.scope import clause, is_to_come
from auditor.relating.unit import LOOSE

if TYPE_CHECKING:
    from auditor.relating import Context

# "这" of "这⟨28期⟩培训班", "以上" of ",以上⟨3个⟩" — not "应该⟨⟩", and not "60岁以上⟨⟩"
_POINTS = expression(r"(?:(?<!应|由|和|及)该批?|这批?|上述|前述|(?<=^|[,。;:\n])以上|(?<=^|[,。;:\n对将])此)\s?$")
# "目前,已" "对" before a figure that heads its clause — nothing that says what is counted
_HEADS = expression(r"(?:20\d\d年[末底内]?|截至|到?目前(?:为止)?|现在|如今|至此|日前|年[末底]|对|将|的|所有|虽然?|已|当天|现场)*")
# "隐患已全部整改" behind a count: all of them — not "隐患中" and not "均衡"
_OF_ALL = expression(r"[^,。;:()\n]{1,14}?(?:全部|全都|悉数|无一|均(?!衡|价|值)|皆|都(?!市))")
# "全年新增的" before a figure — not "考核中表现优秀的"
_RELATIVE = expression(r"(?:全年|[今本]年|年[内末底]|目前|现(?!有)|已|共|累计|对)*(?P<doing>\p{Han}{2,4})的")
_NOUN = expression(r"\s?“?(?P<noun>\p{Han}{2,12})")
_TURN = expression(r"其中|另|还有|其余|剩余|余下|除")
_NEAR = 12
# So many characters before a reference is what it refers to
_FAR = 400
_MOST_SUMMED = 4


@record(frozen=True, slots=True)
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
        noun = _NOUN.match(context.document.folded, mention.outer_end) if _counts(mention) else None
        points = noun is not None and _points(context, mention)
        doing = _doing(context, mention) if noun is not None and not points else ""
        if noun is None or not (points or doing or _is_of_all(context, mention)):
            continue
        before = [m for m in context.mentions[bisect_left(starts, mention.start - _FAR) : order] if _is_of_one_unit(m, mention)]
        doings = (m for m in reversed(before) if doing in clause(context.document, m))
        told = next(((m, word) for m in doings if (word := _shared(context.document, m, noun["noun"]))), None)
        if told is None or _agrees(context.mentions[:order], before, mention) or _apart(context, told[0], mention):
            continue
        yield Reference(told[0], mention, told[1], points)


def _counts(mention: Mention) -> bool:
    return mention.kind in AMOUNTS and bool(mention.unit) and not mention.components and not mention.hedges and mention.dimension not in SPANS


def _points(context: Context, mention: Mention) -> bool:
    """Whether a figure points at one before it: 这, 上述."""
    before = context.document.folded[max(0, mention.outer_start - _NEAR) : mention.outer_start]
    return _POINTS.search(before) is not None and not _TURN.search(clause(context.document, mention))


def _is_of_all(context: Context, mention: Mention) -> bool:
    """Whether a figure heads its clause and all of it is meant: 54个隐患全部整改."""
    words = clause(context.document, mention)
    return _HEADS.fullmatch(words.strip()) is not None and _OF_ALL.match(context.document.folded, mention.outer_end) is not None


def _doing(context: Context, mention: Mention) -> str:
    """What was done with the things that a figure takes up by it: 新增 of 新增的15家企业; "" where it says more."""
    relative = _RELATIVE.fullmatch(clause(context.document, mention).strip())
    return relative["doing"] if relative and not context.words(mention).picks and not _TURN.search(relative["doing"]) else ""


def _is_of_one_unit(one: Mention, other: Mention) -> bool:
    alike = one.unit.removesuffix("次") == other.unit.removesuffix("次") or (one.dimension == other.dimension and one.dimension not in LOOSE)
    return one.kind == other.kind and alike and not one.components


def _shared(document: Document, told: Mention, noun: str) -> str:
    """The longest beginning of a noun that ends the words before a figure or begins those behind it."""
    before, folded = clause(document, told), document.folded
    beginnings = (noun[:n] for n in range(len(noun), 1, -1))
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
    if periods_differ(told.period, again.period, context.year) or context.scope(told) != context.scope(again):
        return True
    return parted(context.words(told), context.words(again), context.lexicon) or is_to_come(context.document, told)
