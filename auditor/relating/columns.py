"""Columns of rates, shares and growth that are worked out from other columns, and of ranks.

Owns which cells belong together; that is known from the names of rows and columns, or from the other rows in which the same arithmetic holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations

from auditor.expression import expression
from auditor.model import AMOUNTS, Mention, MentionKind
from auditor.record import replace
from auditor.relating.heads import CHANGE, DONE, DUE, FALLS, RANK, ends, year_of
from auditor.relating.tables import Cell, Table
from auditor.relating.totals import OVERALL, SHARE, is_total
from auditor.relating.way import Row, Way, least, of_one_sort

# Of these the growth is printed at constant prices
_CONSTANT = expression(r"增加值|生产总值|GDP|可比|不变价|总产值|固定资产投资|零售|居民|规上|规模以上|产业")
_RATIO, _OF_ALL = "rate = percent(part / whole)", "rate = percent(part / sum(whole))"
_CHANGE, _FALL = "rate = growth(part, whole)", "rate = percent((whole - part) / whole)"
# What a rate is called that divides what was done by what was due
_MET = frozenset(("完成", "执行", "兑现", "预算执行", "计划完成", "任务完成", "目标完成"))
_STEM = 2
_MOST_COLUMNS = 8
# Of so few rows the ranks are those of the only column of figures, or nobody knows of which
_FEW = 3
# "2023" "2023年" of a row, and "比上年增减" "同比增长" of a column — not "累计增长"
_YEAR_ROW, _THAN_LAST = expression(r"(?P<year>(?:19|20)\d\d)年?度?"), expression(r"^(?:同比|[比较][上去]年).*(?:[增升长减降]|变[化动])")
_TWO_STEPS = 3


def by_time(table: Table) -> Iterator[Table]:
    """The rows of one year after another, each beside the year before, for a column that compares with it: 2023 | 204 | 186 | 18 under 比上年增减."""
    times = [int(match["year"]) if (match := _YEAR_ROW.fullmatch(table.name(row))) else 0 for row in table.rows]
    if len(times) < _TWO_STEPS or any(b - a != 1 for a, b in pairwise(times)):
        return
    for change in (column for column in table.columns if _THAN_LAST.search(table.head(column))):
        levels = [column for column in table.columns if column < change and not CHANGE.search(table.head(column))]
        if levels and not CHANGE.search(table.head(change - 1)):
            level = change - 1
            heads = [table.heads[k] for k in (table.stub, level, level, change)]
            heads[1:3] = [replace(heads[1], text=f"{when}{heads[1].text}") for when in ("本年", "上年")]
            rows = ((row[table.stub], row[level], last[level], row[change]) for last, row in pairwise(table.rows))
            yield replace(table, heads=tuple(heads), rows=tuple(rows), stub=0)


def rates(table: Table) -> Iterator[tuple[Way, ...]]:
    """For each column and each row of rates every way in which it may have been worked out."""
    for side in (table, table.turned, *by_time(table), *by_time(table.turned)):
        percents = {c for c in side.columns for row in side.rows if (figure := row[c].figure) and figure.kind is MentionKind.PERCENT}
        amounts = [column for column in side.columns if column not in percents]
        for column in sorted(percents) if len(amounts) <= _MOST_COLUMNS else ():
            yield tuple(_ways(side, column, amounts))


def _ways(table: Table, column: int, amounts: Sequence[int]) -> Iterator[Way]:
    head = table.head(column)
    if SHARE.search(head):
        yield from _shares(table, column, amounts)
    if CHANGE.search(head):
        yield from _growth(table, column, amounts)
        return
    chance = least(row[column].figure for row in table.rows)
    for part, whole in permutations(amounts, 2):
        triples = _triples(_levels(table), column, part, whole)
        named = _named(table, head, part, whole, amounts)
        yield Way(_RATIO, triples, named=named, certain=named, least=chance if SHARE.search(head) else 2)
        yield Way(_FALL, triples, least=chance)
    for part in amounts:
        others = [other for other in amounts if other != part]
        for first, second in (*pairwise(others), *((part, other) for other in others if abs(other - part) == 1)):
            yield Way(_OF_ALL, _of_two(_levels(table), column, part, (first, second)), least=chance)


def _shares(table: Table, column: int, amounts: Sequence[int]) -> Iterator[Way]:
    """What each row has of the total row; of all rows where there is none."""
    order = next((n for n, row in enumerate(table.rows) if is_total(table.name(row)) or OVERALL.fullmatch(table.name(row))), None)
    for amount in amounts:
        figures = [row[amount].figure for row in table.rows]
        total = (figures[order],) if order is not None else tuple(figures)
        whole = tuple(figure for figure in total if figure is not None)
        if whole and len(whole) == len(total):
            bound = ((row[column].figure, row[amount].figure) for row in table.rows)
            alike = ((rate, part) for rate, part in bound if rate and part and (part.kind, part.dimension) == (whole[0].kind, whole[0].dimension))
            rows = tuple({"rate": (rate,), "part": (part,), "whole": whole} for rate, part in alike if part is not whole[0] or order is None)
            yield Way(_RATIO if order is not None else _OF_ALL, rows, share=True)


def _growth(table: Table, column: int, amounts: Sequence[int]) -> Iterator[Way]:
    """What each row grew by, but for what is printed at constant prices."""
    if _CONSTANT.search(table.caption + "".join(cell.text for cell in table.heads)):
        return
    rows = [row for row in table.rows if not _CONSTANT.search(table.name(row))]
    formula = _FALL if FALLS.search(table.head(column)) else _CHANGE
    # Rates among the amounts make no difference: each row is of its own sort
    found = ends(table, [other for other in table.columns if other != column and (other in amounts or year_of(table.head(other)))])
    found = found or ends(table, [other for other in table.columns if other != column])
    for part, whole in {*permutations(amounts, 2), *([(found[1], found[0])] if found else [])}:
        triples = _triples(rows, column, part, whole)
        grown = tuple(
            row
            for row in triples
            if row["part"][0].kind in AMOUNTS
            and all(row[role][0].value.low is not None and row[role][0].digits[:1] != "-" for role in ("part", "whole"))
        )
        yield Way(formula, grown, named=found == (whole, part))


def _named(table: Table, rate: str, part: int, whole: int, amounts: Sequence[int]) -> bool:
    """Whether the heads of two columns, and of no others, say that a rate divides the one by the other."""
    stem = rate.removesuffix("率")
    if stem in _MET:
        done = [column for column in amounts if DONE.search(table.head(column))]
        due = [column for column in amounts if DUE.search(table.head(column)) and column not in done]
        return done == [part] and due == [whole]
    if not rate.endswith("率") or len(stem) < _STEM:
        return False
    return stem in table.head(part) and stem not in table.head(whole) and len(amounts) == 2


def _levels(table: Table) -> Sequence[Sequence[Cell]]:
    """The rows but for those that tell what the others changed by: 增减 below 2023年 and 2024年."""
    return [row for row in table.rows if not CHANGE.search(table.name(row))]


def _triples(rows: Sequence[Sequence[Cell]], column: int, part: int, whole: int) -> tuple[Row, ...]:
    """Those rows in which all three are figures, the two amounts of one sort."""
    found = ((row[column].figure, row[part].figure, row[whole].figure) for row in rows)
    alike = ((a, of_one_sort((b, c))) for a, b, c in found if a and b and c and a.kind is MentionKind.PERCENT)
    return tuple({"rate": (a,), "part": amounts[:1], "whole": amounts[1:]} for a, amounts in alike if amounts)


def _of_two(rows: Sequence[Sequence[Cell]], column: int, part: int, wholes: tuple[int, int]) -> tuple[Row, ...]:
    """Those rows in which a rate may divide an amount by the sum of two: 结案率 by 旧存 and 新收."""
    found = []
    for row in rows:
        rate = row[column].figure
        given = [figure for at in (part, *wholes) if (figure := row[at].figure) is not None]
        amounts = of_one_sort(given) if len(given) > len(wholes) else None
        if rate is not None and rate.kind is MentionKind.PERCENT and amounts:
            found.append({"rate": (rate,), "part": amounts[:1], "whole": amounts[1:]})
    return tuple(found)


def ranked(table: Table) -> Iterator[tuple[tuple[Mention, Mention], ...]]:
    """For each column of ranks its rows of rank and value: the column that its head names (增速排名), else the only other one of figures or the one before it."""
    for column in range(len(table.heads)):
        head = RANK.fullmatch(table.head(column))
        if head is None:
            continue
        named = [other for other in table.columns if other != column and head["of"] and head["of"] in table.head(other)]
        figures = [other for other in table.columns if other != column and any(row[other].figure for row in table.rows)]
        of = named[0] if len(named) == 1 else figures[0] if figures and (len(figures) == 1 or not column) else column - 1
        if of not in table.columns or RANK.fullmatch(table.head(of)):
            continue
        pairs = ((row[column].figure, row[of].figure) for row in table.rows if not is_total(table.name(row)))
        rows = tuple((rank, value) for rank, value in pairs if rank and value and rank.value.is_point)
        if len(figures) == 1 or len(rows) > _FEW:
            yield rows


def in_order(table: Table) -> Iterator[tuple[Mention, ...]]:
    """The columns of ranks, each greater than the one before, from the first and with at most one left out."""
    for column in range(len(table.heads)):
        ranks = tuple(figure for row in table.rows if (figure := row[column].figure) is not None) if RANK.fullmatch(table.head(column)) else ()
        if len(ranks) > _FEW and len(ranks) == len(table.rows) and all(a.value.below(b.value) for a, b in pairwise(ranks)):
            first, last = ranks[0].value.middle, ranks[-1].value.middle
            if first == 1 and last in (len(ranks), len(ranks) + 1):
                yield ranks
