"""Totals of a table: rows and columns that others make up.

Owns which cells are the parts of a total. What a row is a part of is often not said (其中, 小计, districts below 全市): then every reading is given, and
the columns that add up tell which is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from auditor.expression import expression
from auditor.model import Mention, MentionKind
from auditor.record import record
from auditor.relating.calendar import TIMES, months
from auditor.relating.tables import Cell, Table, bare
from auditor.relating.way import of_one_sort

_WHOLE_OF = (
    r"全[省市县区州旗镇乡村校院局国年部厂矿司线站所队系统行业]{1,2}|本[市县区镇校院局公年期]{1,2}|各[镇乡县区市科部门项类]{1,2}|集团|公司|年度"
)
# "合计" "全县合计" "支出总计" — not "小计", of which a table has several
_TOTAL = expression(rf"(?:{_WHOLE_OF}|支出|收入|资金)?(?:合计|总计|共计|总数|总和|汇总)数?")
_SUBTOTAL = expression(r".{0,6}(?:小计|合计|总计)")
# "全市" "总体" "全年": what the other rows are parts of, if they add up — not "全年累计" as one of several
OVERALL = expression(rf"(?:{_WHOLE_OF})(?:累计|总体|平均)?|总体|整体|全部|总量|总额|累计|总数|.{{2,4}}[市县](?:总体|全域)?")
# Rows that are no parts, or parts of parts: "其中：女" "小计" "人均" "（一）" "#工业" "减：准备" — not "增值税"
_NO_PART = expression(r"其中|^[加减]:|净[额值]|小计|均|占|率|比|^[#*\-—(]|^[一二三四五六七八九十]+、|增(?!值税)|上年|去年|同期|注")
# Parts of what stands above: "其中：女" "#工业" "-住院"
PART_OF = expression(r"^(?:其中|[#*\-—])")
TOP = expression(r"^[一二三四五六七八九十]+、")
_SECOND = expression(r"^\([一二三四五六七八九十]+\)")
_NUMBERED = expression(r"^\d+[.、]")
# Columns that nobody adds up: "完成率" "排名" "单价" — not "降雨量"
NO_SUM = expression(
    r"率|比|排名|名次|位次|序号|均|单价|价格|年份|评分|标准(?!化|煤|间)|增(?!加值|值税)|降(?![雨水雪])|升|减(?![税免排])|日期|时间|电话|编号|%|‰"
)
# "本期增加" "减少额" — not "增减"
_MOVED = expression(r"(?:本[期年月]|当[期年月])?(?:增加|减少)(?:[额数]|原值)?")
# What a year has no sum of: "期末在册" "累计"
_LEVEL = expression(r"末|余额|存量|在册|在岗|库存|累计|最高|最低|现有|保有")
# "二季度累计" "上半年小计" of the times above
_SUMMED = expression(r"(?<=.)(?:累计|合计|小计|总计|共计|汇总)$")
_YEAR_ROW = expression(r"全年.*|年度(?:合计|总计)?")
SHARE = expression(r"比重|占|构成|^(?:比例|百分比|份额)")
_EMPTY = frozenset(("", "-", "—", "——", "/", "--", "…", "……", "无", "0"))
_IN_A_YEAR = frozenset((2, 4, 12))
_ALL = 100
_FEW = 2


@record(frozen=True)
class Total:
    """A total and its parts: cells of one column or of one row."""

    whole: Mention
    parts: tuple[Mention, ...]


@record(frozen=True)
class Addition:
    """What one row or column may be the total of: each reading with its totals for all columns.

    `sure` where there is but one and its name says it; `named` where its name alone does, and one that is far off may be a slip.
    """

    readings: tuple[tuple[Total, ...], ...]
    sure: bool
    named: bool = False


def is_total(name: str) -> bool:
    """Whether a row or a column of this name gives the total of the others."""
    return _TOTAL.fullmatch(name) is not None


def totals(table: Table) -> Iterator[Addition]:
    """The totals that rows give for the columns, then those that columns give for the rows."""
    yield from _by_rows(table, lambda _: True)
    yield from _by_number(table)
    yield from _by_rows(table.turned, lambda name: not NO_SUM.search(name))


def _by_rows(table: Table, summable: Callable[[str], bool]) -> Iterator[Addition]:
    names = [table.name(row) for row in table.rows]
    last = len(names) - 1
    sums = [order for order, name in enumerate(names) if is_total(name)]
    sums = sums or [order for order in (last, 0) if _is_of_times(names, order)]
    overall = [order for order in (last, 0) if OVERALL.fullmatch(names[order])] if not sums else []
    top = sums if len(sums) == 1 else [order for order in (last, 0) if order in sums] or overall
    subs = [order for order, name in enumerate(names) if _SUBTOTAL.fullmatch(name) and order not in top[:1]]
    for order in top[:1]:
        others = [other for other in range(last + 1) if other != order and summable(table.rows[other][table.stub].text)]
        timely = _YEAR_ROW.fullmatch(names[order]) is not None
        complete = len(others) in _IN_A_YEAR and all(TIMES.fullmatch(names[other]) for other in others)
        at_end = order in (0, last) or len(others) < last
        plain = at_end and not any(_NO_PART.search(names[other]) for other in others)
        readings = [others] if plain else _levels(table, names, others, order)
        named = bool(sums) and len(others) == last
        yield Addition(tuple(_readings(table, order, readings, timely=timely)), sure=plain and (complete if timely else named), named=named)
    for order in subs:
        before = [other for other in (*sums, *subs) if other < order]
        after = [other for other in (*sums, *subs) if other > order]
        block = list(range(max(before, default=-1) + 1, order))
        below = list(range(order + 1, min(after, default=last + 1)))
        yield Addition(tuple(_readings(table, order, [block, below])), sure=False, named=True)


def _is_of_times(names: Sequence[str], order: int) -> bool:
    """Whether a row is of a time that the others make up, one after another: 一季度 of 1月, 2月 and 3月."""
    whole, spans = months(_SUMMED.sub("", names[order])), [months(name) for n, name in enumerate(names) if n != order]
    told = [month for span in spans if span for month in range(span[0], span[1] + 1)]
    return whole is not None and len(spans) > 1 and None not in spans and told == list(range(whole[0], whole[1] + 1))


def _by_number(table: Table) -> Iterator[Addition]:
    """一、 as the total of the (一) (二) right below it, and (一) of 1. 2."""
    names = [table.name(row) for row in table.rows]
    for upper, lower in pairwise((TOP, _SECOND, _NUMBERED)):
        for order in (order for order, name in enumerate(names) if upper.search(name)):
            end = next((other for other in range(order + 1, len(names)) if not lower.search(names[other])), len(names))
            if end > order + 2:
                yield Addition(tuple(_readings(table, order, [range(order + 1, end)])), sure=False)


def _levels(table: Table, names: Sequence[str], others: Sequence[int], total: int) -> list[list[int]]:
    """The rows that may be parts of a total where others are parts of parts: by number, by indent, without 其中, the subtotals alone."""
    found = [[order for order in others if form.search(names[order])] for form in (TOP, _SECOND, _NUMBERED)]
    found.append([order for order in others if _SUBTOTAL.fullmatch(names[order])])
    found.append([order for order in others if not PART_OF.search(names[order])])
    found.append([order for order in others if not (PART_OF.search(names[order]) or _SUBTOTAL.fullmatch(names[order]))])
    found.append(_without_parts(table, names, others))
    indents = {order: table.rows[order][table.stub].indent for order in others}
    found.append([order for order in others if indents[order] == min(indents.values())])
    found.append([order for order in others if order < total])
    unique = {tuple(reading) for reading in found if len(reading) > 1}
    return [list(reading) for reading in sorted(unique)]


def _without_parts(table: Table, names: Sequence[str], others: Sequence[int]) -> list[int]:
    """The rows that 其中 begins no list of: such a list goes on for as long as it is no more than the row above it."""
    kept: list[int] = []
    room: list[Fraction] | None = None
    for order in others:
        sizes = [_size(cell) for cell in table.rows[order]]
        if PART_OF.search(names[order]) and kept and room is None:
            room = [_size(cell) for cell in table.rows[kept[-1]]]
        room = [left - size for left, size in zip(room, sizes, strict=True)] if room is not None else None
        if room is None or any(left < 0 for left in room):
            kept, room = [*kept, order], None
    return kept


def _size(cell: Cell) -> Fraction:
    return (cell.figure.value.middle if cell.figure is not None else None) or Fraction(0)


def _readings(table: Table, order: int, readings: Sequence[Sequence[int]], *, timely: bool = False) -> Iterator[tuple[Total, ...]]:
    for reading in readings:
        found = tuple(total for column in table.columns for total in _down(table, order, column, reading, timely=timely))
        if found:
            yield found


def _down(table: Table, order: int, column: int, parts: Sequence[int], *, timely: bool) -> Iterator[Total]:
    head = table.heads[column].text
    whole, cells = table.rows[order][column], [table.rows[part][column] for part in parts]
    share = SHARE.search(head) is not None or _is_whole(whole, cells)
    if (NO_SUM.search(head) and not (share or _MOVED.fullmatch(bare(head)))) or (timely and _LEVEL.search(head)):
        return
    yield from _total(whole, cells, share=share)


def _is_whole(whole: Cell, cells: Sequence[Cell]) -> bool:
    """Whether a rate of 100 % that all others are below can be but their sum, whatever its column is called: 贡献率."""
    rates = [cell.figure for cell in (whole, *cells) if cell.figure is not None and cell.figure.kind is MentionKind.PERCENT]
    full = [rate for rate in rates if rate.value.holds(Fraction(_ALL))]
    return len(rates) == len(cells) + 1 > _FEW and full == rates[:1]


def _total(whole: Cell, cells: Sequence[Cell], *, share: bool) -> Iterator[Total]:
    """The total of cells, where it and at least two of them are figures of one sort and the rest are empty; of shares where it is all of them."""
    parts = [cell.figure for cell in cells if cell.figure is not None]
    plain = all(cell.figure is not None or cell.text in _EMPTY for cell in cells)
    if whole.figure is None or len(parts) < 2 or not plain:
        return
    if whole.figure.kind is MentionKind.PERCENT and not (share and whole.figure.value.holds(Fraction(_ALL))):
        return
    alike = of_one_sort([whole.figure, *parts])
    if alike is not None:
        yield Total(alike[0], alike[1:])
