"""A second look at what a relation faults: where it was bound to figures that were not meant, nothing is proved.

They were not where other figures of the paragraph give the figure exactly, and where they belong to different names of a list.
「录取3412人，其中省内2456人、报到2391人，报到率97.35%」: 2391 ÷ 3412 is not 97.35 %, but 2391 ÷ 2456 is, to the last place.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise, permutations

from auditor.expression import expression
from auditor.model import AMOUNTS, Mention, MentionKind, Outcome, Severity, Verdict
from auditor.number import Interval, within
from auditor.record import replace
from auditor.relating import Context
from auditor.relating.listed_names import are_of_different_names
from auditor.relating.recurrence import divisor
from auditor.relating.unit import comparable, same_unit
from auditor.relating.whole import common_ending

_WORTH = {MentionKind.PERCENT: 100, MentionKind.PERMILLE: 1000, MentionKind.MULTIPLE: 1}
# So many digits hardly fit other figures by chance
_TELLING, _TELLING_TIMES = 3, 2
# So many others that are shares of one figure tell what it is
_SHARES = 2
_PARTS = {"whole", "part"}
_SUMS = (_PARTS, {"total", "part"})
_GROWTH = {"change", "before", "after"}
_PRODUCT = {"each", "number", "total"}
_TWO = 2
_RATES = frozenset({MentionKind.PERCENT})
_ONE, _ZERO = Interval.point(1), Interval.point(0)
_MOST = 32
# So long a common ending makes one name
_NAME = 2
# A rate is hardly mistyped by more
_NEARLY = Fraction(5, 4)
# "增加" before a figure — not "增至", and not "增加到"
_INCREASE = expression(r"(?:净?增加?|新增|多|净?减少?|少)了?$")
# "获奖总数" "合计", so far before a figure
_CUE = 4
_TOTAL = expression(r"总[数量额计]|合计|共计|共$")
_LISTED = expression(r"[、,和与及]{1,2}")
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
    kinds = _RATES if stated and stated.kind not in _WORTH and all(m.kind in _RATES for m in others) else AMOUNTS
    if stated is None or block is None or stated.hedges or not others or any(m.kind not in kinds for m in others):
        return outcome
    near = [m for m in context.mentions_in(block.start, block.end) if m.kind in kinds and not m.components and not m.hedges]
    if len(near) > _MOST or not _is_explained(context, stated, members, near):
        return outcome
    if stated.kind in _WORTH and _nearly_gives(others, stated, grown=_grown(members)):
        return replace(outcome, severity=Severity.INFO, notes=(*outcome.notes, "explained"), slip=None)
    return replace(outcome, verdict=Verdict.UNDECIDED, reason="explained")


_Members = Sequence[tuple[str, Mention]]
"""The figures of a relation, each with its role."""


def _grown(members: _Members) -> bool:
    return any(role in ("before", "after") for role, _ in members)


def _is_explained(context: Context, stated: Mention, members: _Members, near: Sequence[Mention]) -> bool:
    """Whether other figures beside them make the figure that is faulted right, or take the relation from under it."""
    roles, others = {role for role, _ in members}, [m for _, m in members if m is not stated]
    if stated.kind in _WORTH:
        grown = _grown(members)
        if roles == _GROWTH and _is_of_increase(context, stated, others):
            return True
        fits = _is_rate_of_others if _tells(stated) else _is_share_as_others
        return len(others) == _TWO and fits(context, stated, others, near, grown=grown)
    if all(m.kind in _RATES for m in others):
        # "增长⟨⟩,两年平均增长⟨⟩,较平均水平(⟨⟩、⟨⟩)分别高⟨⟩和⟨⟩": of two each
        respective = "分别" in context.document.folded[min(m.start for m in others) : stated.start]
        return respective and any((x.value - m.value).meets(stated.value) for x, m in _instead(others, near, both=True))
    if stated.kind not in AMOUNTS:
        return False
    if roles == _PRODUCT:
        return _is_average_of_others(stated, members, near) or _is_share_of_product(context, stated, others)
    if roles == _GROWTH:
        rest = [m for m in near if m is not stated]
        return _tells(stated) and any((x.value - m.value).meets(stated.value) for x, m in _instead(others, rest, both=True))
    if roles == _PARTS and len(others) == 1:
        return _is_part_of_another(stated, others[0], near)
    return roles in _SUMS and _adds_up_otherwise(context, stated, others, near)


def _is_of_increase(context: Context, rate: Mention, bound: Sequence[Mention]) -> bool:
    """Whether one of two levels is an increase over the other one: 计划增加⟨34人⟩(上年⟨452人⟩),增长⟨7.5%⟩."""
    increases = [m for m in bound if _INCREASE.search(context.document.folded, m.start - _CUE, m.start)]
    return any(_is_share(m, other, rate) for m in increases for other in bound if other is not m)


def _instead(bound: Sequence[Mention], near: Sequence[Mention], *, both: bool = False) -> list[tuple[Mention, Mention]]:
    """Pairs of one of the figures of a relation and another one that it can be held against; with `both` in either order."""
    pairs = [(kept, other) for kept in bound for other in near if other not in bound and _alike(kept, other)]
    return [*pairs, *((b, a) for a, b in pairs if both)]


def _alike(one: Mention, other: Mention) -> bool:
    return comparable(one, other) or one.kind is other.kind is MentionKind.COUNT


def _is_average_of_others(stated: Mention, members: _Members, near: Sequence[Mention]) -> bool:
    """Whether the total or the number of an average may be another one: 养殖⟨12.6万亩⟩,其中稻虾⟨9.8万亩⟩;产虾⟨1.62万吨⟩,亩产⟨165公斤⟩."""
    bound = dict(members)
    for role, mention in members:
        for other in (m for m in near if role != "each" and mention is not stated and m not in bound.values() and comparable(m, mention)):
            tried = {**bound, role: other}
            number = divisor(tried["each"], tried["number"])
            if _tells(stated) and (tried["each"].value * number.value).meets(tried["total"].value):
                return True
    return False


def _is_part_of_another(part: Mention, whole: Mention, near: Sequence[Mention]) -> bool:
    """Whether a part and those behind it make up an amount before them: 授权⟨3127件⟩,外观设计⟨418件⟩。其中企业⟨2614件⟩、院校⟨342件⟩、个人⟨171件⟩."""
    run = [m for m in near if m.start >= part.start and same_unit(m, part)]
    sums = [sum((m.value for m in run[:end]), _ZERO) for end in range(2, len(run) + 1)]
    return any(_tells(m) and total.meets(m.value) for m in near if m.start < part.start and m is not whole and same_unit(m, part) for total in sums)


def _is_share_of_product(context: Context, stated: Mention, others: Sequence[Mention]) -> bool:
    """Whether a total is a share that is told of what it is the product of: 每户⟨2万元⟩,先拨付⟨60%⟩,⟨136户⟩共⟨163.2万元⟩."""
    block = context.block_at(stated.start)
    shares = [m for m in context.mentions_in(block.start, stated.start) if m.kind is MentionKind.PERCENT] if block else []
    # Whole figures are meant exactly: 2万元 is no 1.5万元
    one, other = (m.printed.middle or Fraction(0) for m in others)
    return any(share.value.scaled(one * other / 100).meets(stated.value) for share in shares)


def _nearly_gives(bound: Sequence[Mention], rate: Mention, *, grown: bool) -> bool:
    stated = rate.value.middle or Fraction(0)
    given = (_growths if grown else _quotients)(*bound)
    return any(within(q.middle * _WORTH[rate.kind], stated, _NEARLY) for q in given if q.middle)


def _at(context: Context, start: int) -> Mention | None:
    return next(iter(context.mentions_in(start, start + 1)), None)


def _tells(figure: Mention) -> bool:
    digits = figure.digits.replace(".", "").lstrip("0")
    return len(digits) >= (_TELLING_TIMES if figure.kind is MentionKind.MULTIPLE else _TELLING)


def _is_rate_of_others(context: Context, rate: Mention, bound: Sequence[Mention], near: Sequence[Mention], *, grown: bool) -> bool:
    """Whether a rate is the quotient, or with `grown` the growth, of one of its two figures, or of the one right before it, and another one."""
    closest = [m for m in near if m.start < rate.start][-1:]
    pairs = _instead([*bound, *(m for m in closest if m not in bound)], near)
    if "分别" in context.document.folded[min(m.start for m in bound) : rate.start]:
        # "游客由⟨⟩增至⟨⟩,收入由⟨⟩增至⟨⟩,分别为⟨⟩和⟨⟩" may be of others altogether — not of two of a list, "⟨⟩、⟨⟩"
        apart = (pair for pair in pairwise(near) if bound[0] not in pair and bound[1] not in pair and same_unit(*pair))
        pairs += [(one, other) for one, other in apart if _apart(context, one, other)]
    given = [q for pair in pairs for q in (*_quotients(*pair), *(_growths(*pair) if grown else ()))]
    return any(q.scaled(_WORTH[rate.kind]).meets(rate.value) for q in given) or _has_another_rate(context, rate, bound, grown=grown)


def _has_another_rate(context: Context, rate: Mention, bound: Sequence[Mention], *, grown: bool) -> bool:
    """Whether two figures give exactly a rate of another name that stands between them and the one that is faulted."""
    behind = max(m.end for m in bound)
    rates = [m for m in context.mentions_in(behind, rate.start) if m.kind is rate.kind and common_ending(m.label, rate.label) < _NAME]
    given = (_growths if grown else _quotients)(*bound)
    return any(_tells(m) and q.scaled(_WORTH[rate.kind]).meets(m.value) for m in rates for q in given)


def _apart(context: Context, one: Mention, other: Mention) -> bool:
    return not _LISTED.fullmatch(context.document.folded, one.end, other.start)


def _is_share_as_others(context: Context, rate: Mention, bound: Sequence[Mention], near: Sequence[Mention], *, grown: bool) -> bool:
    """Whether a rate of few digits is the share of one of its figures in another one of which the amounts beside have their shares, too."""
    if grown:
        return False
    around = context.mentions_in(near[0].start, max(near[-1].end, rate.end))
    shares = [(part, share) for part, share in pairwise(around) if share.kind is rate.kind and share is not rate and part in near]
    for part, whole in ((part, whole) for part in bound for whole in near if whole not in bound and same_unit(part, whole)):
        told = [(part, rate), *((other, share) for other, share in shares if same_unit(other, whole))]
        fitting = [_is_share(other, whole, share) for other, share in told]
        if fitting[0] and sum(fitting) > _SHARES:
            return True
    return False


def _is_share(part: Mention, whole: Mention, share: Mention) -> bool:
    positive = whole.value.low is not None and whole.value.low > 0
    return positive and (part.value / whole.value).scaled(_WORTH[share.kind]).meets(share.value)


def _quotients(one: Mention, other: Mention) -> list[Interval]:
    """Either over the other."""
    values = permutations((one.value, other.value))
    return [a / b for a, b in values if b.low is not None and b.low > 0]


def _growths(one: Mention, other: Mention) -> list[Interval]:
    """From either to the other, as a gain and as a loss."""
    return [growth for quotient in _quotients(one, other) for growth in (quotient - _ONE, _ONE - quotient)]


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
        if _REST.search(part.label) and any((whole.value + part.value).meets(amount.value) for amount in before):
            return True
        if not _tells(part):
            continue
        if sum((m.value for m in parts if m is not part), whole.value).meets(part.value):
            return True
        if any(sum((m.value for m in parts[k + 1 : end]), _ZERO).meets(part.value) for end in range(k + 3, len(parts) + 1)):
            return True
    return False
