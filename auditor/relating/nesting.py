"""Lists two levels deep: which of the listed values add up to a whole, where the others are parts of the value before them, and where the list ends."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.model import Mention
from auditor.number import Interval
from auditor.record import replace
from auditor.relating.completeness import FEW as _FEW
from auditor.relating.completeness import divides, is_within, until_used
from auditor.relating.partition import OTHERS, Partition
from auditor.relating.sentence import Sentence

if TYPE_CHECKING:
    from auditor.relating import Context

_NOTHING = Interval.point(0)
# "(其中" ",含" ",女性" before a part of a part — not ",包装"
_UNDER = expression(r"其中|[(,、](?:含|包括|女|男|少数民族)|\(")
# ";" behind a division — not at the end of a line of a list
_ENDS_DIVISION = expression(r";(?!\s*\n)")
# ";另有" before what is none of the list — not ",另有", which may be its last
_BESIDES = expression(r"[^,;。]{0,4};(?:此外|另)")
# "、乙校" between two of one row — not "、其中"
LISTED = expression(r"[、和及](?!其中)[^,;。]*")
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
    for reading in _readings(len(values)):
        if sum((values[i] for i in reading), _NOTHING).meets(whole) and all(
            _explained(values, top, after, announced) for top, after in pairwise([*reading, len(values)])
        ):
            return reading
    return None


def second_division(whole: Interval, values: Sequence[Interval]) -> int:
    """Where a list that goes on with another division of the same whole ends: 7例,其中普通型5例,轻型2例,甲国输入5例,乙国输入1例,丙国输入1例.

    Returns:
        How many values the first division has, at least two; all of them where no two or more at the end add up to the whole.
    """
    ends = (n for n in range(2, len(values) - 1) if sum(values[n:], _NOTHING).meets(whole))
    return next(ends, len(values))


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


def tops(context: Context, whole: Mention, parts: Sequence[Mention]) -> tuple[int, ...] | None:
    """Those of the parts that add up to the whole; a lone part of another part is one only where the text says so."""
    said = [n for n, pair in enumerate(pairwise(parts), 1) if _UNDER.search(words_between(context, *pair))]
    return nested(whole.value, [m.value for m in parts], said)


def in_scope(context: Context, partition: Partition, schemes: str) -> tuple[Mention, ...]:
    """The parts as far as the list goes: without brackets it may run into what is no part any more.

    The list ends where its first items already add up, else at the semicolon behind a known division (男87人、女137人；高级教师52人), else before an item
    that alone passes the whole.
    """
    parts, whole = partition.parts, partition.whole.value
    if partition.cue in ("brackets", "summed"):
        return parts
    parts = until_used(parts)
    # What a part holds is none of the whole's own: 税收⟨⟩,占74%；税收收入中,增值税⟨⟩
    parts = parts[: next((n for n, m in enumerate(parts) if n and is_within(context, parts[:n], m)), len(parts))]
    for end in range(2, len(parts)):
        if not OTHERS.search(words_between(context, parts[end - 1], parts[end])) and tops(context, partition.whole, parts[:end]) is not None:
            return parts[:end]
    for end in range(_FEW, len(parts)):
        ahead = replace(partition, parts=parts[:end])
        if _ENDS_DIVISION.match(words_between(context, parts[end - 1], parts[end])) and divides(context, ahead, schemes):
            return parts[:end]
    besides = (n for n in range(_FEW, len(parts)) if _BESIDES.match(words_between(context, parts[n - 1], parts[n])))
    if tops(context, partition.whole, parts) is None:
        parts = parts[: next(besides, len(parts))]
        parts = parts[: _takes_up(context, partition, parts)]
        parts = parts[: second_division(whole, [m.value for m in parts])]
    passing = (i for i, m in enumerate(parts) if i > 1 and whole.below(m.value) and not LISTED.fullmatch(words_between(context, parts[i - 1], m)))
    return parts[: next(passing, len(parts))]


def _takes_up(context: Context, partition: Partition, parts: Sequence[Mention]) -> int:
    """How many parts there are before what is named like the whole: 行政村187个,其中平原村94个、丘陵村58个;已通公交的行政村183个."""
    name = partition.whole.label[-_FEW:]
    if len(name) < _FEW or any(m.label.endswith(name) for m in parts[:_FEW]):
        return len(parts)
    again = (n for n in range(_FEW, len(parts)) if parts[n].label.endswith(name) and ";" in words_between(context, parts[n - 1], parts[n]))
    return next(again, len(parts))


def words_between(context: Context, before: Mention, part: Mention) -> str:
    """What stands between two parts."""
    return context.document.folded[before.end : part.start]
