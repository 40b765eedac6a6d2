"""Lists two levels deep: which of the listed values add up to a whole, where the others are parts of the value before them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from auditor.expression import expression
from auditor.number import Interval
from auditor.relating.sentence import Sentence

_NOTHING = Interval.point(0)
# All of a clause before a total: 收入为⟨⟩,全年⟨⟩;利润为⟨⟩,合计⟨⟩ — not "全年受理"
_TOTAL_ALONE = expression(r"(?:全年|合计|共计|总计|累计|共)(?:为|达到?)?")
# ",其中省级" before a part of a part — not ",省级"
_INNER = expression(r"\s*其中")
# "、市级" behind it — not ",市级"
_LISTED_ON = expression(r"[^,;。()]{0,4}[、和及]")


def nested(whole: Interval, values: Sequence[Interval], announced: Collection[int] | None = None) -> tuple[int, ...] | None:
    """Which of the listed values add up to the whole, where the others are parts of the value before them.

    Args:
        whole: what they are to add up to.
        values: in their order.
        announced: indices of those that words such as 其中 put under the value before them, as only these are parts of it alone; all, if not given.

    Returns:
        Indices of the top level, in order; all of them where the flat list adds up; None where no reading does.
    """
    if len(values) < 2:
        return None
    for tops in _readings(len(values)):
        if sum((values[i] for i in tops), _NOTHING).meets(whole) and all(
            _explained(values, top, after, announced) for top, after in pairwise([*tops, len(values)])
        ):
            return tops
    return None


def _readings(count: int) -> Iterator[tuple[int, ...]]:
    """Index tuples that begin with 0 and have at least two members, the longest first."""
    masks = sorted(range(1 << (min(count, 10) - 1)), key=lambda mask: (-mask.bit_count(), mask))
    for mask in masks:
        tops = (0, *(i for i in range(1, min(count, 10)) if mask >> (i - 1) & 1), *range(10, count))
        if len(tops) > 1:
            yield tops


def _explained(values: Sequence[Interval], top: int, after: int, announced: Collection[int] | None) -> bool:
    """Whether the values between two of the top level are parts of the first: several add up to it, a single one does not pass it."""
    run = values[top + 1 : after]
    if not run:
        return True
    if len(run) == 1:
        return (announced is None or after - 1 in announced) and not values[top].below(run[0])
    return sum(run, _NOTHING).meets(values[top])


def own_parts(sentence: Sentence, parts: list[int]) -> list[int]:
    """The parts behind the total before, if there is one, that are not themselves of the one before them: 24个 of 24个,其中省级6个、市级5个,累计118个."""
    parts = parts[max((n + 1 for n, k in enumerate(parts) if _TOTAL_ALONE.fullmatch(sentence.clause_before(k))), default=0) :]
    inner = {k for k in parts[1:] if _INNER.match(sentence.clause_before(k))}
    for before, k in pairwise(parts):
        inner |= {k} if before in inner and _LISTED_ON.match(sentence.between(before, k)) else set()
    return [k for k in parts if k not in inner]
