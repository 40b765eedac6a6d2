"""A whole and its parts, each with its growth: 进出口1286亿元，增长6%。其中，出口846亿元，增长7%；进口440亿元，增长4%.

The growth of the whole is a mean of those of its parts. That is so only where the parts are all there is: where their figures add up to that of the
whole. No word says so as surely.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from auditor.expression import expression
from auditor.model import Document, Mention, MentionKind
from auditor.record import record, replace
from auditor.relating.partition import Partition
from auditor.relating.unit import comparable

# Right behind a figure: ",同比增长" "(下降" ",比上年实际增长" — not ",其中出口增长", nor ",环比增长", another base
_GROWN = expression(
    r"\s?[,(、]?\s?(?:同比|比上年(?:同期)?|较上年(?:同期)?|比去年(?:同期)?|较去年(?:同期)?)?(?:实际|名义)?(?P<way>增长|上升|增加|提高|下降|减少|降低)(?:了|约)?"
)
_FALLS = frozenset(("下降", "减少", "降低"))


@record(frozen=True)
class Grown:
    """The growth of a whole and those of all its parts, falls below zero; `moving` where people may move from one part to a richer one."""

    overall: Mention
    parts: tuple[Mention, ...]
    moving: bool = False


def bind_grown(document: Document, partitions: Iterable[Partition], within: Callable[[int, int], Sequence[Mention]]) -> Iterator[Grown]:
    """Every list of parts that adds up to its whole, all of them with their growth; `within` gives the mentions that begin in a stretch of the text."""
    for found in partitions:
        members = (found.whole, *found.parts)
        if len(found.parts) < 2 or not _add_up(found):
            continue
        grown = [_growth(document, member, within) for member in members]
        growths = tuple(growth for growth in grown if growth is not None)
        if len(growths) == len(members):
            yield Grown(growths[0], growths[1:])


def _add_up(found: Partition) -> bool:
    total = sum((part.value for part in found.parts[1:]), found.parts[0].value)
    plain = all(comparable(part, found.whole) and not part.hedges for part in found.parts) and not found.whole.hedges
    return plain and total.meets(found.whole.value) and all(part.value.low is not None and part.value.low > 0 for part in found.parts)


def _growth(document: Document, member: Mention, within: Callable[[int, int], Sequence[Mention]]) -> Mention | None:
    """The growth printed right behind a figure, below zero where it fell; None where something else follows, or nothing."""
    match = _GROWN.match(document.folded, member.outer_end)
    rate = next(iter(within(match.end(), match.end() + 1)), None) if match else None
    if match is None or rate is None or rate.kind is not MentionKind.PERCENT or rate.hedges or rate.components:
        return None
    return replace(rate, value=-rate.value, printed=-rate.printed) if match["way"] in _FALLS else rate
