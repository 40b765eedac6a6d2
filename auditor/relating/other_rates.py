"""Whether a rate is that of other figures of its paragraph than those that it was bound to: then those were not meant.

「录取3412人，其中省内2456人、报到2391人，报到率97.35%」: 2391 ÷ 3412 is not 97.35 %, but 2391 ÷ 2456 is, to the last place.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise, permutations

from auditor.expression import expression
from auditor.model import Mention, MentionKind
from auditor.number import Interval, within
from auditor.relating import Context
from auditor.relating.unit import comparable, same_unit
from auditor.relating.whole import common_ending

WORTH = {MentionKind.PERCENT: 100, MentionKind.PERMILLE: 1000, MentionKind.MULTIPLE: 1}
"""What one is, in the units of a kind of rate."""
# So many digits hardly fit other figures by chance
_TELLING, _TELLING_TIMES = 3, 2
# So many others that are shares of one figure tell what it is
_SHARES = 2
_TWO = 2
_ONE = Interval.point(1)
# So long a common ending makes one name
_NAME = 2
# A rate is hardly mistyped by more
_NEARLY = Fraction(5, 4)
# "增加" so far before a figure — not "增至", and not "增加到"
_INCREASE, _CUE = expression(r"(?:净?增加?|新增|多|净?减少?|少)了?$"), 4
# "⟨31.9%⟩、61.4%"
_ONE_OF_LIST = expression(r" ?[、和及与] ?\d")
_LISTED = expression(r"[、,和与及]{1,2}")


def is_of_others(context: Context, rate: Mention, bound: Sequence[Mention], near: Sequence[Mention], *, grown: bool) -> bool:
    """Whether other amounts give a rate exactly.

    Args:
        context: of the document.
        rate: a percentage, or a multiple.
        bound: the two figures that do not give it.
        near: the amounts of its paragraph.
        grown: whether it is a growth from one of the two to the other.
    """
    if grown and _is_of_increase(context, rate, bound):
        return True
    # Two digits tell enough where its own figures give something else altogether
    tell = tells(rate) or (grown and len(_digits(rate)) == _TWO and not nearly_gives(bound, rate, grown=True))
    return (_is_rate_of_others if tell else _is_share_as_others)(context, rate, bound, near, grown=grown)


def _is_of_increase(context: Context, rate: Mention, bound: Sequence[Mention]) -> bool:
    """Whether one of two levels is an increase over the other one: 计划增加⟨34人⟩(上年⟨452人⟩),增长⟨7.5%⟩."""
    increases = [m for m in bound if _INCREASE.search(context.document.folded, m.start - _CUE, m.start)]
    return any(_is_share(m, other, rate) for m in increases for other in bound if other is not m)


def instead(bound: Sequence[Mention], near: Sequence[Mention], *, both: bool = False) -> list[tuple[Mention, Mention]]:
    """Pairs of one of the figures of a relation and another one that it can be held against; with `both` in either order."""
    pairs = [(kept, other) for kept in bound for other in near if other not in bound and _alike(kept, other)]
    return [*pairs, *((b, a) for a, b in pairs if both)]


def _alike(one: Mention, other: Mention) -> bool:
    return comparable(one, other) or one.kind is other.kind is MentionKind.COUNT


def nearly_gives(bound: Sequence[Mention], rate: Mention, *, grown: bool) -> bool:
    """Whether two figures give a rate, or with `grown` a growth, but for a little."""
    stated = rate.value.middle or Fraction(0)
    given = (_growths if grown else _quotients)(*bound)
    return any(within(q.middle * WORTH[rate.kind], stated, _NEARLY) for q in given if q.middle)


def _digits(figure: Mention) -> str:
    return figure.digits.replace(".", "").lstrip("0")


def tells(figure: Mention) -> bool:
    """Whether a figure has so many digits that it hardly comes out by chance."""
    return len(_digits(figure)) >= (_TELLING_TIMES if figure.kind is MentionKind.MULTIPLE else _TELLING)


def _is_rate_of_others(context: Context, rate: Mention, bound: Sequence[Mention], near: Sequence[Mention], *, grown: bool) -> bool:
    """Whether a rate is the quotient, or with `grown` the growth, of one of its two figures, or of the one right before it, and another one."""
    closest = [m for m in near if m.start < rate.start][-1:]
    pairs = instead([*bound, *(m for m in closest if m not in bound)], near)
    text = context.document.folded
    if "分别" in text[min(m.start for m in bound) : rate.start] or _ONE_OF_LIST.match(text, rate.end):
        # "游客由⟨⟩增至⟨⟩,收入由⟨⟩增至⟨⟩,分别为⟨⟩和⟨⟩" may be of others altogether — not of two of a list, "⟨⟩、⟨⟩"
        apart = (pair for pair in pairwise(near) if bound[0] not in pair and bound[1] not in pair and same_unit(*pair))
        pairs += [(one, other) for one, other in apart if _apart(context, one, other)]
    given = [q for pair in pairs for q in (*_quotients(*pair), *(_growths(*pair) if grown else ()))]
    return any(q.scaled(WORTH[rate.kind]).meets(rate.value) for q in given) or _has_another_rate(context, rate, bound, grown=grown)


def _has_another_rate(context: Context, rate: Mention, bound: Sequence[Mention], *, grown: bool) -> bool:
    """Whether two figures give exactly a rate of another name that stands between them and the one that is faulted."""
    behind = max(m.end for m in bound)
    rates = [m for m in context.mentions_in(behind, rate.start) if m.kind is rate.kind and common_ending(m.label, rate.label) < _NAME]
    given = (_growths if grown else _quotients)(*bound)
    return any(tells(m) and q.scaled(WORTH[rate.kind]).meets(m.value) for m in rates for q in given)


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
    return positive and (part.value / whole.value).scaled(WORTH[share.kind]).meets(share.value)


def _quotients(one: Mention, other: Mention) -> list[Interval]:
    """Either over the other."""
    values = permutations((one.value, other.value))
    return [a / b for a, b in values if b.low is not None and b.low > 0]


def _growths(one: Mention, other: Mention) -> list[Interval]:
    """From either to the other, as a gain and as a loss."""
    return [growth for quotient in _quotients(one, other) for growth in (quotient - _ONE, _ONE - quotient)]
