"""Figures of the running text with the row of a table that the words before them name: 其次为桥梁领域，共198起, and the row 桥梁.

Owns which row and which of its columns a figure may be of; the column is that of its unit, that of its words, or the one in which its neighbours agree.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from auditor.expression import expression
from auditor.model import Document, Mention, MentionKind
from auditor.record import record
from auditor.relating.scope import names_its_own, sentence_start
from auditor.relating.tables import Table
from auditor.relating.tabulated import FILLER, OTHER, OTHER_TIME, PART, same_year
from auditor.relating.totals import is_total
from auditor.relating.unit import comparable

_CLAUSE = expression(r"[,;:、]")
_HAN = expression(r"\p{Han}")
# Joins a row to its figure: "桥梁领域最多,共286起" — no word of what is counted
_LINK = expression(
    r"最[多高大少低]|其次|再次|较[多高]|分别|依次|达到?|共有?|合计|完成|实现|有|是|为|占比?|计|约|居|位|第|名|首|全|各|的|中|类|项|领域|方面|一|二|三|在|了|则|和|及|与"
)
# Only some of what the row is: "直接持有"
_PARTLY = expression(r"直接|间接|本部|单独|其余|另|未|非")
# "申报中手机端" behind the name of a row: a share of it — not "中有"
_OF_IT = expression(r"\p{Han}{0,4}(?<!其)(?:中|(?<!公)里(?!程))(?!学|心|部)")
# "签约率" at the end of the words of a figure: a measure that must be one of the table's — not "保有量"
_MEASURE = expression(r"\p{Han}+[率比值价费]$")
# "3路" "12号线" of rows that have numbers for names — not "3月"
_NUMBERED = expression(r"\d{1,3}(?:路|号|号线|号楼|[班组队栋期])")
# "2024年" before what is told of it
_YEAR = expression(r"^\s*(?:19|20)\d\d年[度末底]?")
_AND = expression(r"[、,]|[和及与]")
# A text that speaks of a table stands no more characters off
_OFF = 8000
_FARTHEST = 48
# So many characters may stand beside the name of a row that the table does not know
_BESIDE = 4
_ENDING = 2


@record(frozen=True)
class Rowed:
    """A figure of the text, the name of its row, and the cells it may be: `cell` is the one, where words, unit or neighbours single it out; `borne` by neighbours that agree; `beside` its words that the table has not, `narrowed` where some stand right before the name."""

    mention: Mention
    name: str
    cells: tuple[Mention, ...]
    cell: Mention | None
    borne: bool
    beside: str
    narrowed: bool


@record(frozen=True)
class _Named:
    mention: Mention
    table: Table
    order: int
    beside: str
    narrowed: bool
    columns: tuple[int, ...]


def rowed(document: Document, mentions: Sequence[Mention], found: Sequence[Table]) -> Iterator[Rowed]:
    """The figures of the text behind the name of a row, in reading order for each table."""
    spans = [(table.heads[0].start, table.rows[-1][-1].end) for table in found]
    starts = [mention.start for mention in mentions]
    for table, (first, last) in zip(found, spans, strict=True):
        near = mentions[bisect_left(starts, first - _OFF) : bisect_left(starts, last + _OFF)]
        for _, paragraph in groupby(_named(document, near, table, spans), key=lambda one: document.lines.place(one.mention.start)[0]):
            named = list(paragraph)
            yield from (_rowed(one, [other for other in named if other is not one]) for one in named)


def _rowed(one: _Named, around: Sequence[_Named]) -> Rowed:
    """One figure with its column: the only one, or of several the one in which figures beside it agree with their rows."""
    borne = [column for column in one.columns if any(_agrees(other, column) for other in around)]
    column = borne[0] if len(borne) == 1 else one.columns[0] if len(one.columns) == 1 else None
    cells = tuple(cell for at in one.columns if (cell := _cell(one.table, one.order, at)))
    cell = _cell(one.table, one.order, column) if column is not None else None
    return Rowed(one.mention, one.table.name(one.table.rows[one.order]), cells, cell, bool(borne), one.beside, one.narrowed)


def _agrees(one: _Named, column: int) -> bool:
    cell = _cell(one.table, one.order, column)
    return column in one.columns and cell is not None and cell.value.meets(one.mention.value)


def _named(document: Document, mentions: Sequence[Mention], table: Table, spans: Sequence[tuple[int, int]]) -> Iterator[_Named]:
    names = {order: FILLER.sub("", table.name(row)) for order, row in enumerate(table.rows) if not is_total(table.name(row))}
    names = {order: name for order, name in names.items() if len(_HAN.findall(name)) > 1 or _NUMBERED.fullmatch(name)}
    # A name of two rows names neither
    times = Counter(names.values())
    names = {order: name for order, name in names.items() if times[name] == 1}
    for mention, before, order in _behind_names(document, [m for m in mentions if m.is_quantity], names):
        outside = not mention.components and not any(start <= mention.start < end for start, end in spans)
        if outside and not _of_other(before) and _of_its_time(mention, before, table):
            columns = tuple(_columns(document, mention, before, table, order))
            goes_on = before.startswith((f"{names[order]},", f"{names[order]}、"))
            columns = tuple(column for column in columns if not goes_on or _is_head_in(table, column, before))
            beside = _beside(before, names, order, table) if columns else None
            if beside is not None and len(beside) <= _BESIDE:
                yield _Named(mention, table, order, beside, _is_narrowed(before, names[order], table), columns)


def _of_other(before: str) -> bool:
    """Whether a figure is of another time or sort; that the row has risen says nothing of a figure behind the comma: 鲈鱼增产较多,产量⟨⟩."""
    said, _, clause = before.rpartition(",")
    return OTHER_TIME.search(said) is not None or OTHER.search(clause) is not None


def _behind_names(document: Document, mentions: Sequence[Mention], names: Mapping[int, str]) -> Iterator[tuple[Mention, str, int]]:
    """The figures behind one name alone, and those that 分别 gives to several, each with the words before it."""
    floor, shared, last = 0, ("", list[int]()), ""
    for mention in mentions:
        if _inside_name(document, mention, names.values()):
            continue
        low = max(floor, sentence_start(document, mention.start), mention.outer_start - _FARTHEST)
        before = document.folded[low : mention.outer_start]
        said = [order for order, name in names.items() if name in before and not any(name in o and o in before for o in names.values() if o != name)]
        # 3路 is no end of 13路
        said = [order for order in said if not before[: before.find(names[order])][-1:].isdigit() or not names[order][0].isdigit()]
        if floor and shared[1] and _AND.fullmatch(before):
            before, said = shared[0], shared[1][:1]
            shared = before, shared[1][1:]
        elif len(said) > 1 and "分别" in before:
            said.sort(key=lambda order: before.find(names[order]))
            shared = before, said[1:]
            said = said[:1]
        else:
            shared = "", []
        if not said and last and before.startswith((",", "、")):
            # "甲县在校⟨⟩,教师⟨⟩": the row goes on for another column
            before, said = last + before, [order for order, name in names.items() if name == last]
        if len(said) == 1:
            yield mention, before, said[0]
        last = names[said[0]] if len(said) == 1 else ""
        floor = mention.outer_end


def _inside_name(document: Document, mention: Mention, names: Iterable[str]) -> bool:
    """Whether a figure belongs to the name of a row: 60岁以上人员."""
    quote = document.folded[mention.start : mention.end]
    around = ((name, mention.start - name.find(quote)) for name in names if quote in name)
    return any(document.folded.startswith(name, at) for name, at in around if at >= 0)


def _of_its_time(mention: Mention, before: str, table: Table) -> bool:
    above = table.caption + "".join(head.text for head in table.heads) + "".join(row[table.stub].text for row in table.rows)
    return all(part in above for part in PART.findall((mention.period or "") + before))


def _columns(document: Document, mention: Mention, before: str, table: Table, order: int) -> Iterator[int]:
    """The columns of the unit of a figure; where words before it are in the heads of some, those."""
    fitting = [
        column
        for column in table.columns
        if (cell := _cell(table, order, column)) is not None
        and _one_unit(cell, mention)
        and not OTHER.search(table.head(column))
        and same_year(document, mention, before, table, column)
    ]
    # 出口 is all of the head 出口, and only some of 进出口
    said = {
        column: (len(head) if (head := table.head(column)) in before else 0, max((len(word) for word in _pieces(head) if word in before), default=0))
        for column in fitting
    }
    most = max(said.values(), default=(0, 0))
    yield from (column for column in fitting if said[column] == most)


def _is_head_in(table: Table, column: int, words: str) -> bool:
    """Whether words end with all that a column is called: ,专任教师 under 专任教师数."""
    head = FILLER.sub("", table.head(column)).removesuffix("数")
    return len(head) > 1 and _LINK.sub("", words).endswith(_LINK.sub("", head))


def _pieces(head: str) -> list[str]:
    return [head[i : j + 1] for i in range(len(head)) for j in range(i + 1, len(head))]


def _one_unit(cell: Mention, mention: Mention) -> bool:
    plain = not cell.unit and cell.kind is mention.kind is MentionKind.COUNT and mention.scale == 1
    return plain or comparable(cell, mention)


def _beside(before: str, names: Mapping[int, str], order: int, table: Table) -> str | None:
    """The characters of its clauses that a figure has and neither the table nor a frame; `None` where one names a place of its own."""
    clauses = _CLAUSE.split(before)
    first = next(n for n, clause in enumerate(clauses) if names[order] in clause)
    known = set(table.caption + "".join(head.text for head in table.heads))
    rest = "".join(FILLER.sub("", _YEAR.sub("", clause)) for clause in clauses[first:])
    for name in sorted(names.values(), key=len, reverse=True):
        rest = rest.replace(name, "")
    at = clauses[first].find(names[order]) + len(names[order])
    if _PARTLY.search(rest) or names_its_own(rest) or _OF_IT.match(clauses[first], at):
        return None
    heads = [table.head(column) for column in table.columns]
    measure = _MEASURE.search(_LINK.sub("", clauses[-1].replace(names[order], "")))
    if measure and not any(head.endswith(measure[0][-_ENDING:]) or (head and measure[0].endswith(head)) for head in (*heads, table.caption)):
        return None
    return "".join(c for c in _HAN.findall(_LINK.sub("", rest)) if c not in known)


def _is_narrowed(before: str, name: str, table: Table) -> bool:
    """Whether words that the table has not stand right before the name of a row, so that it may be some of the row: 设施蔬菜."""
    lead = before[: before.find(name)]
    lead = FILLER.sub("", _YEAR.sub("", lead[max(map(lead.rfind, ",;:、")) + 1 :]))
    known = set(table.caption + "".join(head.text for head in table.heads))
    return len([c for c in _HAN.findall(_LINK.sub("", lead)) if c not in known]) > 1


def _cell(table: Table, order: int, column: int) -> Mention | None:
    return table.rows[order][column].figure
