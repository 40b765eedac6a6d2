"""One way to work out a column of a table from others: the noun that columns, totals and checks share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from auditor.model import AMOUNTS, Mention, MentionKind
from auditor.record import record, replace
from auditor.relating.tables import Table

Row = Mapping[str, tuple[Mention, ...]]
"""The figures of one row by their roles in the formula."""

BORNE = 3
"""So many rows bear out what no head says."""
# Figures of so many digits fit by chance in one of a thousand
_LONG = 3


@record(frozen=True)
class Way:
    """A formula, and for each row of the table the figures that it binds.

    It is `named` where the heads say so, `certain` where they leave no doubt; without that at least so many rows as `least` must bear it out. A `share` may be
    trimmed so that all of them make up 100.
    """

    formula: str
    rows: tuple[Row, ...]
    named: bool = False
    certain: bool = False
    share: bool = False
    least: int = 2


def rows_of(table: Table, roles: dict[str, list[int]], *, alike: bool = True) -> tuple[Row, ...]:
    """The figures of those rows in which all are there; `alike` where all are amounts of one sort."""
    found = []
    for row in table.rows:
        columns = [(role, column) for role, members in roles.items() for column in members]
        figures = [figure for _, column in columns if (figure := row[column].figure) is not None]
        sorted_out = (of_one_sort(figures) if alike else tuple(figures)) if len(figures) == len(columns) else None
        if sorted_out and (not alike or sorted_out[0].kind in AMOUNTS):
            paired = list(zip(columns, sorted_out, strict=True))
            found.append({role: tuple(figure for (own, _), figure in paired if own == role) for role in roles})
    return tuple(found)


def least(results: Iterable[Mention | None]) -> int:
    """How many rows must bear out what no head says: fewer where the results have so many digits that chance is ruled out."""
    return BORNE - all(len(result.digits.strip("-").replace(".", "")) >= _LONG for result in results if result is not None)


def of_one_sort(figures: Sequence[Mention]) -> tuple[Mention, ...] | None:
    """Figures of one dimension; those without a unit are in that of the others, where these have but one. None where they are of several."""
    units = {(figure.kind, figure.dimension, figure.scale): figure for figure in figures if figure.unit}
    if len(units) == 1 and any(not figure.unit for figure in figures):
        (like,) = units.values()
        return tuple(figure if figure.unit else _measured(figure, like) for figure in figures) if all(_may_be(f, like) for f in figures) else None
    return tuple(figures) if len({(figure.kind, figure.dimension) for figure in figures}) == 1 else None


def _may_be(figure: Mention, like: Mention) -> bool:
    """Whether a figure has a unit, or none as yet: a rate has no unit and yet is no amount."""
    return bool(figure.unit) or (figure.kind is MentionKind.COUNT and like.kind in AMOUNTS)


def _measured(figure: Mention, like: Mention) -> Mention:
    value = figure.value.scaled(like.scale)
    return replace(figure, value=value, printed=value, scale=like.scale, unit=like.unit, kind=like.kind, dimension=like.dimension, factor=like.factor)
