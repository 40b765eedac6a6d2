"""whole = sum(parts): lists that the text gives as complete; lists that may be open prove nothing unless a slip explains the difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, ClassVar

from auditor.judging import fields_of, judge, parse
from auditor.judging.repair import is_as_long, is_swap, lost_scale, mendable
from auditor.meaning import WordList
from auditor.model import Mention, Outcome, Severity, Verdict
from auditor.record import record, replace
from auditor.relating import Context
from auditor.relating.completeness import (
    FEW,
    as_the_whole_says,
    classed,
    counted_twice,
    covers,
    divides,
    each_has_its_share,
    ends_before,
    goes_on,
    graded,
    lacks_a_member,
    names_more,
    of_some_periods,
    overlaps,
)
from auditor.relating.nesting import LISTED, in_scope, second_division, tops, words_between
from auditor.relating.partition import Partition, are_below, as_printed
from auditor.relating.unit import alike
from auditor.relating.whole import is_of_another
from auditor.rule import STRICT, Rule

_FORMULA = parse("whole = sum(part)")
# A closed list that reaches less than half or more than twice its whole was not meant to be added up
_FAR = Fraction(2)
# An announced list that reaches nearly all of its total was meant to be complete; one that a slip would complete, if it reaches most of it
_NEARLY_ALL, _MOSTLY, _SOME = Fraction(20, 19), Fraction(10, 9), Fraction(3)
_ROUGHLY = Fraction(5, 4)  # parts that divide a whole by their names come about as near
# Lists behind 共, and behind 按渠道分
_MEANT = frozenset({"announced", "bare", "divided"})
_CLOSED, _UNANNOUNCED = frozenset({"brackets", "named", "summed"}), frozenset({"introduced", "evident", "adjacent"})
_TELLING, _FINE = 4, 20
FIELDS = fields_of("part", "whole")
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    schemes: WordList = "partition-schemes"
    """The word list of complete divisions (城镇、农村): a list that names one is complete without saying so."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every list of two and more parts under a whole; the parts of parts are recognised, one level down."""
    seen: set[tuple[int, ...]] = set()
    settled: set[int] = set()
    for partition in sorted(context.partitions, key=lambda partition: partition.whole.start):
        key = (partition.whole.start, *(m.start for m in partition.parts))
        if len(partition.parts) > 1 and key not in seen:
            seen.add(key)
            yield from _outcomes(context, partition, rule.params.schemes, settled)


def _outcomes(context: Context, partition: Partition, schemes: str, settled: set[int]) -> Iterator[Outcome]:
    """The sum of a partition and those of its parts that have parts; `settled` gathers the starts of parts whose lists end where the outer list says."""
    hedged = as_printed(partition)
    if hedged is not None:
        yield from _about(context, hedged)
        return
    parts = in_scope(context, partition, schemes)
    if len(parts) < FEW:
        return
    top_level = tops(context, partition.whole, parts)
    if top_level is None:
        # 累计458例,治愈391例,在院67例(其中轻型22例,普通型54例): that the outer list comes out says nothing of what is in a part of it alone
        apart = settled.isdisjoint(part.start for part in parts) and "(" in words_between(context, partition.whole, parts[0])
        if partition.whole.start in settled and partition.cue != "brackets" and not apart:
            return
        again = len(parts) == second_division(partition.whole.value, [m.value for m in partition.parts]) < len(partition.parts)
        partition = replace(partition, parts=parts)
        outcome = _summed(context, partition.whole, parts)
        if outcome.verdict is Verdict.VIOLATED:
            lost = partition.cue != "adjacent" and lost_scale(_FORMULA, {"whole": (partition.whole,), "part": parts})
            weighed = replace(outcome, severity=Severity.WARNING) if lost else _weighed(context, partition, outcome, schemes, again=again)
            yield replace(weighed, severity=Severity.INFO) if again and weighed.verdict is Verdict.VIOLATED else weighed
        return
    if beyond := _row_goes_on(context, partition, len(parts)):
        yield beyond
        return
    settled |= {part.start for part in parts}
    yield _summed(context, partition.whole, [parts[i] for i in top_level])
    for top, after in zip(top_level, [*top_level[1:], len(parts)], strict=True):
        if after - top > 2:
            yield _summed(context, parts[top], parts[top + 1 : after])


def _row_goes_on(context: Context, partition: Partition, end: int) -> Outcome | None:
    """The sum of a row that names more than what adds up, and nothing that may be in two of its parts: 维持6件、纠正2件、其他1件、未结1件 of 9件."""
    parts = partition.parts
    joints = [LISTED.fullmatch(words_between(context, *pair)) for pair in pairwise(parts)]
    row = replace(partition, parts=parts[: next((n for n, joint in enumerate(joints, 1) if joint is None), len(parts))])
    if partition.cue in ("brackets", "summed", "adjacent") or partition.open or len(row.parts) <= end or overlaps(context, row):
        return None
    outcome = _summed(context, row.whole, row.parts)
    return replace(outcome, severity=Severity.INFO, notes=(*outcome.notes, "overlap")) if outcome.verdict is Verdict.VIOLATED else None


def _about(context: Context, partition: Partition) -> Iterator[Outcome]:
    """The sum of figures that are hedged though exact: worth a look where two swapped digits keep it from coming out."""
    outcome = _summed(context, partition.whole, partition.parts)
    slips = mendable(_FORMULA, {"whole": (partition.whole,), "part": partition.parts}) if outcome.verdict is Verdict.VIOLATED else []
    if any(is_swap(m, found) for m, found in slips):
        yield replace(outcome, severity=Severity.INFO)


def _summed(context: Context, whole: Mention, parts: Sequence[Mention]) -> Outcome:
    return judge(context.document, _FORMULA, {"whole": (whole,), "part": tuple(parts)})


def _weighed(context: Context, partition: Partition, outcome: Outcome, schemes: str, *, again: bool) -> Outcome:
    """The severity of a sum that does not come out: how surely the list was meant to be complete; `again` where the whole is divided once more behind it."""
    whole, total = partition.whole.value.middle or Fraction(0), sum((m.value.middle or Fraction(0) for m in partition.parts), Fraction(0))
    short, near = total < whole, total * _NEARLY_ALL > whole and whole * _NEARLY_ALL > total
    roughly = total * _ROUGHLY > whole and whole * _ROUGHLY > total
    far = total * _FAR < whole or whole * _FAR < total
    slips = mendable(_FORMULA, {"whole": (partition.whole,), "part": partition.parts})
    slip = bool(slips)
    # Hardly one list of fifty that is not complete is two swapped digits off by chance
    swapped = any(is_swap(m, found) for m, found in slips)
    mostly = near or (slip and total * _MOSTLY > whole)
    # So long a figure is one digit off by chance in one list of some hundred
    long = any(len(m.digits.replace(".", "")) >= _TELLING and any(len(better) == len(m.digits) for better in found) for m, found in slips)
    telling = long and _is_fine(partition.whole) and total * 2 > whole
    complete_by_name = _is_complete_by_name(context, partition, schemes) or (roughly and classed(partition))
    # A point set wrong makes one part of a division by name pass the whole
    passed = complete_by_name and partition.near and any(partition.whole.value.below(part.value) for part in partition.parts)
    notes = (*outcome.notes, "open-list" if short else "overlap")
    warning = replace(outcome, severity=outcome.severity or Severity.WARNING, notes=notes)
    undecided = replace(outcome, verdict=Verdict.UNDECIDED, reason="open-list")
    if (
        (partition.open or not partition.near or is_of_another(context, partition))
        or (short and names_more(context, partition))
        or (partition.cue not in _CLOSED and short and (goes_on(context, partition) or lacks_a_member(context, partition, schemes)))
        or (partition.cue == "includes" and short and not mostly)
        or (short and (of_some_periods(context, partition) or ends_before(partition)))
        or (not short and counted_twice(context, partition))
        or each_has_its_share(context, partition)
        or (far and ((partition.far and not complete_by_name) or not (slip or passed or partition.cue == "summed")))
    ):
        return undecided
    if not all(alike(partition.whole, part) for part in partition.parts):
        return replace(warning, severity=Severity.INFO) if swapped and roughly else undecided
    partial = partition.cue == "brackets" and short and not (complete_by_name or slip or near)
    if partial or (partition.cue != "named" and not short and not complete_by_name and overlaps(context, partition)):
        return undecided
    if partition.cue in _CLOSED:
        return warning if partition.far else outcome
    if partition.cue in _UNANNOUNCED:
        named = partition.cue != "adjacent" or covers(partition)
        sure = complete_by_name and named and (near or (roughly and not short and slip))
        if sure or (near and named and (telling or partition.cue == "introduced")):
            return warning
        about = slip and total * _MOSTLY > whole and whole * _MOSTLY > total and len(partition.parts) > FEW
        likely = (named and near) or about or (near and slip and len(partition.parts) > FEW) or (swapped and roughly)
        likely = likely or (complete_by_name and roughly and slip) or (telling and (named or (near and are_below(partition))))
        return replace(warning, severity=Severity.INFO) if likely else undecided
    # Two that are announced leave out a third as often as they are wrong: 机构1362个，其中医院58个、基层机构1271个
    if short and partition.cue == "announced" and len(partition.parts) == FEW and not (complete_by_name or slip):
        return replace(warning, severity=Severity.INFO)
    if (complete_by_name and (short or roughly or slip or passed)) or (
        partition.cue in _MEANT and (mostly or not short or _is_slip(partition, slip, total))
    ):
        return warning
    # A figure that lost a digit may make anything of parts that may overlap
    if telling or (not short and any(is_as_long(m, found) for m, found in slips)):
        return warning
    meant = partition.cue in _MEANT or len(partition.parts) > FEW
    likely = (mostly and len(partition.parts) > FEW) or (swapped and (roughly or (meant and not far))) or (again and (slip or near))
    likely = likely or (near and not short and _are_fine(partition))
    return replace(warning, severity=Severity.INFO) if likely else undecided


def _is_complete_by_name(context: Context, partition: Partition, schemes: str) -> bool:
    """Whether the names of the parts, or what the whole says of them, leave room for no other."""
    named = partition.others or divides(context, partition, schemes) or covers(partition) or as_the_whole_says(context, partition)
    return named or graded(context, partition)


def _is_fine(whole: Mention) -> bool:
    """Whether a figure is printed so finely that a slip which makes it a sum tells something: 1.2亿元 is a slip away from much."""
    return not whole.hedges and (whole.value.width or 0) * _FINE < (whole.value.middle or 0)


def _are_fine(partition: Partition) -> bool:
    """Whether a whole and its parts are told to so many digits that parts which are a little more are hardly of something else."""
    return all(len(m.digits.replace(".", "")) > FEW and not m.hedges for m in (partition.whole, *partition.parts))


def _is_slip(partition: Partition, slip: bool, total: Fraction) -> bool:
    """Whether a slip, rather than an open list, is why announced parts miss an exact whole; of many that reach little of it one is by chance a digit off."""
    whole = partition.whole.value.middle or Fraction(0)
    reaches = total * _MOSTLY > whole or (total * _SOME > whole and _is_fine(partition.whole) and len(partition.parts) == FEW)
    return slip and (reaches or partition.cue == "bare")
