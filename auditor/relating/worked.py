"""Columns of amounts that are worked out from others: what is there at the end, what was gained, what is left, what so many cost.

Owns which columns belong together, for rows as for columns; that is known from the heads, or from the other rows in which the same arithmetic holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, permutations

from auditor.expression import expression
from auditor.model import Mention, MentionKind
from auditor.record import replace
from auditor.relating.calendar import TIMES
from auditor.relating.columns import by_time
from auditor.relating.heads import CAME, CHANGE, CLOSING, DONE, DUE, FALLS, OPENING, WENT, ends
from auditor.relating.tables import Table
from auditor.relating.totals import PART_OF, TOP, is_total
from auditor.relating.way import BORNE, Row, Way, least, of_one_sort, rows_of

_BALANCE, _ONLY_CAME, _ONLY_WENT = "closing = opening + sum(came) - sum(went)", "closing = opening + sum(came)", "closing = opening - sum(went)"
DIFFERENCE, _FALL = "change = after - before", "change = before - after"
_REMAINDER, _PRODUCT, _AVERAGE, _SUM = "rest = whole - part", "amount = count * price", "average = amount / count", "whole = sum(part)"
# What is left of the one when the other is gone: the head of the rest, of the whole, of the part
_RESTS = (
    (expression(r"净(?!资产|值|利)"), expression(r"入|收|新增|增加|开业|出生|招|到岗"), expression(r"出|退|离|死亡|注销|减少|关闭|停业")),
    (expression(r"得分"), expression(r"满分|标准分|分值|基[础本]分"), expression(r"扣分")),
    (expression(r"[结节盈]余|差额|收支差|余额"), expression(r"收入|收到|到账|筹"), expression(r"支出|使用|开支")),
    (expression(r"顺差|差额"), expression(r"出口"), expression(r"进口")),
    (expression(r"逆差"), expression(r"进口"), expression(r"出口")),
    (expression(r"毛利(?!率)|利润|盈利|收益"), expression(r"收入|销售额|产值"), expression(r"成本|费用")),
    (expression(r"未完成|缺口|剩余|尚[差欠缺]|差额|缺额|空[编缺]|欠|节[约余支]|结余"), DUE, DONE),
    (expression(r"超[额支收编]|超(?:计划|目标)|差额"), DONE, DUE),
    (
        expression(r"未|剩余|不合格|差额"),
        expression(r"应|计划|总|抽[检查样]|检查|受理|收案|签约|合同"),
        expression(r"实|已|合格|办结|结案|到位|履约"),
    ),
)
# "单价" "补助标准" — not "标准化"
_PRICE = expression(r"单价|价格|均价|票价|系数|标准(?!化|煤|间)|每\p{Han}")
# "人均" "亩产" "生师比" — not "同比"
_MEAN = expression(r"(?<![同环占])比$|密度|均(?!衡)|单产|亩产|单位(?:面积|产量|成本|能耗)|每\p{Han}")
# Nobody adds these up
_NO_SUM = expression(r"率|比|排名|名次|位次|序号|均|单价|价格|得分|评分|标准(?!化|煤|间)|年份|日期|%|‰")
# "户均补助" "人均借阅" — not "平均分"
_PER = expression(r"(?P<per>[户人村亩校生企件次床车班店场期站台])均(?P<of>\p{Han}{2,})")
_RUNNING = ("opening", "closing", "came")
_NOT_NEW = expression(r"累计|同期|[上去]年|计划|目标|增|减")
_MOST_COLUMNS = 10
_LONGEST_SUM = 6
# A line of a statement: "一、营业收入" "二、营业利润" "净利润"
_STEP = expression(r"^[一二三四五六七八九十]+、|^[^加减:]{0,6}(?:利润|净收益|结余|净额|净值|合计)(?:总额)?$")
# "年末结余" holds what was left before
_CARRIED = expression(r"年末|期末|累计|滚存|历年|月末")
# "减：营业成本" "加:上年结转"
_SIGNED = expression(r"^(?P<sign>[加减])(?::|少|去)")
_SCALES = range(-4, 5)


def worked(table: Table) -> Iterator[tuple[Way, ...]]:
    """For each column and each row of amounts every way in which it may have been worked out."""
    for side in (table, table.turned, *by_time(table), *by_time(table.turned)):
        amounts = [column for column in side.columns if any(row[column].figure for row in side.rows)]
        for target in amounts if 1 < len(amounts) <= _MOST_COLUMNS else ():
            others = [column for column in amounts if column != target]
            yield tuple(way for find in _FINDERS for way in find(side, target, others) if way.rows)


def _balances(table: Table, target: int, others: Sequence[int]) -> Iterator[Way]:
    """期初 + 入库 - 出库 = 期末: the columns between the two where there are any; rows in which something else moved too are passed over, unless other rows say that it came or went."""
    if not CLOSING.search(table.head(target)) or OPENING.search(table.head(target)):
        return
    opening = [column for column in others if OPENING.search(table.head(column))]
    if len(opening) != 1:
        return
    between = [column for column in others if opening[0] < column < target]
    moving = between or [column for column in others if column not in opening and not CLOSING.search(table.head(column))]
    went = [column for column in moving if WENT.search(table.head(column))]
    came = [column for column in moving if CAME.search(table.head(column)) and column not in went]
    if came + went:
        rest = [column for column in moving if column not in came + went]
        plain = replace(table, rows=tuple(row for row in table.rows if not any(_moves(row[column].figure) for column in rest)))
        yield Way(*_balance(plain, target, opening[0], came, went), named=bool(came and went) and (bool(between) or not rest))
        if rest:
            yield Way(*_balance(table, target, opening[0], came + rest, went))
            yield Way(*_balance(table, target, opening[0], came, went + rest))


def _moves(figure: Mention | None) -> bool:
    """Whether a movement that the heads do not explain (汇率影响) changed anything in a row."""
    return figure is not None and not figure.value.holds(Fraction(0))


def _differences(table: Table, target: int, others: Sequence[int]) -> Iterator[Way]:
    """年末 - 年初 = 净增; points as the difference of two rates."""
    head = table.head(target)
    ranks = [column for column in others if table.head(column).endswith(("排名", "位次", "名次", "排位"))]
    of_ranks = len(ranks) > 1 and ("位" in head or "名" in head or len(ranks) == len(others))
    found = ends(table, ranks if of_ranks else others) if CHANGE.search(head) else None
    if found is not None:
        roles = {"change": [target], "before": [found[0]], "after": [found[1]]}
        # From ninth to sixth is 3 up; some print what the number of the rank grew by
        for formula in (_FALL, DIFFERENCE) if of_ranks else (_FALL if FALLS.search(head) else DIFFERENCE,):
            yield Way(formula, rows_of(table, roles), named=True)
        points = (row for row in rows_of(table, roles, alike=False) if row["change"][0].kind is MentionKind.POINTS and _is_of_rates(row))
        yield Way(_FALL if FALLS.search(head) else DIFFERENCE, tuple(points), named=True)


def changes_of_rates(table: Table) -> Iterator[Row]:
    """The rows in which the change of a rate has a percent sign of its own: 28.91% and 31.46%, 减少2.55%."""
    for column in table.columns:
        others = [other for other in table.columns if other != column]
        found = ends(table, others) if CHANGE.search(table.head(column)) else None
        for row in table.rows if found else ():
            change, before, after = (row[at].figure for at in (column, *(found or ())))
            if change and before and after and row[column].text.endswith("%"):
                bound = {"change": (change,), "before": (before,), "after": (after,)}
                yield from [bound] if _is_of_rates(bound) else []


def _is_of_rates(row: Row) -> bool:
    return all(row[role][0].kind is MentionKind.PERCENT for role in ("before", "after"))


def _remainders(table: Table, target: int, others: Sequence[int]) -> Iterator[Way]:
    """收入 - 支出 = 结余, 计划 - 完成 = 未完成."""
    for rest, whole, part in _RESTS:
        if rest.search(table.head(target)):
            carried = _CARRIED.search(table.head(target)) or any(OPENING.search(table.head(column)) for column in others)
            level = [column for column in others if bool(TOP.search(table.head(column))) == bool(TOP.search(table.head(target)))]
            parts = [column for column in level if part.search(table.head(column))]
            wholes = [column for column in level if whole.search(table.head(column)) and column not in parts]
            for one in wholes:
                for other in parts:
                    rows = rows_of(table, {"rest": [target], "whole": [one], "part": [other]})
                    yield Way(_REMAINDER, rows, named=len(wholes) == len(parts) == 1 and len(level) == 2 and not carried)


def _products(table: Table, target: int, others: Sequence[int]) -> Iterator[Way]:
    """数量 × 单价 = 金额; 金额 ÷ 人数 = 人均. Where a unit is not known, the power of ten between them is that of most rows."""
    head = table.heads[target].text
    if _MEAN.search(head) and not _PRICE.search(head):
        chance = least(row[target].figure for row in table.rows)
        for amount, count in permutations(others, 2):
            roles = {"average": target, "amount": amount, "count": count}
            says = _says_per(table, **roles)
            yield from _scaled(table, _AVERAGE, roles, named=says and len(others) == 2, chance=2 if says else chance)
        return
    prices = [column for column in others if _PRICE.search(table.heads[column].text)]
    for price in prices if not (_PRICE.search(head) or _NO_SUM.search(head)) else ():
        for count in others:
            if count != price and count not in prices:
                named = len(prices) == 1 and len(others) == 2 and _is_paid(table, target, price)
                yield from _scaled(table, _PRODUCT, {"amount": target, "count": count, "price": price}, named=named)


def _says_per(table: Table, average: int, amount: int, count: int) -> bool:
    """Whether the heads say what was divided by what: 户均补助 of 补助资金 and 改造户数."""
    match = _PER.search(table.head(average))
    per, of = (match["per"], match["of"][:2]) if match else ("", "")
    counts = per in table.heads[count].text or all((f := row[count].figure) and f.unit in (per, "名") for row in table.rows)
    return match is not None and counts and of in table.head(amount) and of not in table.head(count)


def _running(table: Table, target: int, others: Sequence[int]) -> Iterator[Way]:
    """累计 = 累计 of the row above + what is new in this row, month for month."""
    if "累计" not in table.head(target) or not all(TIMES.fullmatch(table.name(row)) or is_total(table.name(row)) for row in table.rows):
        return
    fresh = [column for column in others if not (_NO_SUM.search(table.heads[column].text) or _NOT_NEW.search(table.head(column)))]
    for new in fresh:
        cells = ((above[target].figure, row[target].figure, row[new].figure) for above, row in pairwise(table.rows) if not is_total(table.name(row)))
        given = ([figure for figure in three if figure is not None] for three in cells)
        alike = (of_one_sort(figures) for figures in given if len(figures) == len(_RUNNING))
        rows = tuple(dict(zip(_RUNNING, ((figure,) for figure in figures), strict=True)) for figures in alike if figures)
        yield Way(_ONLY_CAME, rows, named=len(fresh) == 1, least=BORNE)


def _statements(table: Table, target: int, others: Sequence[int]) -> Iterator[Way]:
    """一、收入, 减：成本, 费用, 加：其他收入, 二、利润: what is added and taken off between two lines gives the second, once their heads have begun to say so."""
    heads = {column: table.heads[column].text for column in (*others, target)}
    lines = [column for column in sorted(heads) if column <= target and not PART_OF.search(heads[column])]
    opening = next((column for column in reversed(lines) if column < target and _STEP.search(heads[column])), None)
    between = [column for column in lines if opening is not None and opening < column < target]
    if not between or not _STEP.search(heads[target]) or not _SIGNED.search(heads[between[0]]):
        return
    signs: dict[str, list[int]] = {"came": [], "went": []}
    sign = ""
    for column in between:
        match = _SIGNED.search(heads[column])
        sign = {"加": "came", "减": "went"}[match["sign"]] if match else sign
        signs[sign].append(column)
    yield Way(*_balance(table, target, opening or 0, **signs), named=True)


def _balance(table: Table, closing: int, opening: int, came: list[int], went: list[int]) -> tuple[str, tuple[Row, ...]]:
    """The formula of a balance, in which nothing may have come or nothing gone, and its rows."""
    moved = ({"came": came} if came else {}) | ({"went": went} if went else {})
    formula = _BALANCE if came and went else _ONLY_CAME if came else _ONLY_WENT
    return formula, rows_of(table, {"closing": [closing], "opening": [opening]} | moved)


def _is_paid(table: Table, amount: int, price: int) -> bool:
    """Whether a column is what so many cost at that price: both money, each in a unit of its own."""
    return all(not (figure := row[column].figure) or figure.kind is MentionKind.MONEY for row in table.rows for column in (amount, price))


def _scaled(table: Table, formula: str, columns: dict[str, int], *, named: bool, chance: int = 2) -> Iterator[Way]:
    rows = rows_of(table, {role: [column] for role, column in columns.items()}, alike=False)
    for power in _SCALES:
        yield Way(
            formula,
            tuple({**row, "count": tuple(_times_ten(one, power) for one in row["count"])} for row in rows),
            named=named and not power,
            least=chance,
        )


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
                telling = tuple(filter(_is_telling, rows_of(table, {"whole": [target], "part": run})))
                yield Way(_SUM, telling, least=least(row["whole"][0] for row in telling))


def _is_telling(row: Row) -> bool:
    """Whether a sum is hardly one by chance: two of its parts are more than zero, and it is no small number."""
    return len(row["whole"][0].digits.strip("-").replace(".", "")) > 1 and sum((part.value.middle or 0) > 0 for part in row["part"]) > 1


_FINDERS: tuple[Callable[[Table, int, Sequence[int]], Iterator[Way]], ...] = (
    _balances,
    *(_differences, _remainders, _products, _running, _statements, _sums),
)
