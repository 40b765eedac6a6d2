"""A second look at what a relation faults: where it was bound to figures that were not meant, nothing is proved.

They were not where other figures of the paragraph give the figure exactly, and where they belong to different names of a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from auditor.expression import expression
from auditor.model import AMOUNTS, Mention, MentionKind, Outcome, Severity, Verdict
from auditor.number import Interval
from auditor.record import replace
from auditor.relating import Context
from auditor.relating.listed_names import are_of_different_names
from auditor.relating.other_rates import WORTH, instead, is_of_others, nearly_gives, tells
from auditor.relating.recurrence import divisor
from auditor.relating.unit import comparable, same_unit

_PARTS = {"whole", "part"}
_SUMS = (_PARTS, {"total", "part"})
_GROWTH = {"change", "before", "after"}
_PRODUCT = {"each", "number", "total"}
_TWO = 2
_RATES = frozenset({MentionKind.PERCENT})
_ZERO = Interval.point(0)
_MOST = 32
# "获奖总数" "合计", so far before a figure
_CUE = 4
_TOTAL = expression(r"总[数量额计]|合计|共计|共$")
# "其余⟨2户⟩": with the figure that is faulted it makes up one before that
_REST = expression(r"其[余他它]|另有?|剩余|[还尚]有")


def reconsidered(context: Context, outcome: Outcome) -> Outcome:
    """A violated outcome after a look at the figures around it.

    Args:
        context: of the document.
        outcome: violated, with its members.

    Returns:
        The same; undecided where a rate is that of other figures beside it, or the parts of a sum are parts of each other; a hint where the figures
        that it was bound to nearly give the rate, too.
    """
    if are_of_different_names(context, outcome):
        return replace(outcome, verdict=Verdict.UNDECIDED, reason="different-names")
    stated = _at(context, outcome.start)
    members = [(member.role, m) for member in outcome.members if (m := _at(context, member.start)) is not None]
    others = [m for _, m in members if m is not stated]
    block = context.block_at(outcome.start)
    # Of a list, 15.5和11.4个百分点, the first stands without its unit
    kinds = _RATES if stated and stated.kind not in WORTH and all(m.kind in _RATES for m in others) else AMOUNTS
    if stated is None or block is None or stated.hedges or not others or any(m.kind not in kinds for m in others):
        return outcome
    near = [m for m in context.mentions_in(block.start, block.end) if m.kind in kinds and not m.components and not m.hedges]
    if len(near) > _MOST or not _is_explained(context, stated, members, near):
        return outcome
    if stated.kind in WORTH and nearly_gives(others, stated, grown={role for role, _ in members} == _GROWTH):
        return replace(outcome, severity=Severity.INFO, notes=(*outcome.notes, "explained"), slip=None)
    return replace(outcome, verdict=Verdict.UNDECIDED, reason="explained")


_Members = Sequence[tuple[str, Mention]]
"""The figures of a relation, each with its role."""


def _is_explained(context: Context, stated: Mention, members: _Members, near: Sequence[Mention]) -> bool:
    """Whether other figures beside them make the figure that is faulted right, or take the relation from under it."""
    roles, others = {role for role, _ in members}, [m for _, m in members if m is not stated]
    if stated.kind in WORTH:
        return len(others) == _TWO and is_of_others(context, stated, others, near, grown=roles == _GROWTH)
    if all(m.kind in _RATES for m in others):
        # "增长⟨⟩,两年平均增长⟨⟩,较平均水平(⟨⟩、⟨⟩)分别高⟨⟩和⟨⟩": of two each
        respective = "分别" in context.document.folded[min(m.start for m in others) : stated.start]
        return respective and any((x.value - m.value).meets(stated.value) for x, m in instead(others, near, both=True))
    if stated.kind not in AMOUNTS:
        return False
    if roles == _PRODUCT:
        return _is_average_of_others(stated, members, near) or _is_share_of_product(context, stated, others)
    if roles == _GROWTH:
        rest = [m for m in near if m is not stated]
        return tells(stated) and any((x.value - m.value).meets(stated.value) for x, m in instead(others, rest, both=True))
    if roles == _PARTS and len(others) == 1:
        return _is_part_of_another(stated, others[0], near)
    return roles in _SUMS and _adds_up_otherwise(context, stated, others, near)


def _is_average_of_others(stated: Mention, members: _Members, near: Sequence[Mention]) -> bool:
    """Whether the total or the number of an average may be another one: 养殖⟨12.6万亩⟩,其中稻虾⟨9.8万亩⟩;产虾⟨1.62万吨⟩,亩产⟨165公斤⟩."""
    bound = dict(members)
    for role, mention in members:
        for other in (m for m in near if role != "each" and mention is not stated and m not in bound.values() and comparable(m, mention)):
            tried = {**bound, role: other}
            number = divisor(tried["each"], tried["number"])
            if tells(stated) and (tried["each"].value * number.value).meets(tried["total"].value):
                return True
    return False


def _is_part_of_another(part: Mention, whole: Mention, near: Sequence[Mention]) -> bool:
    """Whether a part and those behind it make up an amount before them: 授权⟨3127件⟩,外观设计⟨418件⟩。其中企业⟨2614件⟩、院校⟨342件⟩、个人⟨171件⟩."""
    run = [m for m in near if m.start >= part.start and same_unit(m, part)]
    sums = [sum((m.value for m in run[:end]), _ZERO) for end in range(2, len(run) + 1)]
    return any(tells(m) and total.meets(m.value) for m in near if m.start < part.start and m is not whole and same_unit(m, part) for total in sums)


def _is_share_of_product(context: Context, stated: Mention, others: Sequence[Mention]) -> bool:
    """Whether a total is a share that is told of what it is the product of: 每户⟨2万元⟩,先拨付⟨60%⟩,⟨136户⟩共⟨163.2万元⟩."""
    block = context.block_at(stated.start)
    shares = [m for m in context.mentions_in(block.start, stated.start) if m.kind is MentionKind.PERCENT] if block else []
    # Whole figures are meant exactly: 2万元 is no 1.5万元
    one, other = (m.printed.middle or Fraction(0) for m in others)
    return any(share.value.scaled(one * other / 100).meets(stated.value) for share in shares)


def _at(context: Context, start: int) -> Mention | None:
    return next(iter(context.mentions_in(start, start + 1)), None)


def _adds_up_otherwise(context: Context, whole: Mention, parts: Sequence[Mention], near: Sequence[Mention]) -> bool:
    """Whether a part is made up of those right behind it or of the whole and the other parts, or is what the whole leaves of an amount before."""
    before = [m for m in near if m.start < whole.start and same_unit(m, whole)]
    behind = next((m for m in near if m.start > max(m.start for m in parts) and same_unit(m, whole)), None)
    # "⟨42个⟩项目,一等奖⟨⟩、二等奖⟨⟩,获奖总数⟨40个⟩"
    if (
        behind
        and _TOTAL.search(context.document.folded, behind.start - _CUE, behind.start)
        and sum((m.value for m in parts), _ZERO).meets(behind.value)
    ):
        return True
    for k, part in enumerate(parts):
        telling = tells(part) and tells(whole)
        if (telling or _REST.search(part.label)) and any((whole.value + part.value).meets(amount.value) for amount in before):
            return True
        if not tells(part):
            continue
        if sum((m.value for m in parts if m is not part), whole.value).meets(part.value):
            return True
        if any(sum((m.value for m in parts[k + 1 : end]), _ZERO).meets(part.value) for end in range(k + 3, len(parts) + 1)):
            return True
    return False
