"""A second look at what a relation faults: where it was bound to figures that were not meant, nothing is proved.

They were not where other figures of the paragraph give the figure exactly, and where they belong to different names of a list.
「录取3412人，其中省内2456人、报到2391人，报到率97.35%」: 2391 ÷ 3412 is not 97.35 %, but 2391 ÷ 2456 is, to the last place.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction
from itertools import pairwise, permutations

from auditor.expression import expression
from auditor.model import AMOUNTS, Mention, MentionKind, Outcome, Severity, Verdict
from auditor.number import Interval, within
from auditor.record import replace
from auditor.relating import Context
from auditor.relating.roster import Roster, rosters
from auditor.relating.unit import same_unit
from auditor.relating.whole import common_ending

_WORTH = {MentionKind.PERCENT: 100, MentionKind.PERMILLE: 1000, MentionKind.MULTIPLE: 1}
# So many digits hardly fit other figures by chance
_TELLING, _TELLING_TIMES = 3, 2
# So many others that are shares of one figure tell what it is
_SHARES = 2
_LEVELS = frozenset({"before", "after"})
_SUMS = ({"whole", "part"}, {"total", "part"})
_PRODUCT = {"each", "number", "total"}
_ONE, _ZERO = Interval.point(1), Interval.point(0)
_MOST = 32
# So long a common ending makes one name
_NAME = 2
# A rate is hardly mistyped by more
_NEARLY = Fraction(5, 4)
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
    if _are_of_different_names(context, outcome):
        return replace(outcome, verdict=Verdict.UNDECIDED, reason="different-names")
    stated = _at(context, outcome.start)
    others = [m for m in (_at(context, member.start) for member in outcome.members if member.start != outcome.start) if m is not None]
    if stated is None or stated.hedges or len(others) < 2 or any(m.kind not in AMOUNTS for m in others):
        return outcome
    block = context.block_at(stated.start)
    near = [m for m in context.mentions_in(block.start, block.end) if m.kind in AMOUNTS and not m.components and not m.hedges] if block else []
    roles = {member.role for member in outcome.members}
    if not near or len(near) > _MOST or not _is_explained(context, stated, others, near, roles):
        return outcome
    if stated.kind in _WORTH and _nearly_gives(others, stated, grown=not roles.isdisjoint(_LEVELS)):
        return replace(outcome, severity=Severity.INFO, notes=(*outcome.notes, "explained"), slip=None)
    return replace(outcome, verdict=Verdict.UNDECIDED, reason="explained")


def _is_explained(context: Context, stated: Mention, others: Sequence[Mention], near: Sequence[Mention], roles: Collection[str]) -> bool:
    if roles == _PRODUCT:
        return _is_share_of_product(context, stated, others)
    if stated.kind not in _WORTH:
        return roles in _SUMS and _adds_up_otherwise(stated, others, near)
    fits = _is_rate_of_others if _tells(stated) else _is_share_as_others
    return len(others) == 2 and fits(context, stated, others, near, grown=not _LEVELS.isdisjoint(roles))


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


def _are_of_different_names(context: Context, outcome: Outcome) -> bool:
    """Whether the figure pointed at and another one belong to different names of one list: 甲、乙、丙分别⟨⟩、⟨⟩、⟨⟩,其中甲、乙分别⟨⟩、⟨⟩."""
    text, starts = context.document.folded, {member.start for member in outcome.members}
    if "分别" not in text:
        return False
    listed: list[Roster] = []
    for sentence, _ in context.entire:
        if "分别" in sentence.text and sentence.offsets[0] <= outcome.start <= sentence.offsets[-1]:
            listed += rosters(sentence)
    of = {m.start: (roster, name) for roster in listed for m, name in zip(roster.mentions, roster.names, strict=True) if m.start in starts}
    own = of.get(outcome.start)
    return own is not None and any(roster is not own[0] and _differ(own, (roster, name)) for roster, name in of.values())


def _differ(one: tuple[Roster, str], other: tuple[Roster, str]) -> bool:
    """Whether two names of two lists are different, and one of them stands in both."""
    both = any(_is_name(one[1], name) for name in other[0].names) or any(_is_name(other[1], name) for name in one[0].names)
    return both and not _is_name(one[1], other[1])


def _is_name(one: str, other: str) -> bool:
    """Whether two names are one, what leads in to them apart: 对东盟, 其中对东盟."""
    return common_ending(one, other) >= min(len(one), len(other), _NAME)


def _at(context: Context, start: int) -> Mention | None:
    return next(iter(context.mentions_in(start, start + 1)), None)


def _tells(figure: Mention) -> bool:
    digits = figure.digits.replace(".", "").lstrip("0")
    return len(digits) >= (_TELLING_TIMES if figure.kind is MentionKind.MULTIPLE else _TELLING)


def _is_rate_of_others(context: Context, rate: Mention, bound: Sequence[Mention], near: Sequence[Mention], *, grown: bool) -> bool:
    """Whether a rate is the quotient, or with `grown` the growth, of one of its two figures and another one."""
    pairs = [(kept, other) for kept in bound for other in near if other not in bound and same_unit(kept, other)]
    if "分别" in context.document.folded[min(m.start for m in bound) : rate.start]:
        # "游客由⟨⟩增至⟨⟩,收入由⟨⟩增至⟨⟩,分别为⟨⟩和⟨⟩" may be of others altogether — not of two of a list, "⟨⟩、⟨⟩"
        apart = (pair for pair in pairwise(near) if bound[0] not in pair and bound[1] not in pair and same_unit(*pair))
        pairs += [(one, other) for one, other in apart if _apart(context, one, other)]
    given = (q for pair in pairs for q in (*_quotients(*pair), *(_growths(*pair) if grown else ())))
    return any(q.scaled(_WORTH[rate.kind]).meets(rate.value) for q in given)


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


def _adds_up_otherwise(whole: Mention, parts: Sequence[Mention], near: Sequence[Mention]) -> bool:
    """Whether a part is made up of those right behind it or of the whole and the other parts, or is what the whole leaves of an amount before."""
    before = [m for m in near if m.start < whole.start and same_unit(m, whole)]
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
