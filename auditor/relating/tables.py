"""Tables of a text as structures: rows of cells between bars, tabs or wide gaps, with the names and units that heads and notes give them.

Owns what is a table and what each of its figures is called and measured in; what the figures mean is for `tabulated` and `checking`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.expression import expression
from auditor.extraction.amounts import Figure
from auditor.extraction.numerals import SCALES, arabic_at, spaced_at
from auditor.extraction.vocabulary import NO_UNIT, Unit, Vocabulary, vocabulary
from auditor.lexicon import Lexicon
from auditor.model import Document, Mention, MentionKind
from auditor.record import record, replace
from auditor.relating.forms import DIVIDERS

# "| 指标 | 数值 |" "总  计    12" "指标\t数值" "水稻   18.4   9.2" — not a sentence with a bar in it
_DIVIDING = dict(zip(DIVIDERS, (expression(r"\|"), expression(r"\t"), expression(r" {2,}(?! *计(?: |$))")), strict=True))
# "| --- | :--: |" under the heads — not "| -- | 12 |"
_RULER = expression(r"[|\s:\-]*-[|\s:\-]*")
# "8,118" "8 118" "-3.5" "98.1%" "12.3亿元" "减少2.1个百分点" "前进3位" "第3" — not "12-15"
_FIGURE = expression(
    r"(?P<sign>[-+第]|增[加长]|上升|提高|减少|下降|降低|前进|前移|后退|后移|[进退升降]|[↑↓])? ?(?P<digits>(?:\d{1,3}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+|\d+)(?:\.\d+)?) ?(?P<unit>[^\d\s,.|]{0,6})"
)
# "金额（万元）" "面积/万亩" "增长%" "提高百分点" — not "（含委托）"
_UNIT = expression(r"\((?P<unit>[^()]{1,8})\)$|/(?P<unit>[^/]{1,6})$|(?P<unit>[%‰]|(?<=[高低降升])百分点)$")
# "（单位：万元）" "单位: 人" "(单位为元):" above a table — not "单位：人、万元", where each column has its own
_NOTE = expression(r"单位[:为是]\s*(?P<unit>[^\s、,，/():]{1,6})\s*\)?\s*:?\s*$")
# "十万" before "元", "亿" before "千瓦时"
_SCALED = expression(r"(?P<scale>[十百千]?[万亿])(?P<unit>.+)")
# "上升2个位次"
_OF_PLACES = expression(r"^个?[位名]次$")
_FALLS = frozenset(("-", "减少", "下降", "降低", "后退", "后移", "退", "降", "↓"))
_RATE = expression(r"率|占比|比重|比例|增长|增速|增幅|同比|环比|升降")
_UNIT_COLUMN = frozenset(("单位", "计量单位"))
_SERIAL = frozenset(("序号", "编号", "代码", "行次"))
# Heads of a first column that names no rows and yet gives figures
_PLACES = frozenset(("排名", "名次", "位次", "排位", "排序"))
# "2024年" "2023年末" "2024年合格率" over a column
_YEAR = expression(r"(?:19|20)\d\d(?:年\p{Han}{0,8}|[度末初底])?")
# "3月" "1季度" at the head of a column are no figures
_MONTH = expression(r"\d{1,2}(?:月份?|季度)")
_LONGEST_CAPTION, _LONGEST_CELL = 60, 40


@record(frozen=True, slots=True)
class Cell:
    """One cell: its words folded and without spaces, its half-open offsets, how far it is set in, and its figure where it is nothing else."""

    text: str
    start: int
    end: int
    figure: Mention | None = None
    indent: int = 0


@record(frozen=True, slots=True)
class Table:
    """One table: the words right above it, its heads, and its rows, all with as many cells; `stub` is the column that names the rows."""

    caption: str
    heads: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    stub: int

    @property
    def columns(self) -> range:
        """The columns that may hold figures."""
        return range(self.stub + 1, len(self.heads))

    @property
    def turned(self) -> Table:
        """The same table with its rows as columns: what holds between columns may hold between rows."""
        heads = (self.heads[self.stub], *(row[self.stub] for row in self.rows))
        return Table(self.caption, heads, tuple((self.heads[column], *(row[column] for row in self.rows)) for column in self.columns), 0)

    def name(self, row: Sequence[Cell]) -> str:
        """What a row is called, without its unit."""
        return bare(row[self.stub].text)

    def head(self, column: int) -> str:
        """What a column is called, without its unit."""
        return bare(self.heads[column].text)


def bare(words: str) -> str:
    """The words of a head without the unit behind them."""
    return _UNIT.sub("", words)


def tables(document: Document, lexicon: Lexicon) -> tuple[Table, ...]:
    """The tables of a document in reading order: heads and at least one row with a figure."""
    words = vocabulary(lexicon)
    return tuple(table for caption, lines in _runs(document) for table in [_table(document, words, caption, lines)] if table is not None)


def measured(document: Document, lexicon: Lexicon, caption: str, mention: Mention) -> Mention:
    """A bare number in the unit that the words above it say: 218.6 below 收支情况（单位：万元）; as it is where they say none."""
    note, words = _NOTE.search(caption), vocabulary(lexicon)
    measure = _measure(words, note["unit"]) if note else _head_unit(words, caption)
    return (_figure(document, words, Cell("", mention.start, mention.end), measure) if measure else None) or mention


def _runs(document: Document) -> Iterator[tuple[str, list[tuple[Cell, ...]]]]:
    """Rows that follow one another in the same form with as many cells, with the words above them."""
    above: list[str] = []
    run: list[tuple[Cell, ...]] = []
    form, last = "", 0
    for block in document.blocks:
        start = block.start - document.lines.place(block.start)[1] + 1
        divider = _divider(document.folded[start : block.end])
        if divider and _RULER.fullmatch(document.folded, start, block.end):
            last = block.end
            continue
        cells = _cells(document.folded, start, block.end, divider) if divider else ()
        if run and (divider != form or len(cells) != len(run[0]) or document.folded.count("\n", last, start) > 1 + (form == "|")):
            yield " ".join(above[-2:]), run
            # One line with a wide gap is no table, and may be the caption of the next: "表1  出口情况(单位:亿元)"
            above = [document.folded[run[0][0].start : run[0][-1].end]] if form == "  " and len(run) == 1 else []
            run = []
        if cells:
            run.append(cells)
        elif block.end - start <= _LONGEST_CAPTION and "。" not in document.folded[start : block.end]:
            above.append(document.folded[start : block.end].strip())
        else:
            above = []
        form, last = divider, block.end
    if run:
        yield " ".join(above[-2:]), run


def _divider(line: str) -> str:
    """What divides the cells of a line; nothing where it is none of a table."""
    if "。" in line:
        return ""
    return next((mark for mark in _DIVIDING if mark in (line.strip() if mark != "\t" else line)), "")


def _cells(folded: str, start: int, end: int, divider: str) -> tuple[Cell, ...]:
    """The cells of a line; the bars at its ends enclose none."""
    if divider == "|":
        line = folded[start:end].strip()
        first, last = folded.find("|", start, end) + 1, folded.rfind("|", start, end)
        # Lines may do without the bars at their ends
        start, end = first if line.startswith("|") else start, last if line.endswith("|") else end
    elif divider != "\t":
        start += len(folded[start:end]) - len(folded[start:end].lstrip())
    cells = []
    for match in (*_DIVIDING[divider].finditer(folded, start, end), None):
        stop = match.start() if match else end
        words = folded[start:stop].strip()
        first = start + folded[start:stop].find(words)
        cells.append(Cell("".join(words.split()), first, first + len(words), indent=first - start))
        start = match.end() if match else end
    return tuple(cells) if len(cells) > 1 and all(len(cell.text) <= _LONGEST_CELL for cell in cells) else ()


def _table(document: Document, words: Vocabulary, caption: str, lines: list[tuple[Cell, ...]]) -> Table | None:
    heads, body = lines[0], lines[1:]
    placed = heads[0].text in _PLACES
    stub = 1 if (placed or heads[0].text in _SERIAL) and len(heads) > 2 else 0
    named_all = all(head.text for head in heads[1:]) and all(row[0].text or row[stub].text for row in body)
    if (
        not body
        or not named_all
        or any(_FIGURE.fullmatch(cell.text) and not (_YEAR.fullmatch(bare(cell.text)) or _MONTH.fullmatch(cell.text)) for cell in heads)
    ):
        return None
    note = _NOTE.search(caption)
    general = (_measure(words, note["unit"]) if note else None) or _head_unit(words, heads[stub].text) or _head_unit(words, caption)
    units = [_head_unit(words, head.text) for head in heads]
    named = next((column for column, head in enumerate(heads) if head.text in _UNIT_COLUMN), None)
    rows = []
    for row in body:
        own = _measure(words, row[named].text) if named is not None else _head_unit(words, row[stub].text)
        rows.append(
            tuple(
                cell
                if column <= stub and not (placed and column < stub)
                else replace(
                    cell, figure=_figure(document, words, cell, _of_row(own) or units[column] or own or _bare(heads[column].text) or general)
                )
                for column, cell in enumerate(row)
            )
        )
    return Table(caption, heads, tuple(rows), stub) if any(cell.figure for row in rows for cell in row) else None


_Measure = tuple[int, Unit]


def _head_unit(words: Vocabulary, head: str) -> _Measure | None:
    match = _UNIT.search(head.rstrip(":"))
    return _measure(words, match["unit"]) if match else None


def _bare(head: str) -> _Measure | None:
    """A column of rates says so in its name."""
    return (1, Unit("", MentionKind.PERCENT, "percent")) if _RATE.search(head) else None


def _of_row(own: _Measure | None) -> _Measure | None:
    """The unit of a row of rates, 参保率（%）, which may stand among rows of what the head of the column says."""
    return own if own is not None and own[1].kind is MentionKind.PERCENT else None


def _measure(words: Vocabulary, said: str) -> _Measure | None:
    """The scale and the unit of "万元", "起" or "%"; `None` where the words are neither."""
    unit = words.unit_at(said, 0)
    if unit is not None and len(unit.text) == len(said):
        return 1, unit
    match = _SCALED.fullmatch(said)
    unit = words.unit_at(match["unit"], 0) if match else None
    if match is None or unit is None or len(unit.text) != len(match["unit"]):
        return None
    size = 1
    for scale in match["scale"]:
        size *= 10 if scale == "十" else SCALES[scale]
    return size, unit


def _figure(document: Document, words: Vocabulary, cell: Cell, measure: _Measure | None) -> Mention | None:
    """The figure of a cell in its own unit, else in that of its column, row or table."""
    match = _FIGURE.fullmatch(document.folded, cell.start, cell.end)
    read_at = spaced_at if match and " " in match["digits"] else arabic_at
    numeral = read_at(document.folded, match.start("digits")) if match else None
    if match is None or numeral is None or numeral.end != match.end("digits"):
        return None
    own = _measure(words, _OF_PLACES.sub("位", match["unit"])) if match["unit"] else measure or (1, NO_UNIT)
    if own is None:
        return None
    if match["sign"] in _FALLS:
        numeral = replace(numeral, digits=f"-{numeral.digits}")
    read = Figure(cell.start, cell.end, numeral, *own)
    return Mention(
        start=cell.start,
        end=cell.end,
        kind=read.unit.kind,
        value=read.printed,
        printed=read.printed,
        digits=numeral.digits,
        digits_start=numeral.start,
        digits_end=numeral.end,
        scale=read.scale,
        factor=read.unit.factor,
        unit=read.unit.text,
        dimension=read.unit.dimension,
    )
