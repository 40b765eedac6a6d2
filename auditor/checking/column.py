"""column = formula of columns: totals, rates, amounts and changes of a table follow from its other cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from auditor.judging import fields_of, judge, mendable, parse
from auditor.judging.repair import is_as_long
from auditor.misprint import swapped
from auditor.model import MentionKind, Outcome, Severity, Verdict
from auditor.number import Interval, decimal_text, last_place
from auditor.record import record, replace
from auditor.relating import Context
from auditor.rule import STRICT, Rule

if TYPE_CHECKING:
    # A page without tables needs none of these
    from auditor.relating.column_sums import ColumnSum
    from auditor.relating.tables import Table
    from auditor.relating.totals import Addition, Total
    from auditor.relating.way import Row, Way

# Figures further apart than a quarter are of two things
_NEAR = Fraction(1, 4)
# Rows that come no nearer to their total were not meant to make it up
_ALMOST = Fraction(1, 10)
# So many last places a share is trimmed by
_TRIMMED = 2
_TEN, _PAIR = 10, 2
_GROWTH = "change = growth(after, before)"
_SUM = parse("whole = sum(part)")
FIELDS = fields_of(
    "after", "amount", "average", "before", "came", "change", "closing", "count", "opening", "part", "price", "rate", "rest", "went", "whole"
)
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    what: Literal["total", "rate", "amount", "points", "sum", "bounds"]
    """What must follow from other cells: totals, rates, amounts, changes of rates that have a percent sign, totals of the text over a column, or what others bound."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Each relation of the document's tables once."""
    if context.tables:
        yield from _CHECKS[rule.params.what](context)


def _totals(context: Context) -> Iterator[Outcome]:
    """Totals in the reading that most columns bear out; what is left out on purpose is left out of every column, so where others hold, or one stands alone and is near, a difference is a slip."""
    from auditor.relating.totals import totals

    for table in context.tables:
        read = [(addition, _read(context, addition)) for addition in totals(table)]
        borne = any(_proves(total, outcome) for _, reading in read for total, outcome in reading)
        for addition, reading in read:
            proven = any(_proves(total, outcome) for total, outcome in reading)
            # Shares that come to 100 % leave no row out
            shared = any(outcome.verdict is Verdict.HOLDS and total.whole.kind is MentionKind.PERCENT for total, outcome in reading)
            for total, outcome in reading:
                rescaled = outcome.verdict is Verdict.VIOLATED and _is_rescaled(total)
                lone = addition.sure and (len(reading) == 1 or total.whole.kind is MentionKind.PERCENT) and (_reaches(total) or rescaled)
                near = _reaches(total) or rescaled or (addition.named and bool(_explained(outcome)))
                if outcome.verdict is Verdict.VIOLATED and not (near and (proven or lone)):
                    outcome = _unproven(
                        outcome, total, borne=borne, proven=proven, complete=addition.sure and shared, plain=len(addition.readings) == 1
                    )
                yield outcome


def _explained(outcome: Outcome) -> str:
    """The digits in which a slip may be that would explain a difference; nothing where none would."""
    slip = outcome.slip() if outcome.slip is not None else None
    return slip[0] if slip else ""


def _read(context: Context, addition: Addition) -> list[tuple[Total, Outcome]]:
    """The totals of one row, or of one column, with what is said of them in the reading in which most hold."""
    judged = [[(total, _summed(context, total)) for total in reading] for reading in addition.readings]
    return max(judged, key=lambda reading: sum(_proves(total, outcome) for total, outcome in reading), default=[])


def _summed(context: Context, total: Total | ColumnSum) -> Outcome:
    return judge(context.document, _SUM, {"whole": [total.whole], "part": total.parts})


def _proves(total: Total, outcome: Outcome) -> bool:
    """Whether a total that holds is hardly one by chance, and of amounts: shares leave out what has none."""
    return (
        outcome.verdict is Verdict.HOLDS
        and total.whole.kind is not MentionKind.PERCENT
        and sum((part.value.middle or 0) != 0 for part in total.parts) > 1
    )


def _reaches(total: Total | ColumnSum, by: Fraction = _ALMOST) -> bool:
    """Whether parts come near enough to their total to be meant to make it up."""
    summed = sum((part.value.middle or Fraction(0) for part in total.parts), Fraction(0))
    whole = total.whole.value.middle or Fraction(0)
    return abs(summed - whole) <= by * abs(whole)


def _is_rescaled(total: Total) -> bool:
    """Whether one part makes up the total with its point elsewhere: 18,246,000 and 5,222 that come to 23,468,000."""
    parts = [part.value.middle or Fraction(0) for part in total.parts]
    rest = (total.whole.value.middle or Fraction(0)) - sum(parts, Fraction(0))
    missing = [(part, rest + value) for part, value in zip(total.parts, parts, strict=True) if value > 0 and rest + value >= _TEN * value]
    return any(len(told := _plain(decimal_text(value))) > 2 and told == _plain(part.digits) for part, value in missing)


def _plain(digits: str) -> str:
    return digits.replace(".", "").strip("0")


def _unproven(outcome: Outcome, total: Total, *, borne: bool, proven: bool, complete: bool, plain: bool) -> Outcome:
    """A total that no other of its row bears out is one only where another of the table holds, or where one slip explains it: near by, or in the total itself."""
    slipped = _explained(outcome)
    if _reaches(total) and (borne or slipped):
        return outcome if borne else replace(outcome, severity=Severity.INFO)
    if (complete and _reaches(total, _NEAR)) or (plain and not total.whole.unit.endswith("%") and _reaches(total) and _may_have_slipped(total)):
        return replace(outcome, severity=Severity.INFO)
    if proven and slipped and slipped == total.whole.digits and slipped in swapped(outcome.computed or ""):
        return replace(outcome, severity=Severity.INFO)
    return replace(outcome, verdict=Verdict.UNDECIDED, reason="no-total")


def _may_have_slipped(total: Total) -> bool:
    """Whether one digit in any of three and more cells and their total would make them agree, though it may be any of them."""
    slips = mendable(_SUM, {"whole": (total.whole,), "part": total.parts}) if len(total.parts) > _PAIR else []
    return any(is_as_long(mention, better) for mention, better in slips)


def _column_sums(context: Context) -> Iterator[Outcome]:
    """Totals of the text that columns give; one that is far from its column is of something else."""
    from auditor.relating.column_sums import column_sums

    for total in column_sums(context.document, context.mentions, context.tables):
        outcome = _summed(context, total)
        if outcome.verdict is Verdict.HOLDS or _reaches(total, _NEAR):
            yield outcome


def _rates(context: Context) -> Iterator[Outcome]:
    """Columns of rates."""
    from auditor.relating.columns import rates

    yield from _worked_out(context, rates)


def _amounts(context: Context) -> Iterator[Outcome]:
    """Columns of amounts."""
    from auditor.relating.worked import worked

    yield from _worked_out(context, worked)


def _worked_out(context: Context, find: Callable[[Table], Iterator[Sequence[Way]]]) -> Iterator[Outcome]:
    """What columns give, worked out in the one way that their heads name or that most of their rows bear out."""
    from auditor.judging.borne import borne_out

    for table in context.tables:
        # 收入 = 支出 + 结余 says once more what 结余 = 收入 − 支出 says
        seen: set[frozenset[int]] = set()
        found = [way for ways in find(table) if (way := borne_out(ways)) is not None]
        for way in sorted(found, key=lambda way: not way.named):
            outcomes = [_rate(context, way, row) for row in way.rows]
            lone = len(outcomes) == 1 and not way.certain and outcomes[0].verdict is Verdict.VIOLATED and not _explained(outcomes[0])
            told = [frozenset(member.start for member in outcome.members) for outcome in outcomes]
            fresh = (outcome for outcome, members in zip(outcomes, told, strict=True) if members not in seen)
            yield from (replace(outcome, severity=Severity.INFO) if lone else outcome for outcome in fresh)
            seen.update(told)


def _points(context: Context) -> Iterator[Outcome]:
    """Changes of rates with a percent sign that are the difference of the two, and no growth."""
    from auditor.relating.worked import DIFFERENCE, changes_of_rates

    for row in (row for table in context.tables for row in changes_of_rates(table)):
        grown, subtracted = (judge(context.document, parse(formula), row) for formula in (_GROWTH, DIFFERENCE))
        if subtracted.verdict is Verdict.HOLDS:
            slip = grown.verdict is Verdict.VIOLATED and "last-place" not in grown.notes
            yield replace(subtracted, verdict=Verdict.VIOLATED, sign="≠") if slip else grown


def _bounds(context: Context) -> Iterator[Outcome]:
    """Cells that others bound, against the bound that each passes."""
    from auditor.relating.bounded import bounded

    for one in (one for table in context.tables for one in bounded(table)):
        closing = "average" if "average" in one.cells else "part"
        severity = None if one.sure else Severity.INFO
        outcomes = [judge(context.document, parse(formula), one.cells, closing=closing, severity=severity) for formula in one.formulas]
        yield next((outcome for outcome in outcomes if outcome.verdict is Verdict.VIOLATED), outcomes[0])


def _rate(context: Context, way: Way, row: Row) -> Outcome:
    outcome = judge(context.document, parse(way.formula), row)
    if "rounded" in outcome.notes:
        return replace(outcome, verdict=Verdict.HOLDS, notes=(), severity=None)
    if way.share and outcome.verdict is Verdict.VIOLATED:
        (rate,) = row["rate"]
        trim = _TRIMMED * last_place(rate.digits)
        widened = replace(rate, value=rate.value + Interval(-trim, trim))
        if judge(context.document, parse(way.formula), {**row, "rate": (widened,)}).verdict is Verdict.HOLDS:
            return replace(outcome, verdict=Verdict.UNDECIDED, reason="trimmed")
    return outcome


_CHECKS: dict[str, Callable[[Context], Iterator[Outcome]]] = {
    "total": _totals,
    "rate": _rates,
    "amount": _amounts,
    "points": _points,
    "sum": _column_sums,
    "bounds": _bounds,
}
