"""Rows and columns of a table that are worked out from others: totals, rates, shares and growth.

Owns which cells belong together; that is known from the names of rows and columns, or from the other rows in which the same arithmetic holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from auditor.expression import expression
from auditor.model import Mention, MentionKind
from auditor.record import record
from auditor.relating.tables import Cell, Table

# "合计" "全县合计" — not "小计", of which a table has several
_TOTAL = expression(r"(?:全[省市县区州镇乡校院局]|本[市县区]|各[镇乡县区])?(?:合计|总计|共计|总数)数?")
# Rows that are no parts, or parts of parts: "其中：女" "小计" "人均" "（一）" "#工业" — not "增值税"
_NO_PART = expression(r"其中|小计|均|占|率|比|^[#*\-—(]|^[一二三四五六七八九十]+、|^\d+[.、]|增(?!值税)|上年|去年|同期|注")
# Columns that nobody adds up: "完成率" "排名" "单价"
_NO_SUM = expression(r"率|比|排名|名次|位次|序号|均|单价|价格|年份|得分|评分|分数|标准|增|降|升|减|日期|时间|电话|编号|%|‰")
# "排名" "增速位次" "全市排名" — not "排名变化"
_RANK = expression(r"(?P<of>\p{Han}*?)(?:全[省市县区国])?(?:排名|位次|名次|排位|排序)")
_EMPTY = frozenset(("", "-", "—", "——", "/", "--", "…", "无"))
_SHARE = expression(r"占比|比重|占|构成")
# "增长（%）" "同比" "增减%" — not "增减额"
_GROWTH = expression(r"增长|增速|增幅|增减|同比|升降|变动|变化")
_AFTER = expression(r"本年|本期|今年|当期|本月|实际|完成")
_BEFORE = expression(r"[上去]年|[上去]期|同期|上月")
_DONE = expression(r"完成|实际|实现|执行")
_DUE = expression(r"计划|目标|任务|预算|应")
# Of these the growth is printed at constant prices
_CONSTANT = expression(r"增加值|生产总值|GDP|可比|不变价|总产值|固定资产投资|零售|居民|规上|规模以上|产业")
_RATIO, _CHANGE = "rate = percent(part / whole)", "rate = growth(part, whole)"
_MOST_COLUMNS = 8
# Of so few rows the ranks are those of the only column of figures, or nobody knows of which
_FEW = 3


@record(frozen=True, slots=True)
class Total:
    """A total and its parts: cells of one column or of one row."""

    whole: Mention
    parts: tuple[Mention, ...]


@record(frozen=True, slots=True)
class Rate:
    """One way to work out a column of rates: its formula over `rate`, `part` and `whole`, and the figures of each row.

    It is `named` where the heads say so; a `share` may be trimmed so that all of them make up 100.
    """

    formula: str
    rows: tuple[tuple[Mention, Mention, Mention], ...]
    named: bool
    share: bool = False


def is_total(name: str) -> bool:
    """Whether a row or a column of this name gives the total of the others."""
    return _TOTAL.fullmatch(name) is not None


def totals(table: Table) -> Iterator[tuple[Total, ...]]:
    """The totals that a row gives for the columns, then those that a column gives for the rows."""
    names = [table.name(row) for row in table.rows]
    sums = [order for order, name in enumerate(names) if is_total(name)]
    if len(sums) == 1 and sums[0] in (0, len(names) - 1) and not any(_NO_PART.search(name) for name in names):
        yield tuple(_down(table, sums[0]))
    heads = {column: table.head(column) for column in table.columns}
    across = [column for column, head in heads.items() if is_total(head)]
    if len(across) == 1 and not any(_NO_PART.search(head) for head in heads.values()):
        yield tuple(_across(table, across[0]))


def _down(table: Table, order: int) -> Iterator[Total]:
    for column in table.columns:
        cells = [row[column] for place, row in enumerate(table.rows) if place != order]
        if not _NO_SUM.search(table.heads[column].text):
            yield from _total(table.rows[order][column], cells)


def _across(table: Table, column: int) -> Iterator[Total]:
    others = [other for other in table.columns if other != column]
    for row in table.rows:
        yield from _total(row[column], [row[other] for other in others])


def _total(whole: Cell, cells: Sequence[Cell]) -> Iterator[Total]:
    """The total of cells, where it and at least two of them are figures of one sort and the rest are empty."""
    parts = [cell.figure for cell in cells if cell.figure is not None]
    plain = all(cell.figure is not None or cell.text in _EMPTY for cell in cells)
    if whole.figure is None or len(parts) < 2 or not plain or whole.figure.kind is MentionKind.PERCENT:
        return
    if all((part.kind, part.dimension) == (whole.figure.kind, whole.figure.dimension) for part in parts):
        yield Total(whole.figure, tuple(parts))


def rates(table: Table) -> Iterator[tuple[Rate, ...]]:
    """For each column of rates every way in which it may have been worked out."""
    percents = {c for c in table.columns for row in table.rows if (figure := row[c].figure) and figure.kind is MentionKind.PERCENT}
    amounts = [column for column in table.columns if column not in percents]
    for column in sorted(percents) if len(amounts) <= _MOST_COLUMNS else ():
        yield tuple(_ways(table, column, amounts))


def _ways(table: Table, column: int, amounts: Sequence[int]) -> Iterator[Rate]:
    head = table.head(column)
    if _SHARE.search(head):
        order = next((n for n, row in enumerate(table.rows) if is_total(table.name(row))), None)
        for amount in amounts if order is not None else ():
            triples = ((row[column], row[amount], table.rows[order or 0][amount]) for row in table.rows)
            yield Rate(_RATIO, _figures(triples), named=False, share=True)
        return
    formula = _CHANGE if _GROWTH.search(head) else _RATIO
    if formula == _CHANGE and _CONSTANT.search(table.caption + "".join(cell.text for cell in table.heads)):
        return
    rows = [row for row in table.rows if formula == _RATIO or not _CONSTANT.search(table.name(row))]
    for part, whole in permutations(amounts, 2):
        yield Rate(formula, _figures((row[column], row[part], row[whole]) for row in rows), named=_named(table, head, part, whole, len(amounts)))


def _named(table: Table, rate: str, part: int, whole: int, amounts: int) -> bool:
    """Whether the heads of two columns say that a rate divides the one by the other."""
    upper, lower = table.head(part), table.head(whole)
    if _GROWTH.search(rate):
        return bool(_AFTER.search(upper) and _BEFORE.search(lower)) and amounts == 2
    stem = rate.removesuffix("率")
    if _DONE.search(upper) and _DUE.search(lower) and stem in ("完成", "执行", "兑现", "预算执行", "计划完成", "任务完成"):
        return amounts == 2
    return amounts == 2 and len(stem) > 1 and stem in upper and stem not in lower and rate.endswith("率")


def _figures(triples: Iterator[tuple[Cell, Cell, Cell]]) -> tuple[tuple[Mention, Mention, Mention], ...]:
    """Those rows in which all three are figures, the two amounts of one sort."""
    found = ((a.figure, b.figure, c.figure) for a, b, c in triples)
    return tuple((a, b, c) for a, b, c in found if a and b and c and (b.kind, b.dimension) == (c.kind, c.dimension) and b is not c)


def ranked(table: Table) -> Iterator[tuple[tuple[Mention, Mention], ...]]:
    """For each column of ranks its rows of rank and value: the column that its head names (增速排名), else the only other one of figures or the one before it."""
    for column in range(len(table.heads)):
        head = _RANK.fullmatch(table.head(column))
        if head is None:
            continue
        named = [other for other in table.columns if other != column and head["of"] and head["of"] in table.head(other)]
        figures = [other for other in table.columns if other != column and any(row[other].figure for row in table.rows)]
        of = named[0] if len(named) == 1 else figures[0] if figures and (len(figures) == 1 or not column) else column - 1
        if of not in table.columns or _RANK.fullmatch(table.head(of)):
            continue
        pairs = ((row[column].figure, row[of].figure) for row in table.rows if not is_total(table.name(row)))
        rows = tuple((rank, value) for rank, value in pairs if rank and value and rank.value.is_point)
        if len(figures) == 1 or len(rows) > _FEW:
            yield rows
