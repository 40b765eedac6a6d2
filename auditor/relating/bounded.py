"""Cells of a table that others bound: an average between the least and the most, the rate of all between those of the groups, 其中 within what it is of.

Owns which cells bound which; that is known from the names of rows and columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from auditor.expression import expression
from auditor.model import AMOUNTS, Mention
from auditor.record import record
from auditor.relating.heads import CHANGE
from auditor.relating.rate_name import rate_name
from auditor.relating.tables import Table
from auditor.relating.totals import NO_SUM, OVERALL, PART_OF, SHARE, is_total
from auditor.relating.way import of_one_sort

_BETWEEN = ("average <= most(part)", "average >= least(part)")
_WITHIN = ("part <= whole",)
# "平均值" "平均气温" "均价" — not "人均收入", which has no extremes of its own
_MEAN = expression(r"平均|^均(?=[值价分])")
_MOST = expression(r"最[高大多长快]")
_LEAST = expression(r"最[低小少短慢]")
_KIND_OF = expression(r"(?:数值|[值数分])$")
# "合格率" "平均分" "户均补助" "优良比例" — not "均衡度"
_RATIO = expression(r"平均|[人户亩村校生日月班]均(?!衡)|均价|单产|亩产|(?:优良|优秀|合格|达标|及格|良好)比例")
# Rates that are added up, or of another whole in every row
_ADDED = expression(r"贡献|占有|缴费|缴存|[税费]率|持股|出资|计提|提取|附加|拉动|汇率|利率")
_FEWEST = 2
# What may be below nothing: 其中 may be more than the whole of it
_SIGNED = expression(r"利润|净|结余|盈|亏|差额|余额|顺差|收益")


@record(frozen=True)
class Bounded:
    """Cells by their roles in formulas that must all hold; `sure` where the table leaves no doubt of what belongs together."""

    formulas: tuple[str, ...]
    cells: Mapping[str, tuple[Mention, ...]]
    sure: bool


def bounded(table: Table) -> Iterator[Bounded]:
    """Every cell that others bound, for rows as for columns."""
    for side in (table, table.turned):
        yield from _means(side)
        yield from _overall(side)
    # Rows below 其中 are read with the lists of the text
    yield from _parts(table.turned)


def _means(table: Table) -> Iterator[Bounded]:
    """平均值 between 最小值 and 最大值 of the same measure."""
    found: dict[str, dict[str, list[int]]] = {}
    for column in table.columns:
        head = table.head(column)
        told = [role for role, form in (("mean", _MEAN), ("most", _MOST), ("least", _LEAST)) if form.search(head)]
        # 平均最高气温 is neither
        if len(told) == 1:
            stem = _KIND_OF.sub("", _LEAST.sub("", _MOST.sub("", _MEAN.sub("", head))))
            found.setdefault(stem, {}).setdefault(told[0], []).append(column)
    for roles in found.values():
        if len(roles) == len(("mean", "most", "least")) and all(len(columns) == 1 for columns in roles.values()):
            for row in table.rows:
                figures = [row[roles[role][0]].figure for role in ("mean", "most", "least")]
                given = [figure for figure in figures if figure is not None]
                alike = of_one_sort(given) if len(given) == len(figures) else None
                # The least above the most: which of the three is wrong is not known
                if alike and not alike[1].value.below(alike[2].value):
                    yield Bounded(_BETWEEN, {"average": alike[:1], "part": alike[1:]}, sure=True)


def _overall(table: Table) -> Iterator[Bounded]:
    """The rate in the row 合计 between those of the other rows; surely where an amount of that row is the sum of theirs."""
    names = [table.name(row) for row in table.rows]
    order = next((n for n in (len(names) - 1, 0) if is_total(names[n]) or OVERALL.fullmatch(names[n])), None)
    if order is None:
        return
    others = [row for n, row in enumerate(table.rows) if n != order]
    sure = any(_adds_up(table.rows[order][column].figure, [row[column].figure for row in others]) for column in table.columns)
    for column in table.columns:
        head = table.head(column)
        if not (rate_name(head) or _RATIO.search(head)) or any(form.search(head) for form in (_ADDED, CHANGE, SHARE)):
            continue
        whole, groups = table.rows[order][column].figure, [figure for row in others if (figure := row[column].figure) is not None]
        alike = of_one_sort([whole, *groups]) if whole is not None and len(groups) == len(others) >= _FEWEST else None
        if alike and not _adds_up(alike[0], alike[1:]):
            yield Bounded(_BETWEEN, {"average": alike[:1], "part": alike[1:]}, sure=sure)


def _adds_up(whole: Mention | None, parts: Sequence[Mention | None]) -> bool:
    sizes = [part.value.middle for part in parts if part is not None]
    given = [size for size in sizes if size]
    return whole is not None and len(given) == len(parts) > 1 and sum(given, Fraction(0)) == whole.value.middle


def _parts(table: Table) -> Iterator[Bounded]:
    """What begins with 其中 within what stands before it; surely where nothing before has as much."""
    names = [table.rows[n][table.stub].text for n in range(len(table.rows))]
    for order, name in enumerate(names):
        of = next((n for n in range(order - 1, -1, -1) if not PART_OF.search(names[n])), None)
        if not name.startswith("其中") or of is None or _is_moving(name + names[of]):
            continue
        for column in table.columns:
            part, whole = table.rows[order][column].figure, table.rows[of][column].figure
            alike = of_one_sort([part, whole]) if part and whole and not _is_moving(table.heads[column].text) else None
            signed = any(row[column].text[:1] in "-－" for row in table.rows if row[column].text)
            if alike and alike[0].kind in AMOUNTS and not signed:
                above = [figure.value for row in table.rows[:order] if (figure := row[column].figure) is not None]
                sure = all(value.below(alike[0].value) for value in above)
                yield Bounded(_WITHIN, {"part": alike[:1], "whole": alike[1:]}, sure=sure)


def _is_moving(head: str) -> bool:
    """Whether a head is of a change, a rate, a mean or a balance, of which a part may have more than the whole."""
    return any(form.search(head) for form in (NO_SUM, CHANGE, _MEAN, _SIGNED))
