"""Rows of a table that the text calls the highest or the lowest: 青山区增速最快, 青山区增长7.2%，增幅居各县（区）之首.

Owns the nouns of what a text claims of rows, and which column such a claim is of; claims about all rows are for `claims`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from auditor.expression import expression
from auditor.model import Mention
from auditor.record import record
from auditor.relating.tables import Table

_HAN = expression(r"\p{Han}")
_FEW = 2
# "较一季度" "比上年" "其余各项" — no word of what is claimed
_FRAME = expression(
    r"(?:[较比与]|同)(?:第?[一二三四]季度|[上去前]年(?:同期)?|上[月季期]|年初)(?:相比)?|同比|均|都|双双|全部|除了?|以?之?外|其[余他中]|仅有?|只有|唯有|唯独|[各所][有个项类]?|指标|[一两二三四五六七八九十\d]+[个项家类所种条]|数量?|量"
)
# A row is one sign; "⟨场地费⟩、⟨培训费⟩"
ROW = "\ue000"
"""The sign of a row."""
_EXTREME = r"最[高大多快长低小少慢短]|位?居首位?|(?:位居|位列|排名|排在|居)第一位?|垫底"
_LEAST = expression(r"最[低小少慢短]|垫底")
_THING = r"(?P<thing>\p{Han}{0,8}?)"
_EXTREMES = (
    # "⟨青山区⟩增速最快," — not "比⟨青山区⟩最高"
    expression(rf"(?<![\p{{Han}}、])(?:其中,?)?(?P<row>{ROW})的?{_THING}(?P<said>{_EXTREME})(?=[,。;、]|$)"),
    # "增速最快的是⟨青山区⟩"
    expression(
        rf"{_THING}(?P<said>最[高大多快长低小少慢短])的\p{{Han}}{{0,4}}[是为](?P<row>{ROW})(?=[,。;、(]|$)(?:[,(]?(?:为|达到?|共有?|计)?\d[\d.]*[^\d,。;、()]{{0,4}})?"
    ),
)
_TOP = r"之首|居首|首位|榜首|领[跑先](?:各\p{Han}{1,6}|全[省市县区国镇乡])?|第一|最[高大多快长]|垫底|末位|倒数第一|最[低小少慢短]"
# "⟨青山区⟩增长7.2%,增幅居各县(区)之首" "⟨一小⟩达标率88.6%,在四所学校中最低" "⟨内科⟩以94.2%排名首位" — not "⟨青山区⟩增长7.2%,其中工业最快"
_STATED = expression(
    rf"(?<![\p{{Han}}、])(?:其中,?)?(?P<row>{ROW})(?P<what>\p{{Han}}{{0,8}}?)(?P<digits>\d[\d.]*)(?P<unit>[^\d,;{ROW}]{{0,8}}?),?(?P<thing>\p{{Han}}{{0,6}}?)"
    rf"(?:[为是在居列]|位[居列]|名列|排名?|处于)*(?:各\p{{Han}}{{1,6}}(?:\([^()]{{1,8}}\))?|全[省市县区国镇乡校院年]|(?:[两二三四五六七八九十]|\d{{1,2}})[个所家类项种大]\p{{Han}}{{1,8}}?)?(?:之?中|里)?(?:[为是居列]|位[居列]|名列|排名?)?(?P<said>{_TOP})(?=[,。;、]|$)"
)
# Words of any size, which name no column: "数量居首" — not "面积居首"
_SIZE = expression(r"规模|价格|数量?|总量|总数|金?额|[人件户]数|绝对值|量")
# What ranks first by little: "平均用时" "投诉率"
_BY_LITTLE = expression(r"时|投诉|信访|事故|发案|死亡|成本|能耗|排放|失分|扣分|不")
_GREATEST = expression(r"最[高大多快长]|领跑")
_GROWN = expression(r"增长|增加|上升|上涨|提高|^[增升涨]$")
_LAST = expression(r"垫底|末位|倒数")


@record(frozen=True)
class Claim:
    """A claim of the text, half-open, the row that it is made of, the cell that decides and that which it is held against, and whether it holds; `sure` where the table has its words."""

    start: int
    end: int
    name: str
    cell: Mention
    other: Mention
    holds: bool
    sure: bool


@record(frozen=True)
class Said:
    """A sentence with one sign for the name of each row, the rows by the place of their sign, and where in the document each of its characters stands."""

    text: str
    rows: dict[int, int]
    at: tuple[int, ...]


def leaders(table: Table, names: dict[str, int], said: Said) -> Iterator[Claim]:
    """What a sentence claims of the rows that come first or last."""
    yield from _extremes(table, names, said)
    yield from _stated(table, names, said)


def figures(table: Table) -> list[int]:
    """The columns with figures."""
    return [column for column in table.columns if any(row[column].figure for row in table.rows)]


def is_known(table: Table, names: dict[str, int], words: str) -> bool:
    """Whether the words of a claim are those of the table or of every claim, so that it speaks of nothing else."""
    known = table.caption + "".join(cell.text for cell in table.heads) + "".join(names)
    return len([c for c in _HAN.findall(_FRAME.sub("", words)) if c not in known]) < _FEW


def _extremes(table: Table, names: dict[str, int], said: Said) -> Iterator[Claim]:
    """Rows that are called the highest or the lowest of a column that the words between name, or of the only one."""
    for match in chain.from_iterable(shape.finditer(said.text) for shape in _EXTREMES):
        column, order = _of_thing(table, match["thing"]), said.rows[match.start("row")]
        cell = table.rows[order][column].figure if column is not None else None
        if column is None or cell is None:
            continue
        others = [figure for at in names.values() if at != order and (figure := table.rows[at][column].figure)]
        least = _LEAST.search(match["said"]) is not None
        beaten = [m for m in others if (m.value.below(cell.value) if least else cell.value.below(m.value))]
        if others:
            place = said.at[match.start()], said.at[match.end()]
            yield Claim(*place, table.name(table.rows[order]), cell, (beaten or others)[0], not beaten, is_known(table, names, match["thing"]))


def _stated(table: Table, names: dict[str, int], said: Said) -> Iterator[Claim]:
    """Rows that are called the highest or the lowest right behind their figure, which tells the column."""
    for match in _STATED.finditer(said.text):
        order = said.rows[match.start("row")]
        columns = [c for c in figures(table) if (own := table.rows[order][c].figure) and own.digits.removeprefix("-") == match["digits"]]
        words = match["thing"].replace("增速", "").replace("增幅", "").replace("涨幅", "") if _GROWN.search(match["what"]) else match["thing"]
        if len(columns) != 1 or (words and not _SIZE.fullmatch(words) and words not in table.caption + table.head(columns[0])):
            continue
        least = _LEAST.search(match["said"]) is not None or _LAST.search(match["said"]) is not None
        told = table.caption + table.head(columns[0]) + match["what"] + match["thing"]
        if _BY_LITTLE.search(told) and not (_GREATEST.search(match["said"]) or _LEAST.search(match["said"])):
            continue
        cell = table.rows[order][columns[0]].figure
        others = [figure for at in names.values() if at != order and (figure := table.rows[at][columns[0]].figure)]
        beaten = [m for m in others if cell and (m.value.below(cell.value) if least else cell.value.below(m.value))]
        if cell is not None and others:
            place = said.at[match.start()], said.at[match.end()]
            yield Claim(*place, table.name(table.rows[order]), cell, (beaten or others)[0], not beaten, sure=True)


def _of_thing(table: Table, thing: str) -> int | None:
    """The column of what is called highest: the only one of figures, or the only one that the words name."""
    held = figures(table)
    if not thing:
        return held[0] if len(held) == 1 else None
    named = [column for column in held if (head := table.head(column)) and (thing in head or head in thing)]
    found = [column for column in named if table.head(column) == thing] or named
    return found[0] if len(found) == 1 else None
