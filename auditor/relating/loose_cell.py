"""Figures of the text that hardly a word binds to a cell: no cell of any table has their value, and just one that is called about so comes near it.

「共调解矛盾纠纷2186件，分布如下」 names no row, yet the only total of the table below is 2168: worth a look. What the rows of a column without a total
add up to may be meant as well. Owns which cell may be meant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

from auditor.expression import expression
from auditor.misprint import crossed, mistaken, mixed, swapped
from auditor.model import Document, Mention, MentionKind
from auditor.number import Interval
from auditor.record import record
from auditor.relating.lined import tiled
from auditor.relating.scope import ANOTHER_TIME, OWN_OFFICE, is_to_come, scope, sentence_start
from auditor.relating.tables import Table
from auditor.relating.tabulated import FILLER, OTHER, PART, core, is_called, same_year, shares_words
from auditor.relating.totals import NO_SUM, OVERALL, is_total
from auditor.relating.unit import comparable, in_scale_of

_HAN = expression(r"\p{Han}")
# Ends the words of a figure: "," — not the joint of "和"
_MARK = expression(r"[,;:。!?()\n\r|\t、]")
# Of another time, of some of what is counted, or no amount of its own
_ELSEWHERE = expression(
    rf"{ANOTHER_TIME}|[上前去常]年|计划|预[计算]|[另未]|其余|其他|[人户日月年]均|平均|每|增[长加]|[减下][少降]|提高|上升|新[增建]|[单当][月日]|近[三五]年|[比较超由从]|[含除][^,]*$|分别|最[多少高低]|中(?:有|,|$)|直接|间接"
)
# "占全市的": of another whole, unless the cells are shares
_SHARE = expression(r"占")
# "详见下表" "如表1所示" — not "表示"
_LEADS_TO = expression(r"[下附]表|[如见]表")
# Picks some of a total; of a row it is the usual way to speak
_AMONG = expression(r"其中|[市区县镇乡]直|其它|部分|仅|只|夜间|首[批次]|第[一二三四]")
# Before the name of a row, and no part of it: "完成" "其中"
_LEADS = expression(
    r"(?:[有为是了的、]|其中|完成|实现|发[放生]|投入|收[取到]|受理|兑付|新[建改]|[办审]结|达|共|安排|下达|拨付|查[处获]|培训|招[聘录收]|选择?|采用|使用|属于|来自|通过|认为|[上前去今]年)"
)
# "共" "累计" before what a column adds up to
_SUMS = expression(r"共|累计|合计|总|[全今本][年省市县区镇乡村校院局]")
_MANY, _TELLING, _LONGEST, _BEHIND, _BESIDE, _STRANGE = 4, 3, 40, 10, 6, 10
_BEFORE, _AFTER, _NEAR = 3000, 800, 40
# What cells add up to is less surely meant
_CLOSE, _CLOSER, _LARGE = Fraction(3, 20), Fraction(1, 25), 100


@record(frozen=True)
class LooseCell:
    """A figure of the text, what it is taken for, and the cell, or the cells that are added up."""

    mention: Mention
    name: str
    cells: tuple[Mention, ...]


@record(frozen=True)
class _Place:
    """What a figure may be: the words of its row, "" for a total, those of its column, and its value."""

    row: str
    head: str
    column: int
    value: Interval
    cells: tuple[Mention, ...]


def loose_cells(document: Document, mentions: Sequence[Mention], found: Sequence[Table], bound: Collection[int]) -> Iterator[LooseCell]:
    """The figures that start at none of the offsets `bound` and outside of all tables, each with the only cell that it may be."""
    spans = [(min(h.start for h in table.heads), max(table.rows[-1][-1].end, table.heads[-1].end)) for table in found]
    outside = [m for m in mentions if m.is_quantity and not any(start <= m.start < end for start, end in spans)]
    starts = [m.start for m in outside]
    cells = [cell.figure for table in found for row in table.rows for cell in row if cell.figure is not None]
    seen = set(bound)
    for table, (first, last) in zip(found, spans, strict=True):
        places = list(_places(table))
        low, high = bisect_left(starts, first - _BEFORE), bisect_left(starts, last + _AFTER)
        for order in range(low, high):
            mention = outside[order]
            if mention.start in seen or mention.hedges or mention.components or mention.quoted or not mention.unit:
                continue
            # What is near is told at a small part of the price of what is called alike
            near = [place for place in places if _is_near(mention, place)]
            if not near or any(_one_unit(cell, mention) and cell.value.meets(mention.value) for cell in cells):
                continue
            # What stands in the name of a row is none of its figures: 18—59岁
            last = next((m.outer_end for m in reversed(outside[max(0, order - 2) : order]) if "岁" not in m.unit), 0)
            words = _words(document, mention, last)
            meant = [place for place in near if _is_meant(document, table, place, mention, words)]
            if len({place.value for place in meant}) == 1 and not any(_tells(other, meant[0]) for other in outside if other is not mention):
                seen.add(mention.start)
                yield LooseCell(mention, meant[0].row or meant[0].head or mention.label, meant[0].cells)


def _places(table: Table) -> Iterator[_Place]:
    names = [table.name(row) for row in table.rows]
    for column in table.columns:
        head = table.head(column)
        figures = [row[column].figure for row in table.rows]
        for name, cell in zip(names, figures, strict=True):
            if cell is not None:
                whole = is_total(name) or OVERALL.fullmatch(name) is not None
                yield _Place("" if whole else name, head, column, cell.value, (cell,))
        cells = [cell for cell in figures if cell is not None]
        plain = len(cells) == len(names) > 1 and not any(is_total(name) or OVERALL.fullmatch(name) for name in names)
        if (
            plain
            and all(comparable(cell, cells[0]) and cell.kind is not MentionKind.PERCENT for cell in cells)
            and not NO_SUM.search(table.heads[column].text)
        ):
            yield _Place("", head, column, sum((cell.value for cell in cells[1:]), cells[0].value), tuple(cells))


def _words(document: Document, mention: Mention, floor: int) -> tuple[str, str]:
    """What stands before a figure, up to the one before it or the beginning of its sentence, and its clause behind it."""
    low = max(floor, sentence_start(document, mention.start), mention.outer_start - _LONGEST)
    behind = document.folded[mention.outer_end : mention.outer_end + _BEHIND]
    mark = _MARK.search(behind)
    return document.folded[low : mention.outer_start], behind[: mark.start()] if mark else behind


def _one_unit(cell: Mention, mention: Mention) -> bool:
    plain = not cell.unit and cell.kind is mention.kind is MentionKind.COUNT
    return plain or comparable(cell, mention)


def _bare(digits: str) -> str:
    return digits.replace(".", "").strip("0")


def _is_near(mention: Mention, place: _Place) -> bool:
    """Whether a figure differs from a cell by no more than the seventh part, or by a slip of its digits or its scale."""
    cell = place.cells[0]
    a, b = mention.value.middle, place.value.middle
    if not a or not b or not _one_unit(cell, mention) or place.value.meets(mention.value):
        return False
    close = abs(a - b) <= (_CLOSE if len(place.cells) == 1 else _CLOSER) * max(abs(a), abs(b))
    single = len(place.cells) == 1 < len(cell.digits) and cell.scale == mention.scale
    return close or _is_slip(mention, place) or (single and mention.digits.isdecimal() and mistaken(mention.digits, cell.digits))


def _is_slip(mention: Mention, place: _Place) -> bool:
    """Whether a cell has the digits of a figure in another order, with one other digit, or in a scale a hundred times off."""
    cell = place.cells[0]
    if len(place.cells) > 1:
        return False
    if _is_rescaled(mention, cell):
        return True
    told = cell.digits if cell.scale == mention.scale else in_scale_of(cell, mention)
    many = len(_bare(told)) >= _TELLING and len(told) == len(mention.digits)
    turned = mention.digits in (*swapped(told), *crossed(told)) and len(_bare(told)) > 1
    return turned or (many and (mistaken(mention.digits, told) or mixed(mention.digits, told)))


def _is_rescaled(mention: Mention, cell: Mention) -> bool:
    """Whether a cell has the digits of a figure a hundred times off or more, or, where they were rounded, ten times."""
    a, b = mention.value.middle or Fraction(0), cell.value.middle or Fraction(0)
    if cell.unit != mention.unit or not a or not b:
        return False
    if _bare(mention.digits) == _bare(cell.digits):
        return max(a, b) >= _LARGE * min(a, b)
    powers = (Fraction(10) ** n for n in (-4, -3, -2, -1, 1, 2, 3, 4)) if min(len(_bare(m.digits)) for m in (mention, cell)) > 1 else ()
    return any(mention.value.scaled(power).meets(cell.value) for power in powers)


def _is_meant(document: Document, table: Table, place: _Place, mention: Mention, words: tuple[str, str]) -> bool:
    """Whether the words of a figure may be those of a cell."""
    before, behind = words
    clause = _MARK.split(before)[-1]
    slip = _is_slip(mention, place)
    if slip and len(_bare(mention.digits)) >= _MANY and mention.kind is MentionKind.MONEY and _bare(mention.digits) == _bare(place.cells[0].digits):
        return mention.scale != 1 or is_called(place.row, before + behind)
    known = place.row + place.head
    said = before if place.row else clause
    scaled = _is_rescaled(mention, place.cells[0])
    words_left = _without(clause if slip else said, known)
    left = not scaled and (_ELSEWHERE.search(words_left) or (mention.kind is not MentionKind.PERCENT and _SHARE.search(words_left)))
    if left or _is_of_others(document, table, mention) or OTHER.search(_without(table.head(place.column), clause)) or is_to_come(document, mention):
        return False
    # "1—6月签约项目31个,详见下表" right over a table that says no time
    leads = 0 < table.heads[0].start - mention.end < _NEAR and _LEADS_TO.search(document.folded, mention.end, table.heads[0].start)
    if not leads and not set(PART.findall((mention.period or "") + before)) <= set(
        PART.findall(table.caption + known + "".join(h.text for h in table.heads))
    ):
        return False
    if not same_year(document, mention, before, table, place.column):
        return False
    return _of_row(table, place, before + behind, mention, slip=slip) if place.row else _of_total(table, place, clause + behind, mention, slip=slip)


def _without(words: str, known: str) -> str:
    """Words without the pairs of characters that a cell is called by."""
    return "".join(c for i, c in enumerate(words) if not (words[i : i + 2] in known or words[max(0, i - 1) : i + 1] in known) or not known)


def _is_of_others(document: Document, table: Table, mention: Mention) -> bool:
    """Whether a figure is of a place that neither a row nor the caption of a table names."""
    known = table.caption + "".join(row[table.stub].text for row in table.rows)
    return any(OWN_OFFICE.search(_without(text, known)) for text in scope(document, mention, years=False))


def _is_narrowed(row: str, said: str) -> bool:
    """Whether a word that picks stands right before the name of a row: 公办鱼校 beside the row 鱼校."""
    before, called, _ = said.partition(core(row) or row)
    lead = "".join(_HAN.findall(FILLER.sub("", _MARK.split(before)[-1]))) if called else ""
    return 0 < len(_LEADS.sub("", lead)) <= _TELLING


def _of_row(table: Table, place: _Place, said: str, mention: Mention, *, slip: bool) -> bool:
    """Whether a row is named, but for its unit (手术⟨12460台次⟩ of 手术台次), and no other, and its column by its words, as the only one, or by a slip."""
    if not (is_called(place.row, said) or is_called(place.row.removesuffix(mention.unit), said)):
        return False
    figures = [(table.name(row), row[place.column].figure) for row in table.rows]
    rivals = [name for name, cell in figures if cell and _one_unit(cell, mention) and name != place.row and is_called(name, said)]
    if any(place.row not in core(rival) or len(rival) >= len(place.row) for rival in rivals):
        return False
    clause = next((part for part in reversed(_MARK.split(said)) if is_called(place.row, part)), said)
    rest = _HAN.findall(FILLER.sub("", _without(clause if slip else said, place.row + place.head + table.caption)))
    if len(rest) > (_STRANGE if slip else _BESIDE) or _is_narrowed(place.row, said):
        return False
    return slip or len(table.columns) == 1 or shares_words(place.head, said) or mention.unit in place.head


def _of_total(table: Table, place: _Place, said: str, mention: Mention, *, slip: bool) -> bool:
    """Whether a total may be meant: no row is named, and the head or the caption has words of the figure, or its unit."""
    if _AMONG.search(said) or any(is_called(table.name(row), said) for row in table.rows if not is_total(table.name(row))):
        return False
    if len(place.cells) > 1 and not (_SUMS.search(said) or tiled([table.name(row) for row in table.rows])):
        return False
    alike = shares_words(place.head, said) or shares_words(table.caption, said) or mention.unit in place.head
    return alike or (slip and (len(table.columns) == 1 or 0 < table.heads[0].start - mention.end < _BEHIND))


def _tells(other: Mention, place: _Place) -> bool:
    """Whether another figure of the text has the value of a cell, which then is told already."""
    return len(_bare(other.digits)) > 1 and _one_unit(place.cells[0], other) and place.value.meets(other.value)
