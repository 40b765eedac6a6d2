"""Columns of amounts that are worked out from others: what is there at the end, what was gained, what is left, what so many cost.

Owns which columns belong together, for rows as for columns; that is known from the heads, or from the other rows in which the same arithmetic holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, permutations

from auditor.expression import expression
from auditor.model import AMOUNTS, Mention, MentionKind
from auditor.record import replace
from auditor.relating.heads import CAME, CHANGE, CLOSING, DONE, DUE, FALLS, OPENING, WENT, ends
from auditor.relating.tables import Cell, Table
from auditor.relating.totals import is_total
from auditor.relating.way import Row, Way

_BALANCE = "closing = opening + sum(came) - sum(went)"
_ONLY_CAME, _ONLY_WENT = "closing = opening + sum(came)", "closing = opening - sum(went)"
DIFFERENCE, _FALL = "change = after - before", "change = before - after"
_REMAINDER, _PRODUCT, _AVERAGE, _SUM = "rest = whole - part", "amount = count * price", "average = amount / count", "whole = sum(part)"
# What is left of the one when the other is gone: the head of the rest, of the whole, of the part
_RESTS = (
    (expression(r"[结节盈]余|差额|收支差|余额"), expression(r"收入|收到|到账|筹"), expression(r"支出|使用|开支")),
    (expression(r"顺差|差额"), expression(r"出口"), expression(r"进口")),
    (expression(r"逆差"), expression(r"进口"), expression(r"出口")),
    (expression(r"毛利(?!率)|利润|盈利|收益"), expression(r"收入|销售额|产值"), expression(r"成本|费用")),
    (expression(r"未完成|缺口|剩余|尚[差欠缺]|差额|缺额|空[编缺]|欠|节[约余支]|结余"), DUE, DONE),
    (expression(r"超[额支收编]|超(?:计划|目标)|差额"), DONE, DUE),
    (expression(r"未|剩余|不合格|差额"), expression(r"应|总|抽[检查样]|检查|受理|收案|签约|合同"), expression(r"实|已|合格|办结|结案|到位|履约")),
)
# "单价" "亩产" "人均" "补助标准" — not "标准化"
_PRICE = expression(r"单价|价格|均价|票价|标准(?!化)|每\p{Han}")
_MEAN = expression(r"均(?!衡)|单产|亩产|单位(?:面积|产量|成本|能耗)|每\p{Han}")
# Nobody adds these up
_NO_SUM = expression(r"率|比|排名|名次|位次|序号|均|单价|价格|得分|评分|标准|年份|日期|%|‰")
_MOST_COLUMNS = 10
_LONGEST_SUM = 6
# So many rows bear out what no head says
_BORNE = 3
_SCALES = range(-4, 5)


def worked(table: Table) -> Iterator[tuple[Way, ...]]:
    """For each column and each row of amounts every way in which it may have been worked out."""
    for side in (table, table.turned):
        amounts = [column for column in side.columns if any(row[column].figure for row in side.rows)]
        for target in amounts if 2 < len(amounts) <= _MOST_COLUMNS else ():
            others = [column for column in amounts if column != target]
            yield tuple(way for find in _FINDERS for way in find(side, target, others) if way.rows)


def _balances(table: Table, target: int, others: Sequence[int]) -> Iterator[Way]:
    """期初 + 入库 - 出库 = 期末, each column once; what neither came nor went by its head is taken for a part of another."""
    if not CLOSING.search(table.head(target)) or OPENING.search(table.head(target)):
        return
    opening = [column for column in others if OPENING.search(table.head(column))]
    moving = [column for column in others if column not in opening and not CLOSING.search(table.head(column))]
    went = [column for column in moving if WENT.search(table.head(column))]
    came = [column for column in moving if CAME.search(table.head(column)) and column not in went]
    if len(opening) != 1 or not came + went:
        return
    roles = {"closing": [target], "opening": opening} | ({"came": came} if came else {}) | ({"went": went} if went else {})
    formula = _BALANCE if came and went else _ONLY_CAME if came else _ONLY_WENT
    yield Way(formula, _rows(table, roles), named=bool(came and went) and len(came + went) == len(moving))


def _differences(table: Table, target: int, others: Sequence[int]) -> Iterator[Way]:
    """年末 - 年初 = 净增; points as the difference of two rates."""
    head = table.head(target)
    found = ends(table, others) if CHANGE.search(head) else None
    if found is not None:
        roles = {"change": [target], "before": [found[0]], "after": [found[1]]}
        yield Way(_FALL if FALLS.search(head) else DIFFERENCE, _rows(table, roles), named=True)
        points = (row for row in _rows(table, roles, alike=False) if row["change"][0].kind is MentionKind.POINTS and _is_of_rates(row))
        yield Way(_FALL if FALLS.search(head) else DIFFERENCE, tuple(points), named=True)


def changes_of_rates(table: Table) -> Iterator[Row]:
    """The rows in which the change of a rate has a percent sign of its own: 28.91% and 31.46%, 减少2.55%."""
    for column in table.columns:
        others = [other for other in table.columns if other != column]
        found = ends(table, others) if CHANGE.search(table.head(column)) else None
        for row in table.rows if found else ():
            figures = [row[at].figure for at in (column, *(found or ()))]
            change, before, after = figures
            if change and before and after and row[column].text.endswith("%"):
                bound = {"change": (change,), "before": (before,), "after": (after,)}
                yield from [bound] if _is_of_rates(bound) else []


def _is_of_rates(row: Row) -> bool:
    return all(row[role][0].kind is MentionKind.PERCENT for role in ("before", "after"))


def _remainders(table: Table, target: int, others: Sequence[int]) -> Iterator[Way]:
    """收入 - 支出 = 结余, 计划 - 完成 = 未完成."""
    for rest, whole, part in _RESTS:
        if rest.search(table.head(target)):
            parts = [column for column in others if part.search(table.head(column))]
            wholes = [column for column in others if whole.search(table.head(column)) and column not in parts]
            for one in wholes:
                for other in parts:
                    rows = _rows(table, {"rest": [target], "whole": [one], "part": [other]})
                    yield Way(_REMAINDER, rows, named=len(wholes) == len(parts) == 1 and len(others) == 2)


def _products(table: Table, target: int, others: Sequence[int]) -> Iterator[Way]:
    """数量 × 单价 = 金额; 金额 ÷ 人数 = 人均. Where a unit is not known, the power of ten between them is that of most rows."""
    head = table.heads[target].text
    if _MEAN.search(head) and not _PRICE.search(head):
        for amount, count in permutations(others, 2):
            yield from _scaled(table, _AVERAGE, {"average": target, "amount": amount, "count": count}, named=False)
        return
    prices = [column for column in others if _PRICE.search(table.heads[column].text)]
    for price in prices if not (_PRICE.search(head) or _NO_SUM.search(head)) else ():
        for count in others:
            if count != price and count not in prices:
                named = len(prices) == 1 and len(others) == 2 and _is_paid(table, target, price)
                yield from _scaled(table, _PRODUCT, {"amount": target, "count": count, "price": price}, named=named)


def _is_paid(table: Table, amount: int, price: int) -> bool:
    """Whether a column is what so many cost at that price: both money, each in a unit of its own."""
    figures = [row[column].figure for row in table.rows for column in (amount, price)]
    return all(figure is None or figure.kind is MentionKind.MONEY for figure in figures)


def _scaled(table: Table, formula: str, columns: dict[str, int], *, named: bool) -> Iterator[Way]:
    rows = _rows(table, {role: [column] for role, column in columns.items()}, alike=False)
    for power in _SCALES:
        yield Way(formula, tuple({**row, "count": tuple(_times_ten(one, power) for one in row["count"])} for row in rows), named=named and not power)


def _times_ten(mention: Mention, power: int) -> Mention:
    """A figure as it would be in a unit ten, a hundred, … times as large."""
    return replace(mention, value=mention.value.scaled(Fraction(10) ** power)) if power else mention


def _sums(table: Table, target: int, others: Sequence[int]) -> Iterator[Way]:
    """进出口 = 出口 + 进口: the run of columns beside a column, where at least three rows bear it out."""
    if is_total(table.head(target)) or _NO_SUM.search(table.heads[target].text):
        return
    summable = [column for column in others if not _NO_SUM.search(table.heads[column].text)]
    for side in ([c for c in summable if c > target], [c for c in summable if c < target][::-1]):
        for length in range(2, min(len(side), _LONGEST_SUM) + 1):
            run = side[:length]
            if all(abs(b - a) == 1 for a, b in pairwise([target, *run])):
                rows = _rows(table, {"whole": [target], "part": run})
                yield Way(_SUM, tuple(row for row in rows if _is_telling(row)), least=_BORNE)


def _is_telling(row: Row) -> bool:
    """Whether a sum is hardly one by chance: none of its parts is zero, and it is no small number."""
    return len(row["whole"][0].digits.strip("-").replace(".", "")) > 1 and all((part.value.middle or 0) > 0 for part in row["part"])


def _rows(table: Table, roles: dict[str, list[int]], *, alike: bool = True) -> tuple[Row, ...]:
    """The figures of those rows in which all are there; `alike` where all are of one sort."""
    found = []
    for row in table.rows:
        bound = {role: tuple(_figures(row, columns)) for role, columns in roles.items()}
        figures = [figure for role, columns in roles.items() for figure in bound[role]]
        if len(figures) == sum(map(len, roles.values())) and (not alike or _of_one_sort(figures)):
            found.append(bound)
    return tuple(found)


def _figures(row: Sequence[Cell], columns: Sequence[int]) -> Iterator[Mention]:
    return (figure for column in columns if (figure := row[column].figure) is not None)


def _of_one_sort(figures: Sequence[Mention]) -> bool:
    """Whether all are amounts of one dimension."""
    return all(figure.kind in AMOUNTS for figure in figures) and len({(figure.kind, figure.dimension) for figure in figures}) == 1


_FINDERS: tuple[Callable[[Table, int, Sequence[int]], Iterator[Way]], ...] = (_balances, _differences, _remainders, _products, _sums)
