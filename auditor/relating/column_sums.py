"""Totals that the text gives of a table without a row of totals: 三年累计改造232个 below the rows 2021年, 2022年 and 2023年.

Owns which column such a total sums up: it must say that it is of as many as there are rows, or of those of the table.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain

from auditor.expression import expression
from auditor.extraction.numerals import integer
from auditor.model import Document, Mention, MentionKind
from auditor.record import record
from auditor.relating.calendar import TIMES
from auditor.relating.lined import STRETCH, stretch_of, tiled
from auditor.relating.scope import sentence_start
from auditor.relating.tables import Table
from auditor.relating.totals import NO_SUM, OVERALL, is_total
from auditor.relating.unit import comparable

# "三年累计改造" "4个季度共检修" "表中三个项目合计安排" "三座车站" with 车站 over the rows — not "三年来最多"
_OF_ALL = expression(r"(?<![第近前后头过去\d])(?P<n>[两二三四五六七八九十]{1,2}|\d{1,2})(?P<of>\p{Han}{1,8})")
_SUM = expression(r"\p{Han}{1,6}?(?:累计|合计|共计|总计|总共|一共|共)(?!同|享|建|青|产|有产)")
_TABLE = expression(
    r"(?:[上下]表|表中|表内|表[列\d]|上列|所列|上述|以上|各)[^,;。]{0,12}?(?:累计|合计|共计|总计|总共|一共|共)(?!同|享|建|青|产)(?P<what>[^,;。()]{0,12})$"
)
# Of another time, or of some of the rows
_OTHER = expression(r"[上去前]年|同期|比|较|其中|增|减|计划|目标|除|另|平均|最")
# Above or below its table a sentence stands no more characters off
_OFF = 400
_PIECE = 2


@record(frozen=True)
class ColumnSum:
    """A total of the text and the cells of the column that it sums up."""

    whole: Mention
    parts: tuple[Mention, ...]


def column_sums(document: Document, mentions: Sequence[Mention], found: Sequence[Table]) -> Iterator[ColumnSum]:
    """The totals that stand near a table, in reading order for each table."""
    starts = [mention.start for mention in mentions]
    # Months may stand side by side; other columns are of several things
    for table in chain.from_iterable((table, *([table.turned] if _is_of_times(table) else [])) for table in found):
        names = [table.name(row) for row in table.rows]
        if len(names) < 2 or any(is_total(name) or OVERALL.fullmatch(name) for name in names):
            continue
        first, last = min(head.start for head in table.heads), max(table.rows[-1][-1].end, table.heads[-1].end)
        for mention in mentions[bisect_left(starts, first - _OFF) : bisect_left(starts, last + _OFF)]:
            if mention.is_quantity and not first <= mention.start < last and mention.kind is not MentionKind.PERCENT and not mention.components:
                what = _what(document, mention, table)
                column = _column(table, mention, what) if what else None
                if column is not None:
                    yield ColumnSum(mention, tuple(figure for row in table.rows if (figure := row[column].figure) is not None))


def _is_of_times(table: Table) -> bool:
    return all(TIMES.fullmatch(table.head(column)) for column in table.columns)


def _what(document: Document, mention: Mention, table: Table) -> str:
    """What a total of all rows is of; nothing where it is of anything else."""
    before = document.folded[sentence_start(document, mention.start) : mention.outer_start]
    clause = before[max(before.rfind(mark) for mark in ",;:()") + 1 :]
    of_all = any(integer(told["n"]) == len(table.rows) and _says_all(told["of"], table) for told in _OF_ALL.finditer(before))
    stretch = STRETCH.search(before)
    of_all |= stretch is not None and tiled([table.name(row) for row in table.rows]) == stretch_of(stretch["time"])
    listed = _TABLE.search(clause)
    if _OTHER.search(clause) or not (of_all or listed) or any(table.name(row) in before for row in table.rows):
        return ""
    return str(listed["what"]) if listed is not None else clause


def _says_all(words: str, table: Table) -> bool:
    """Whether what stands behind a number sums up, or counts what the rows are: 三年累计, 两座渡口."""
    stub = table.heads[table.stub].text
    return _SUM.match(words) is not None or (len(stub) >= _PIECE and 0 <= words.find(stub) <= 1)


def _column(table: Table, mention: Mention, what: str) -> int | None:
    """The one column of all figures in the unit of a total whose head has words of it."""
    fitting = [
        column
        for column in table.columns
        if all(_may_sum(row[column].figure, mention) for row in table.rows) and not NO_SUM.search(table.heads[column].text)
    ]
    alike = {column: _alike(table.head(column), what) for column in fitting}
    most = max(alike.values(), default=0)
    best = [column for column in fitting if alike[column] == most]
    # 起数 alone under 火灾接报情况
    return best[0] if len(best) == 1 and (most or _alike(table.caption, what)) else None


def _may_sum(cell: Mention | None, total: Mention) -> bool:
    plain = cell is not None and not cell.unit and cell.kind is total.kind is MentionKind.COUNT and total.scale == 1
    return cell is not None and (plain or comparable(cell, total))


def _alike(head: str, what: str) -> int:
    """How long a piece of a head what is counted has in it."""
    pieces = (head[i:j] for i in range(len(head)) for j in range(i + _PIECE, len(head) + 1))
    return max((len(piece) for piece in pieces if piece in what), default=0)
