"""Forms: names with their figures, one to a line (应到：248名 over 实到：231名) or one to a row of a table, each read as one sentence: 应到⟨⟩,实到⟨⟩.

Owns which lines and which columns are forms; what their figures mean to one another is for those who read sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.lexicon import Lexicon
from auditor.model import AMOUNTS, Document, Mention, MentionKind
from auditor.record import replace
from auditor.relating.sentence import QUANTITY_SIGNS, SIGNS, Sentence

if TYPE_CHECKING:
    from auditor.relating.tables import Cell, Table

DIVIDERS = ("|", "\t", "  ")
"""What stands between the cells of a table: a text with none of these has none."""
MARK = r"(?:\(?[\d一二三四五六七八九十]{1,2}(?:[.、]\)?|\))|[①-⑳]|[—●■◆·*-]{1,2})"
"""The mark of an item: "1." "（二）" "①" "——"."""
# What is to be done about a figure is no figure of the form: ",拟分三年补齐" — not ",其中"
_PLAN = r",(?:拟|计划|将|力争|预计|亟需|亟待)[^,;。:|\t\n]{2,14}"
# "到会率：⟨93.1%⟩" "(2)补偿标准：每亩⟨4.8万元⟩；" "审结\t⟨1574件⟩" "| 审结 | ⟨1574件⟩ |" "缺口⟨160个⟩,拟两年补齐" — not "户主：王某" and not "受理⟨3件⟩，办结⟨2件⟩"
_ENTRY = expression(
    rf"[\s|]*{MARK}?\s*(?P<name>\d{{1,2}}月份?(?=[:\t|])|(?:(?:19|20)\d\d年|\d{{1,2}}月|[{SIGNS[MentionKind.COUNT]}])?[^,;。:|\t\d{QUANTITY_SIGNS}](?:[^,;。:|\t{QUANTITY_SIGNS}]{{0,17}}[^,;。:|\s{QUANTITY_SIGNS}])?)"
    rf"(?:\s*[:|\t,]\s*|\s*)(?P<each>(?:每|按)?[^,;。:|\t\d{QUANTITY_SIGNS}]{{0,6}})(?P<figure>[{QUANTITY_SIGNS}])(?:\([^()]{{0,20}}\))?(?:{_PLAN})?[;。,|\s]*"
)
# Between two lines of one form stand a line break, the mark of the second, and lines without figures that have a name too: "户主：王某"
_BETWEEN = expression(rf"[\s|;。,]*?(?:\([^()\n]{{0,20}}\))?(?:{_PLAN})?[|;。, \t]*(?:\n[^\n,;。]{{1,12}}[:\t|][^\n。]{{0,30}})*\n[\s|]*?{MARK}?\s*")
_LINE = expression(r"[^\n]+")
# "人均" "比上年提高百分点": parts of it may pass the whole
_OF_EACH = expression(r"百分点|[比较][上去]|提高|均|单价|价格")
_FEWEST, _MOST = 2, 16
_LONGEST = 120
_MOST_COLUMNS = 4
_Entry = tuple[str, list[int], Mention]


def forms(document: Document, sentences: Iterable[Sentence], tables: Sequence[Table], lexicon: Lexicon) -> Iterator[Sentence]:
    """The forms of lines as sentences, in reading order, bare numbers in the unit that the line above them says; then the columns of small tables."""
    run: list[_Entry] = []
    for entry in (entry for sentence in sentences for entry in _entries(document, sentence)):
        if run and (entry is None or not _BETWEEN.fullmatch(document.folded, run[-1][2].outer_end, entry[1][0])):
            yield from _form(_measured(document, run, lexicon))
            run = []
        run += [entry] if entry is not None else []
    yield from _form(_measured(document, run, lexicon))
    if tables:
        yield from _in_columns(document, tables)


def _measured(document: Document, run: Sequence[_Entry], lexicon: Lexicon) -> Sequence[_Entry]:
    above = document.folded[: run[0][1][0]].rstrip().rpartition("\n")[2].rstrip(": ") if run else ""
    # "单位:万吨" or "发电量(亿千瓦时)" over the lines
    if not ("单位" in above or above.endswith(")")) or any(mention.unit or mention.kind is not MentionKind.COUNT for _, _, mention in run):
        return run
    from auditor.relating.tables import measured

    return [(words, at, measured(document, lexicon, above.split("。")[-1], mention)) for words, at, mention in run]


def tables_in(document: Document, lexicon: Lexicon) -> tuple[Table, ...]:
    """The tables of a text, in reading order; one without what divides their cells has none, and needs none of what reads them."""
    if not any(divider in document.folded for divider in DIVIDERS):
        return ()
    from auditor.relating.tables import tables

    return tables(document, lexicon)


def _in_columns(document: Document, tables: Iterable[Table]) -> Iterator[Sentence]:
    # A page without tables needs none of these
    from auditor.relating.heads import CHANGE

    for table in tables:
        figures = [column for column in table.columns if any(row[column].figure for row in table.rows)]
        for column in figures if len(figures) <= _MOST_COLUMNS else ():
            if not (CHANGE.search(table.head(column)) or _OF_EACH.search(table.head(column))):
                yield from _form([entry for row in table.rows if (entry := _row(document, row[table.stub], row[column]))])


def _entries(document: Document, sentence: Sentence) -> Iterator[_Entry | None]:
    """The name and the figure of each line of a sentence that is nothing else; None for a line that is."""
    if len(sentence.text) > _LONGEST:
        yield None
        return
    for line in _LINE.finditer(sentence.text):
        match = _ENTRY.fullmatch(sentence.text, *line.span())
        if match is None:
            yield None
        else:
            places = [
                offset
                for group in ("name", "each")
                for at in range(*match.span(group))
                for offset in _printed(sentence, at)
                if not document.folded[offset].isspace()
            ]
            figure = sentence.at(match.start("figure"))
            yield "".join(document.folded[offset] for offset in places), [*places, figure.start], figure


def _printed(sentence: Sentence, at: int) -> range:
    """Where in the document a character of a sentence stands; a sign is all of its figure: 三类案件合计."""
    figure = sentence.at(at) if at in sentence.orders else None
    return range(sentence.offsets[at], sentence.offsets[at] + 1) if figure is None else range(figure.start, figure.end)


def _row(document: Document, name: Cell, cell: Cell) -> _Entry | None:
    if cell.figure is None:
        return None
    from auditor.relating.tables import bare

    at = [offset for offset in range(name.start, name.end) if not document.folded[offset].isspace()][: len(bare(name.text))]
    at = [offset for offset in at if document.folded[offset] != ":"]
    words = "".join(document.folded[offset] for offset in at)
    return (words, [*at, cell.figure.start], cell.figure) if words else None


def _form(run: Sequence[_Entry]) -> Iterator[Sentence]:
    """The sentence that the lines of a form make up, where enough of them have an amount."""
    of_rates = all(mention.kind is MentionKind.PERCENT for _, _, mention in run)
    if not _FEWEST <= len(run) <= _MOST or not (of_rates or sum(mention.kind in AMOUNTS for _, _, mention in run) >= _FEWEST):
        return
    text, offsets, positions = "", list[int](), list[int]()
    for words, at, mention in run:
        text += words
        positions.append(len(text))
        text += SIGNS[mention.kind] + ","
        offsets += [*at, at[-1]]
    yield Sentence.of(text[:-1] + "。", offsets, [replace(mention, label=words) for words, _, mention in run], positions)
