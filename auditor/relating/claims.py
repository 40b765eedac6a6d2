"""What the text claims of the rows of a table without a figure: 只有场地费超出预算, 除骨科外各科均增加, 青山区增速最快.

Owns which rows, which columns and what must hold between their cells; a claim is bound only where the heads say which columns are meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.extraction.numerals import integer
from auditor.model import Document, Mention
from auditor.relating.calendar import TIMES
from auditor.relating.heads import CHANGE
from auditor.relating.leaders import ROW, Claim, Said, figures, is_known, leaders
from auditor.relating.tables import Cell, Table
from auditor.relating.tabulated import FILLER
from auditor.relating.totals import OVERALL, PART_OF, is_total
from auditor.relating.unit import comparable

if TYPE_CHECKING:
    import regex

_HAN = expression(r"\p{Han}")
# A sentence about a table stands no more characters off
_OFF = 1500
_SENTENCE = expression(r"[^。;\n|\t]+")
# "预算" "年度计划(万元)" and "实际" "执行数" — not "预算执行率"
_PLANNED = expression(r"(?:\p{Han}{0,4})(?:预算|计划|目标|任务)(?:数|额|金额|值|量)?")
_DONE = expression(r"(?:\p{Han}{0,4})(?:实际|执行|完成|支出|决算|开支|发生)(?:数|额|金额|值|量|情况|投资)?")
# Columns of two times, the earlier first or not: "2023年" "第一季度" "上年" "期初"
_EARLIER = expression(r"(?:上年|去年|上期|年初|期初|上月|上季)\p{Han}{0,4}|上年同期\p{Han}{0,3}|\p{Han}{0,4}前")
_TIME = expression(r"(?P<year>20\d\d)年?\p{Han}{0,3}|第?(?P<quarter>[一二三四])季度|(?P<month>\d{1,2})月份?|(?P<half>[上下])半年")
_NOW = expression(r"本[年期月季]|今年|[期年]末")
_TWO = 2
# What stands beside a place of that sort, and below the other
_PEERS = {"市": "市", "县": "区县市"}
_OVER = r"超额完成[^,。;]{0,8}?(?:预算|计划|任务|目标)|超(?:出|过)?(?:了|年初|年度)*预算|超(?:出|过)?(?:了|年度)*计划|超支|突破预算"
_MET = r"完成(?:了)?(?:年度|全年)?(?:计划|任务|目标)|达到(?:了)?(?:年度|全年)?(?:计划|目标)|达标|达到?目标值?"
_UNMET = r"未(?:能)?(?:完成|达到|达)(?:了)?(?:年度|全年)?(?:计划|任务|目标|标)"
_RISE = r"(?:正)?增长|增加|上升|提高|上涨|增多"
_FALL = r"下降|减少|回落|负增长|下滑|降低|下跌"
_ROWS = rf"(?P<rows>{ROW}(?:(?:[、和与及]|以及){ROW})*)"
_SAID = rf"(?P<between>[^,。;]{{0,12}}?)(?:(?P<over>{_OVER})|(?P<unmet>{_UNMET})|(?P<met>{_MET})|(?P<fall>{_FALL})|(?P<rise>{_RISE}))"
_SHAPES = (
    # "只有⟨场地费⟩一项超出预算"
    (expression(rf"(?:仅有?|只有|唯有|唯独){_ROWS}{_SAID}"), (True, False)),
    # "除⟨骨科⟩外,各科手术量均较一季度增加"
    (expression(rf"除了?{_ROWS}[^,。;]{{0,6}}?外,?[^,。;]{{0,14}}?(?:均|都|全部|全){_SAID}"), (False, True)),
    # "⟨会议费⟩和⟨差旅费⟩均超预算" — not "除⟨会议费⟩外均"
    (expression(rf"(?<![仅只有除、和与及]){_ROWS}[^,。;、{ROW}]{{0,8}}?(?:均|都|双双|全部){_SAID}"), (True, None)),
    # "三项指标全部完成年度目标" "各科室均增长" — not "除⟨骨科⟩外,各科室均增长"
    (
        expression(
            rf"(?<![外他余])(?P<rows>)(?:(?P<number>[两二三四五六七八九十\d]+)(?:个|项|家|类|所|种|条)|(?<=^|[,;])[各所]有?)\p{{Han}}{{0,10}}?(?:均|都|全部){_SAID}"
        ),
        (None, True),
    ),
    # "其中,⟨差旅费⟩超预算,"
    (expression(rf"(?<![\p{{Han}}、])(?:其中,?)?{_ROWS}{_SAID}(?=[,。;]|$)"), (True, None)),
)
# "超额完成年度投资计划" "未完成全年任务" — not "未超预算" and not "超额完成三项任务"
_OF_ONE = expression(
    r"(?<![未不没无免止])(?P<over>超额完成[^,。;\d]{0,8}?(?:预算|计划|任务|目标)|超预算|超计划)|(?P<unmet>未(?:能)?(?:完成|达到)[^,。;\d]{0,8}?(?:预算|计划|任务|目标))"
)
_PARTLY = expression(r"[\d两二三四五六七八九十]+(?:个|项|家)|部分|上[年月]|去年|如|若|力争|确保|其中")
_FEW = 4
_NOT = expression(r"[未没不非无]|其中|高于|低于|快于|慢于|[\d%]|幅|速")


def claims(document: Document, tables: Sequence[Table]) -> Iterator[Claim]:
    """What the sentences around each table claim of its rows: each claim with the first row that contradicts it, else with its first row."""
    spans = [(table.heads[0].start, table.rows[-1][-1].end) for table in tables]
    for table, (first, last) in zip(tables, spans, strict=True):
        names = _names(table)
        near = ((max(0, first - _OFF), first), (last, last + _OFF))
        for sentence in chain.from_iterable(_SENTENCE.finditer(document.folded, *window) for window in near):
            if not any(a <= sentence.start() < b for a, b in spans):
                yield from _of_one(table.turned, sentence)
                if len(names) < _TWO:
                    continue
                said = _said(sentence[0], sentence.start(), names)
                yield from (*_relations(table, names, said), *leaders(table, names, said))


def _names(table: Table) -> dict[str, int]:
    """The rows that are no totals, by their names; none where some are parts of others."""
    names: dict[str, int] = {}
    for order, row in enumerate(table.rows):
        name = FILLER.sub("", table.name(row))
        if is_total(table.name(row)) or _is_whole(table, row):
            continue
        if (len(_HAN.findall(name)) < 2 and not TIMES.fullmatch(name)) or name in names or PART_OF.search(table.name(row)):
            return {}
        names[name] = order
    return names


def _is_whole(table: Table, row: Sequence[Cell]) -> bool:
    """Whether a row is the place or office that the others are parts of: 江州市 among 区县 — not 白石县 among them."""
    name, others = table.name(row), (table.name(other) for other in table.rows if other is not row)
    peers = _PEERS.get(name[-1:], "")
    return OVERALL.fullmatch(name) is not None and not any(other[-1:] in peers for other in others if other)


def _said(sentence: str, start: int, names: dict[str, int]) -> Said:
    text, at, rows, place = "", [], {}, 0
    longest = sorted(names, key=len, reverse=True)
    while place < len(sentence):
        # 6月 is no end of 16月
        inside = place > 0 and sentence[place].isdigit() and sentence[place - 1].isdigit()
        name = next((name for name in longest if sentence.startswith(name, place)), None) if not inside else None
        if name is not None:
            rows[len(text)] = names[name]
        text += sentence[place] if name is None else ROW
        at.append(start + place)
        place += len(name or " ")
    return Said(text, rows, (*at, start + len(sentence)))


def _relations(table: Table, names: dict[str, int], said: Said) -> Iterator[Claim]:
    """Rows that are said to be over or under what they are held against, each words of the sentence once."""
    told = 0
    for shape, (inside, outside) in _SHAPES:
        for match in shape.finditer(said.text, told):
            way = next(name for name in ("over", "unmet", "met", "fall", "rise") if match[name])
            rows = {said.rows[place] for place in range(*match.span("rows")) if place in said.rows}
            number = match.groupdict().get("number")
            elsewhere = _NOT.search(match["between"]) or (number and integer(number.replace("两", "二")) != len(names))
            pair = None if elsewhere else _columns(table, way)
            found = list(_judged(table, way, pair, {order: inside if order in rows else outside for order in names.values()})) if pair else []
            if found:
                told = match.end()
                name, cell, other, holds = next((one for one in found if not one[3]), found[0])
                sure = is_known(table, names, match[0][: match.start(way) - match.start()])
                yield Claim(said.at[match.start()], said.at[match.end()], name, cell, other, holds, sure)


def _of_one(turned: Table, sentence: regex.Match[str]) -> Iterator[Claim]:
    """What is said of the one thing that a table of a plan and what was done has: 超额完成年度计划 below 计划 and 完成."""
    match = _OF_ONE.search(sentence[0]) if len(turned.rows) == 1 and len(turned.columns) <= _FEW else None
    if match is None or _PARTLY.search(sentence[0]):
        return
    way = match.lastgroup or ""
    pair = _columns(turned, way)
    for name, cell, other, holds in _judged(turned, way, pair, {0: True}) if pair else ():
        yield Claim(sentence.start() + match.start(), sentence.start() + match.end(), name, cell, other, holds, sure=True)


def _judged(table: Table, way: str, pair: tuple[int, int], expected: dict[int, bool | None]) -> Iterator[tuple[str, Mention, Mention, bool]]:
    """Each row of a claim with its two cells and whether they are as the claim has them."""
    for order, meant in expected.items():
        cell, other = (table.rows[order][column].figure for column in pair)
        if meant is not None and cell is not None and other is not None and (cell is other or comparable(cell, other)):
            yield table.name(table.rows[order]), cell, other, _is_so(way, cell, other) is meant


def _is_so(way: str, cell: Mention, other: Mention) -> bool:
    """Whether a cell is over, under or not below the other; of a change, whether it is a rise or a fall."""
    if cell is other:
        return (cell.value.low or 0) > 0 if way == "rise" else (cell.value.high or 0) < 0
    above, below = other.value.below(cell.value), cell.value.below(other.value)
    return {"over": above, "rise": above, "fall": below, "unmet": below}.get(way, not below)


def _columns(table: Table, way: str) -> tuple[int, int] | None:
    """The column that decides a claim, and that which it is held against: itself where it is one of changes."""
    heads = {column: table.head(column) for column in figures(table)}
    if way in ("over", "met", "unmet"):
        planned = [c for c, head in heads.items() if _PLANNED.fullmatch(head)]
        done = [c for c, head in heads.items() if _DONE.fullmatch(head) and c not in planned]
        return (done[0], planned[0]) if len(planned) == len(done) == 1 else None
    changes = [c for c, head in heads.items() if CHANGE.search(head)]
    if changes:
        alone = len(changes) == 1 and len(heads) < _TWO + 1
        return (changes[0], changes[0]) if alone else None
    times = sorted((at, c) for c, head in heads.items() if (at := _time(head)) is not None)
    if len(times) != len(heads) or len(times) != _TWO or times[0][0] == times[1][0]:
        return None
    return times[1][1], times[0][1]


def _time(head: str) -> int | None:
    """The place of a column in the order of time; `None` where its head names no time."""
    if _EARLIER.fullmatch(head):
        return -1
    if _NOW.fullmatch(head):
        return 0
    match = _TIME.fullmatch(head)
    if match is None:
        return None
    return "上一二三四下".index(match["half"] or match["quarter"]) if match["half"] or match["quarter"] else int(match["year"] or match["month"])
