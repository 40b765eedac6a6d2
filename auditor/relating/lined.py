"""Lists of parts with one item a line: 全年总收入862.4万元。其中： over 1.财政拨款收入624.8万元； and 2.事业收入237.6万元, or such lines over 合计862.4万元."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.extraction.numerals import integer
from auditor.model import Block, Document, Mention, MentionKind
from auditor.record import replace
from auditor.relating.calendar import TIMES, months
from auditor.relating.forms import MARK
from auditor.relating.partition import OTHERS, Partition, is_whole_or_part
from auditor.relating.sentence import Sentence
from auditor.relating.unit import alike

if TYPE_CHECKING:
    import regex

# "862.4万元。其中:" "862.4万元,具体如下:" — not "现将情况通报如下:", which has no amount before it in its sentence
_OPENS = expression(r"[^,;:。\n]{0,6}[,;。]?\s*[^,;:。\n]{0,12}:\s*$")
# "8426件。" over a list of items with marks: nothing says that they make it up
_STANDS_OVER = expression(r"[^,;:。\n\d]{0,6}[。;]?\s*$")
_MARKED_ITEM = expression(rf"\s*{MARK}")
_AMONG = expression(r"其中")
# "1.财政拨款收入" "(二)民事案件" "——来访" "上半年情况:7月接待" before the amount of an item — not "1.推进改革,办结"
_ITEM = expression(
    rf"\s*(?:{MARK}|[一二三四五六七八九十]是)?\s*(?:[^,;:。()\d]{{2,14}}:)?(?P<name>(?:\d{{1,2}}月份?)?[^,;:。()\d]{{2,24}}(?:\([^()]*\))?[^,;:。()\d]{{0,4}}:?)$"
)
# "合计" "总计:" at the head of the line that closes a list
_TOTAL = expression(r"(?:以上|上述|各项)?(?:合计|总计|共计|小计)")
_SUMS = expression(r"(?P<plain>合计|总计|共计|小计|总共|一共)|(?P<running>累计)|总(?:[额和数长量]|面积|投资|里程)|共(?![同享青产建有])")
# "以上四项合计支出:" "三个林场总计:" of a list of so many — not "全县合计", nor "以上行业与建材"
_ALL_OF = expression(r"(?:以上|上述|前述)(?!\p{Han}{0,8}[与和加])|各项|(?P<n>[两二三四五六七八九十]|\d{1,2})\p{Han}")
# "全区入库总量" — not "总库存"
_OVERALL = expression(r"全\p{Han}[^,;。]{0,8}总[量数额和]")
# "全年共接待" behind the quarters, "三季度共收治" behind its months — not "全年计划"
STRETCH = expression(
    r"(?P<time>全年|一年|年度|[上下]半年|前[三两]季度|第?[一二三四]季度|\d{1,2}月?[-—至到~]{1,2}\d{1,2}月)(?!.*(?:计划|目标|预计|平均|均))"
)
# "拉动限上零售额增长" before points — not "下拉", which is taken away
_PULLS = expression(r"(?<!向下)(?:拉动|上拉|拉高|贡献)")
_MARKED = expression(rf"\s*(?:{MARK}(?!\d))?\s*(?P<words>[^,;。|\t]{{2,30}})")
# ";" behind the last figure of a line — not "个"
_ENDS_LINE = expression(r"[;。,]?[^\S\n]*(?:\n|$)")
_TITLE = 40
_AS_YEAR = {"一年": "全年", "年度": "全年"}
_SOME = expression(r"主要|重点|等(?!级)|亏损")
_FEWEST, _MOST = 2, 16
# The line over a list may be long, an item not
_LONGEST = 160


def lined(document: Document, sentences: Sequence[Sentence]) -> Iterator[Partition]:
    """The lists under a line that ends in a colon behind its whole, and those that a line 合计 closes."""
    amounts = _amounts(document, sentences)
    firsts = [_item(document, block, amounts) for block in document.blocks]
    for order in range(len(document.blocks)):
        run = _run(document, firsts, order)
        closed = next((n for n in range(_FEWEST, len(run)) if _told(document, order, firsts[order : order + n], order + n, amounts)), len(run))
        run, told = run[:closed], _told(document, order, firsts[order : order + closed], order + closed, amounts)
        if len(run) < _FEWEST:
            continue
        total = _closing(document, firsts, order + len(run))
        above = _above(document, document.blocks[order - 1], amounts, run[0]) if order else None
        if total is not None and alike(total, run[0]):
            yield replace(_partition(document, total, run), cue="summed", far=True)
        elif told is not None and alike(told[0], run[0]):
            yield replace(_partition(document, told[0], run), cue="summed" if told[1] else "introduced", far=True)
            yield from _beside(document, order, len(run), told[0], amounts) if told[1] else ()
        if above is not None:
            yield _partition(document, above, run)
        elif order and len(run) > _FEWEST and not (total or told) and _first_marked(document, order):
            over = _above(document, document.blocks[order - 1], amounts, run[0], _STANDS_OVER)
            yield from [replace(_partition(document, over, run), cue="adjacent", far=True)] if over is not None else ()


def _amounts(document: Document, sentences: Sequence[Sentence]) -> Mapping[int, Mention]:
    """The mentions that can be wholes or parts, outside brackets, by their offsets; bare numbers at the ends of lines where a line says 单位：万元."""
    noted = "单位:" in document.folded
    return {
        mention.start: mention
        for sentence in sentences
        for k, mention in enumerate(sentence.mentions)
        if (mention.unit or (noted and _ENDS_LINE.match(document.folded, mention.end)))
        and sentence.groups[k] is None
        and (is_whole_or_part(sentence, k, mention) or _pulls(mention))
    }


def _pulls(mention: Mention) -> bool:
    """Whether a figure is what a part pulls the growth of a whole by: 汽车类拉动⟨1.7个百分点⟩."""
    return mention.kind is MentionKind.POINTS and _PULLS.search(mention.label) is not None and not mention.hedges


def _item(document: Document, block: Block, amounts: Mapping[int, Mention]) -> tuple[str, Mention] | None:
    """The name and the amount of a block that begins with them."""
    if block.end - block.start > _LONGEST:
        return None
    first = next((amounts[at] for at in range(block.start, block.end) if at in amounts), None)
    match = _ITEM.match(document.folded, block.start, first.outer_start) if first is not None else None
    return (match["name"].strip(), first) if match is not None and first is not None else None


def _run(document: Document, firsts: Sequence[tuple[str, Mention] | None], order: int) -> list[Mention]:
    """The items from a block on, if none stands before it, up to a line that is none or closes them."""
    before = firsts[order - 1] if order else None
    run: list[Mention] = []
    for item in firsts[order : order + _MOST]:
        if item is None or _TOTAL.match(item[0]) or (run and not alike(item[1], run[0])):
            break
        run.append(item[1])
    opens = before is None or (bool(run) and _ends_open(document, before[1])) or _TOTAL.match(before[0]) is not None or _first_marked(document, order)
    return run if opens else []


def _first_marked(document: Document, order: int) -> bool:
    """Whether a block has a mark of a list and the one before it has none."""
    above, block = document.blocks[order - 1 : order + 1]
    marked = [_MARKED_ITEM.match(document.folded, at.start, at.end) is not None for at in (above, block)]
    return marked == [False, True]


def _ends_open(document: Document, mention: Mention) -> bool:
    return _OPENS.match(document.folded, mention.outer_end, _line_end(document, mention)) is not None


def _line_end(document: Document, mention: Mention) -> int:
    end = document.folded.find("\n", mention.end)
    return end if end >= 0 else len(document.folded)


def _closing(document: Document, firsts: Sequence[tuple[str, Mention] | None], order: int) -> Mention | None:
    item = firsts[order] if order < len(firsts) else None
    return item[1] if item is not None and _TOTAL.match(item[0]) else None


def _told(
    document: Document, first: int, items: Sequence[tuple[str, Mention] | None], order: int, amounts: Mapping[int, Mention]
) -> tuple[Mention, bool] | None:
    """The amount of a line that says it is the sum of the items before it, and whether it surely is of all of them: of so many, or of the year whose quarters they are."""
    if len(items) < _FEWEST or order >= len(document.blocks):
        return None
    block = document.blocks[order]
    names = [name for item in items if item is not None for name in [item[0]]]
    tiling = tiled(names)
    for amount in (amounts[at] for at in range(block.start, min(block.end, block.start + _TITLE)) if at in amounts):
        match = _MARKED.fullmatch(document.folded, block.start, amount.outer_start)
        words = match["words"] if match is not None else ""
        sums, of = _SUMS.search(words), _ALL_OF.search(words)
        stretch = STRETCH.match(words)
        if stretch is not None and tiling is not None and stretch_of(stretch["time"]) == tiling:
            return amount, True
        numbered = of is not None and of["n"] and integer(of["n"].replace("两", "二")) == len(names)
        if sums is not None and of is not None and (numbered or not (of["n"] or sums["running"])):
            return amount, True
        above = document.folded[document.blocks[first - 1].start : document.blocks[first - 1].end] if first else ""
        if ((sums is not None and sums["plain"]) or _OVERALL.match(words)) and not any(map(TIMES.match, names)) and not _SOME.search(above):
            return amount, False
    return None


def stretch_of(said: str) -> tuple[int, int] | None:
    """The first and last month of a stretch: 全年, 一季度."""
    return months(_AS_YEAR.get(said, said))


def tiled(names: Sequence[str]) -> tuple[int, int] | None:
    """The first and last month of a stretch that the times of items make up, one behind the other: the quarters of a year, the months of a quarter."""
    spans = [span for name in names if (match := TIMES.match(name)) and (span := months(match[0].removesuffix("份")))]
    follow = len(spans) == len(names) and all(a[1] + 1 == b[0] for a, b in pairwise(spans))
    return (spans[0][0], spans[-1][1]) if follow and spans else None


def _beside(document: Document, first: int, number: int, total: Mention, amounts: Mapping[int, Mention]) -> Iterator[Partition]:
    """What the second figures of the items and of the line behind them add up to: 12个,总投资⟨36.5亿元⟩ over 共39个,总投资⟨109.7亿元⟩."""
    lines = [[amounts[at] for at in range(block.start, block.end) if at in amounts] for block in document.blocks[first : first + number + 1]]
    parts = [line[1] for line in lines[:number] if len(line) > 1]
    whole = next((m for m in lines[-1] if m.start > total.start and parts and alike(m, parts[0])), None)
    if whole is not None and len(parts) == number and all(alike(part, parts[0]) for part in parts):
        yield replace(_partition(document, whole, parts), cue="summed", far=True)


def _above(document: Document, block: Block, amounts: Mapping[int, Mention], part: Mention, ends: regex.Pattern[str] = _OPENS) -> Mention | None:
    """The last amount of a line that ends in a colon right behind it, or as `ends` says, if it is of the sort of the parts."""
    last = next((amounts[at] for at in range(block.end - 1, max(block.start, block.end - _LONGEST) - 1, -1) if at in amounts), None)
    fits = last is not None and alike(last, part) and ends.match(document.folded, last.outer_end, block.end)
    return last if fits else None


def _partition(document: Document, whole: Mention, run: Sequence[Mention]) -> Partition:
    text = document.folded[run[0].start if whole.start > run[0].start else whole.end : run[-1].end]
    among = _AMONG.search(document.folded, whole.end, run[0].start) is not None
    return Partition(
        whole, tuple(run), "among" if among else "introduced", open=_SOME.search(text) is not None, others=OTHERS.search(text) is not None
    )
