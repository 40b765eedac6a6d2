"""Which slip of the pen would explain a contradiction: one digit, two swapped, one dropped or doubled, a scale word lost.

A hint and never a verdict: it is offered only where exactly one figure can be mended in exactly one way of the smallest kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from auditor.errors import NumberError
from auditor.judging.formula import Formula
from auditor.misprint import slips_by_kind
from auditor.model import Mention
from auditor.number import Interval, exact, printed_interval

_TEN_THOUSAND = Fraction(10_000)
Trial = Callable[[Mention, Interval], bool]


def repaired(mention: Mention, digits: str) -> Interval:
    """The value of a mention, had it been printed with other digits: exact for whole counts, an interval of roundings otherwise."""
    if mention.printed.is_point:
        return Interval.point(exact(digits) * mention.scale)
    return printed_interval(digits, mention.scale)


def fitting_slips(mention: Mention, possible: Trial) -> list[str]:
    """The digits with which the relation would hold, of the nearest kind of slip that gives any; none for hedged or unusual numerals."""
    if mention.hedges or mention.components or not _plain(mention.digits):
        return []
    fitting = ([digits for digits in made if _possible(mention, digits, possible)] for made in slips_by_kind(mention.digits))
    return next(filter(None, fitting), [])


def mendable(formula: Formula, bound: Mapping[str, Sequence[Mention]]) -> list[tuple[Mention, list[str]]]:
    """The figures of a broken relation that a single slip could explain, each with the digits that would mend it."""
    found: list[tuple[Mention, list[str]]] = []
    for mention in [m for mentions in bound.values() for m in mentions]:

        def possible(changed: Mention, value: Interval) -> bool:
            return formula.holds({role: [value if m is changed else m.value for m in mentions] for role, mentions in bound.items()})

        better = fitting_slips(mention, possible)
        if better:
            found.append((mention, better))
    return found


def lost_scale(formula: Formula, bound: Mapping[str, Sequence[Mention]]) -> Mention | None:
    """The one figure of a broken relation that would mend it with the 万 or 亿 that another has: 960元 beside 500万元, not 6家 beside 2万家."""
    mentions = [m for several in bound.values() for m in several]
    scales = {m.scale for m in mentions if m.scale >= _TEN_THOUSAND}
    for mention in (m for m in mentions if not m.hedges and len(m.digits) > 1 and _plain(m.digits)):
        # 1.5万元 beside 2.1亿元
        for scale in (scale for scale in scales if scale >= mention.scale * _TEN_THOUSAND):
            scaled = printed_interval(mention.digits, scale)
            if formula.holds({role: [scaled if m is mention else m.value for m in several] for role, several in bound.items()}):
                return mention
    return None


def is_swap(mention: Mention, better: Sequence[str]) -> bool:
    """Whether a figure could be mended by two of its own digits in another order."""
    return any(sorted(digits) == sorted(mention.digits) for digits in better)


def is_as_long(mention: Mention, better: Sequence[str]) -> bool:
    """Whether a figure could be mended without another digit, wherever its point stands."""
    return any(len(digits.replace(".", "").strip("0")) == len(mention.digits.replace(".", "").strip("0")) for digits in better)


def _plain(digits: str) -> bool:
    return digits.isascii() and bool(digits) and all(c.isdigit() or c == "." for c in digits)


def _possible(mention: Mention, digits: str, possible: Trial) -> bool:
    try:
        return possible(mention, repaired(mention, digits))
    except NumberError:
        return False
