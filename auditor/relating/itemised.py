"""Items that a paragraph under a title lists where the title says how many there are: 八项措施 over 推出以下措施：延长时间、减免租金、….

Owns which list is of what the title counts; lists whose items are paragraphs are for `announced`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from auditor.expression import compiled, expression
from auditor.extraction.numerals import integer
from auditor.model import Block, Document, Severity
from auditor.relating.announced import Announced
from auditor.relating.announcement import titles
from auditor.relating.enumeration import whole_counts
from auditor.relating.marking import form_of, numbered

# "(1)" of ":(1)硬化村道" "一是" of ";一是" "2." "第三," — not "3.5" and not "二期"
_MARK = expression(
    r"(?:(?<=[:;。,\n])|^)\s?(?P<mark>\((?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})\)|(?P<n>\d{1,2})[.、](?!\d)|(?P<n>[一二三四五六七八九十]{1,3})[、是]|第(?P<n>[一二三四五六七八九十]{1,3})[,、是]|(?P<n>[①-⑳]))",
)
# "措施:延长时间、减免租金、增开夜班。" — not "措施:延长时间等。"
_LISTED = expression(
    r"(?P<said>[^。:\n]*):(?P<items>[^、,。;:()\n\d]{2,16}(?:(?P<mark>[、,;])[^、,。;:()\n\d]{2,16})(?:(?P=mark)[^、,。;:()\n\d]{2,16})+)(?=。|$)"
)
_OPEN = expression(r"等[^、]{0,6}$|主要|部分|首批|其中|例如|比如|包括但不限")
# "从三个方面": the list may be of sections
_SECTIONS = expression(r"(?:\d|[一二三四五六七八九十])(?:个|大)?(?:方面|阶段|环节|批|类|组|层面|领域|维度)")
# Words under which what is announced is listed: "以下" "包括" before a colon
_CUE = expression(r"以下|如下|下列|包括|分别[是为]|即|为:|(?:严格|必须|自觉)(?:遵守|执行|落实)|内容|推出|公布|出台|明确|提出|承诺|发布|实施|具体")
_PARAGRAPHS = 3
_FEWEST = 3
_List = tuple[frozenset[int], tuple[tuple[int, int], ...], bool]
# A list that is shorter or longer by more may be of something else
_SLIP = 2


def itemised(document: Document) -> Iterator[Announced]:
    """The counts of titles with the first list in the paragraphs below that has nearly as many items."""
    for title in islice(titles(document), 1):
        stated = integer(title["n"])
        below = [block for block in document.blocks if block.start >= title.end()][:_PARAGRAPHS]
        lists = (found for order, block in enumerate(below) for found in _lists(document, block, title["noun"], first=not order))
        found = next(lists, None)
        if found is None or title["of"].endswith(("落实", "完成")):
            continue
        counts, places, sections = found
        if min(abs(stated - n) for n in counts) <= (1 if sections else _SLIP):
            listed = stated if stated in counts else max(counts)
            yield Announced(stated, listed, title.span("at"), places, Severity.INFO)


def _lists(document: Document, block: Block, noun: str, *, first: bool) -> Iterator[_List]:
    """The numbered list of a paragraph, else those behind its colons, where the words before them have the noun or say that all of them follow."""
    form, places = _numbered(document, block)
    before = document.folded[block.start : places[0][0]] if places else ""
    if places:
        introduced = _introduces(before, noun) or (first and not before.strip())
        # The next of them may stand in another paragraph
        whole = document.folded.find(numbered(form, len(places) + 1), block.end) < 0
        if len(places) >= _FEWEST and introduced and whole:
            yield frozenset((len(places),)), tuple(places), _SECTIONS.search(before) is not None
        return
    for match in _LISTED.finditer(document.folded, block.start, block.end):
        if _introduces(match["said"], noun) and not _OPEN.search(match["items"]) and not _SECTIONS.search(match["said"]):
            sure, possible = whole_counts(match["items"].replace(match["mark"], "、"))
            start = match.start("items")
            yield sure | possible, tuple((start + one.start(), start + one.end()) for one in compiled("[^、,;]+").finditer(match["items"])), False


def _numbered(document: Document, block: Block) -> tuple[str, list[tuple[int, int]]]:
    """The longest numbered list inside a paragraph: the form of its marks and their places."""
    forms: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for mark in _MARK.finditer(document.folded, block.start, block.end):
        known = forms[form_of(mark["mark"])]
        if _ordinal(mark["n"]) == len(known) + 1:
            known.append(mark.span("mark"))
    return max(forms.items(), key=lambda item: len(item[1]), default=("", []))


def _ordinal(numeral: str) -> int:
    return ord(numeral) - 0x245F if "①" <= numeral <= "⑳" else integer(numeral)


def _introduces(words: str, noun: str) -> bool:
    """Whether words before a list say that it is of what the title counts."""
    return (noun in words or _CUE.search(words) is not None) and not _OPEN.search(words)
