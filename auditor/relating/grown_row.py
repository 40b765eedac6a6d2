"""Changes of the running text with the column of a table that gives them: 东城区货运量增长5.2% and the row 东城区 under 增长（%）.

Owns which cell a change may be; a fall is a cell with a minus.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.model import Mention, MentionKind
from auditor.record import record
from auditor.relating.scope import names_its_own
from auditor.relating.tables import Table
from auditor.relating.tabulated import FILLER, PART
from auditor.relating.totals import is_total

if TYPE_CHECKING:
    from auditor.relating import Context

# "增长（%）" "同比增减" "变动比例" "比上年增长" — not "环比增长" and not "增减额"
_GROWTH = expression(
    r"(?:同比|比?(?:上年|去年)(?:同期)?|较(?:上年|去年)(?:同期)?|本期比上年同期)?(?:增长|增速|增幅|增减|升降|变[动化]|提高|上升|下降|回落|增减变[动化])(?:率|幅度|比例|速度|百分比|百分点|点数)?(?:%)?"
)
# A fall may stand there without its minus
_EITHER = expression(r"增减|升降|变[动化]|下降|回落")
# Changes of other times, or over several years
_OTHER = expression(r"环比|上[月季]|年均|[两三五十\d]年|预计|预期|目标|计划")
_HAN = expression(r"\p{Han}")
_YEAR = expression(r"20\d\d年?")
# "PM10" as well as 水果
_NAME = expression(r"[\p{Han}A-Za-z]")
# So many characters of the words of a change may be in the table nowhere
_BESIDE = 4
_OFF = 8000
_CHANGES = frozenset({MentionKind.PERCENT, MentionKind.POINTS})


@record(frozen=True)
class GrownRow:
    """A change of the text, the name of its row and the cell that it may be; `falls` where the text tells a fall.

    It is `sure` where the table has all of its words, and `one_way` where its head says that a fall has a minus.
    """

    mention: Mention
    name: str
    cell: Mention
    falls: bool
    sure: bool
    one_way: bool = False


def grown_rows(context: Context) -> Iterator[GrownRow]:
    """The changes of the text whose words name one row of a table with one column of changes, in the order of the tables."""
    for table in context.tables:
        columns = [column for column in table.columns if _GROWTH.fullmatch(table.head(column))]
        if len(columns) != 1:
            continue
        rows = {order: FILLER.sub("", table.name(row)) for order, row in enumerate(table.rows) if not is_total(table.name(row))}
        times = Counter(rows.values())
        names = {name: order for order, name in rows.items() if times[name] == 1 and (len(_NAME.findall(name)) > 1 or _YEAR.fullmatch(name))}
        first, last = table.heads[0].start, table.rows[-1][-1].end
        for mention in context.mentions_in(first - _OFF, last + _OFF):
            if mention.kind in _CHANGES and not first <= mention.start < last and not mention.components:
                yield from _of_row(context, table, columns[0], names, mention)


def _of_row(context: Context, table: Table, column: int, names: dict[str, int], mention: Mention) -> Iterator[GrownRow]:
    words = context.words(mention)
    said = [name for name in names if _YEAR.fullmatch(name) and (mention.period or "").startswith(name[:4])] or [
        name for name in names if name in words.core and not any(name in other and other in words.core for other in names if other != name)
    ]
    if not words.moves or len(said) != 1 or _OTHER.search(_clause_of(context, mention)) or not _of_its_time(mention, table):
        return
    cell = table.rows[names[said[0]]][column].figure
    if cell is not None and mention.kind is not cell.kind and MentionKind.POINTS in (mention.kind, cell.kind):
        return
    above = table.caption + "".join(head.text for head in table.heads)
    rest = words.core.replace(said[0], "")
    if cell is not None and len([c for c in _HAN.findall(rest) if c not in above]) <= _BESIDE and not names_its_own(rest):
        yield GrownRow(
            mention,
            said[0],
            cell,
            words.moves == "下降",
            rest in above and bool(rest or not _YEAR.fullmatch(said[0])),
            _EITHER.search(table.head(column)) is None,
        )


def _clause_of(context: Context, mention: Mention) -> str:
    return context.document.folded[max(0, mention.outer_start - _BESIDE * 2) : mention.outer_start]


def _of_its_time(mention: Mention, table: Table) -> bool:
    above = table.caption + "".join(head.text for head in table.heads) + "".join(row[table.stub].text for row in table.rows)
    return set(PART.findall(mention.period or "")) == set(PART.findall(above))
