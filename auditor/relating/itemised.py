"""Items that a paragraph under a title lists where the title says how many there are: 八项措施 over 推出以下措施：延长时间、减免租金、….

Owns which list is of what the title counts; lists whose items are paragraphs are for `announced`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from auditor.expression import compiled, expression
from auditor.extraction.numerals import integer
from auditor.model import Document, Severity
from auditor.relating.announced import Announced
from auditor.relating.announcement import titles
from auditor.relating.enumeration import whole_counts
from auditor.relating.marking import form_of
from auditor.relating.marking import numbered as _numbered

# "(1)" of ":(1)硬化村道" "一是" of ";一是" "2." "第三," — not "3.5" and not "二期"
_MARK = expression(
    r"(?:(?<=[:;。,])|^)\s?(?P<mark>\((?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})\)|(?P<n>\d{1,2})[.、](?!\d)|(?P<n>[一二三四五六七八九十]{1,3})[、是]|第(?P<n>[一二三四五六七八九十]{1,3})[,、是]|(?P<n>[①-⑳]))",
)
# "措施:延长时间、减免租金、增开夜班。" — not "措施:延长时间等。"
_LISTED = expression(r"(?P<said>[^。:\n]*):(?P<items>[^、。;:()\n\d]{2,16}(?:、[^、。;:()\n\d]{2,16}){2,})(?=。|$)")
_OPEN = expression(r"等[^、]{0,6}$|主要|部分|首批|其中|例如|比如|包括但不限|(?:个|大|方面|阶段|环节|批|类|组)[^:]{0,6}:$")
# Words under which what is announced is listed: "以下" "包括" before a colon
_CUE = expression(r"以下|如下|下列|包括|分别[是为]|即|为:|(?:严格|必须|自觉)(?:遵守|执行|落实)|内容|推出|公布|出台|明确|提出|承诺|发布|实施|具体")
_PARAGRAPHS = 3
_FEWEST = 3
# A list that is shorter or longer by more may be of something else
_SLIP = 2


def itemised(document: Document) -> Iterator[Announced]:
    """The counts of titles with the first list in the paragraphs below that has nearly as many items."""
    for title in islice(titles(document), 1):
        stated = integer(title["n"])
        below = [block for block in document.blocks if block.start >= title.end()][:_PARAGRAPHS]
        lists = (found for block in below for found in _lists(document, block.start, block.end, title["noun"]))
        found = next(lists, None)
        if found is None or title["of"].endswith(("落实", "完成")):
            continue
        counts, places = found
        if not min(abs(stated - n) for n in counts) > _SLIP:
            listed = stated if stated in counts else max(counts)
            yield Announced(stated, listed, title.span("at"), places, Severity.INFO)


def _lists(document: Document, start: int, end: int, noun: str) -> Iterator[tuple[frozenset[int], tuple[tuple[int, int], ...]]]:
    """The numbered lists of a paragraph and those behind its colons, where the words before them have the noun or say that all of them follow."""
    forms: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for mark in _MARK.finditer(document.folded, start, end):
        known = forms[form_of(mark["mark"])]
        if _ordinal(mark["n"]) == len(known) + 1:
            known.append(mark.span("mark"))
    form, numbered = max(forms.items(), key=lambda item: len(item[1]), default=("", []))
    # The next of them may stand in another paragraph
    if (
        len(numbered) >= _FEWEST
        and _introduces(document.folded[start : numbered[0][0]], noun)
        and document.folded.find(_numbered(form, len(numbered) + 1), end) < 0
    ):
        yield frozenset((len(numbered),)), tuple(numbered)
    for match in _LISTED.finditer(document.folded, start, end) if not numbered else ():
        if _introduces(match["said"] + ":", noun) and not _OPEN.search(match["items"]):
            sure, possible = whole_counts(match["items"])
            first = match.start("items")
            yield sure | possible, tuple((first + one.start(), first + one.end()) for one in compiled("[^、]+").finditer(match["items"]))


def _ordinal(numeral: str) -> int:
    return ord(numeral) - 0x245F if "①" <= numeral <= "⑳" else integer(numeral)


def _introduces(words: str, noun: str) -> bool:
    """Whether words before a list say that it is of what the title counts."""
    return (noun in words or _CUE.search(words) is not None) and not _OPEN.search(words)
