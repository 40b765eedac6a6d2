"""One way to work out a column of a table from others: the noun that columns, totals and checks share."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.model import Mention
from auditor.record import record

Row = Mapping[str, tuple[Mention, ...]]
"""The figures of one row by their roles in the formula."""


@record(frozen=True, slots=True)
class Way:
    """A formula, and for each row of the table the figures that it binds.

    It is `named` where the heads say so; without that at least so many rows as `least` must bear it out. A `share` may be trimmed so that all of them make up 100.
    """

    formula: str
    rows: tuple[Row, ...]
    named: bool = False
    share: bool = False
    least: int = 2
