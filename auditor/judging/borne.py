"""Which of several ways a column was worked out in: that which its other rows bear out."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.errors import NumberError
from auditor.judging.formula import parse
from auditor.relating.way import Row, Way


def borne_out(ways: Sequence[Way]) -> Way | None:
    """The way that most rows bear out, of equals the one that the heads name; none where neither is so.

    Two rows and two thirds of all must bear out what no head says; a way that heads name needs one, unless it is `certain` or there is but one row. Rates of 0 and
    of 100 bear out nothing: any part that is the whole has them.
    """
    held = [
        (sum(_fits(way.formula, row) for row in telling), way.named, len(telling), way) for way in ways for telling in [_telling(way)] if way.rows
    ]
    count, named, among, way = max(held, key=lambda item: item[:2], default=(0, False, 0, None))
    if way is None or (named and (count or len(way.rows) == 1 or way.certain)):
        return way
    return way if count >= way.least and 3 * count >= 2 * among else None


def _telling(way: Way) -> list[Row]:
    return [row for row in way.rows if "rate" not in row or way.named or row["rate"][0].value.middle not in (0, 100)]


def _fits(formula: str, row: Row) -> bool:
    """Whether a row bears out a formula; where a divisor may be zero it does not."""
    try:
        return parse(formula).holds({role: [figure.value for figure in figures] for role, figures in row.items()})
    except NumberError:
        return False
