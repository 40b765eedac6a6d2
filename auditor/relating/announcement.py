"""How many measures, things or campaigns a title announces, and how many the text below says that there are.

Owns which counts of a text are of the same things as that of the title; whether they agree is for `checking`, what is listed is for `announced`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from auditor.expression import compiled, expression
from auditor.extraction.numerals import integer
from auditor.model import Document
from auditor.record import record
from auditor.relating.enumeration import item_counts

if TYPE_CHECKING:
    import regex

# "26" of "26件" — not of "1,426件"
_N = r"(?P<n>(?<!\d|\d[,.\s])\d{1,2}|[一二两三四五六七八九十]{1,3})"
_NOUNS = "措施|举措|实事|服务|活动|行动|任务|政策|承诺|禁令|新政|工程|计划|机制|制度|规定|办法|清单|案例|典型案件"
# "十条措施" "十件民生实事" "六大专项行动" "6起“护苗”行动典型案例" of a title — not "第八条措施"
_TITLE = expression(
    rf"(?<![第\d分])(?P<at>{_N}(?P<unit>条|项|件|大|个|起|例))(?P<of>[\p{{Han}}“”]{{0,12}}?)(?P<noun>{_NOUNS})(?![\p{{Han}}”]{{0,6}}(?:{_NOUNS}))"
)
# Says that all of them are meant: "以下" "推出" before, "全部" behind — not "其中" and "首批"
_BEFORE = expression(r"(?:以[下上]|上述|下列|如下|这|出台|推出|提出|制定|部署|开展|实施|发布|公布|承诺|确定|等|的)[^。;\d]{0,6}$")
# The list right before a count
_RUN = expression(r"(?:^|[,;:。!?()\n])(?P<run>[^,;:。!?()\n]*)$")
_SOME = expression(r"其中|首批|第[一二三]批|另|新增|各|每|上年|去年|之一|下一步|明年")
_LONGEST = 60
_HEADS = 2
_REACH = 12
_LIST = 200


@record(frozen=True)
class Told:
    """A count of things: its number and place, their noun, and what stands between the two."""

    number: int
    at: tuple[int, int]
    noun: str
    of: str


def titles(document: Document) -> Iterator[regex.Match[str]]:
    """The only count of things in each of the first lines."""
    for block in islice(document.blocks, _HEADS):
        match = _TITLE.search(document.folded, block.start, block.end) if block.end - block.start <= _LONGEST else None
        if match is not None and "。" not in match.string[block.start : block.end] and not _TITLE.search(document.folded, match.end(), block.end):
            yield match


def announcements(document: Document) -> Iterator[tuple[Told, Told]]:
    """The count of a title with each that the text below gives of the same things; nothing where the text has that of the title and others too."""
    for match in titles(document):
        told = list(_below(document, match, document.folded.find("\n", match.end())))
        agreeing = [one for one in told if one.number == integer(match["n"])]
        for one in agreeing or told:
            yield _told(match), one


def _below(document: Document, title: regex.Match[str], start: int) -> Iterator[Told]:
    """The counts below a title whose noun and unit are its own and which are said of all of them, or stand beside a list of so many."""
    same = compiled(rf"(?<![第\d分])(?P<at>{_N}{title['unit']})(?P<of>[\p{{Han}}“”]{{0,12}}?)(?P<noun>{title['noun']})")
    for match in same.finditer(document.folded, start) if start >= 0 else ():
        alike = not match["of"] or not title["of"] or match["of"] in title["of"] or title["of"] in match["of"]
        if alike and not _SOME.search(document.folded, max(start, match.start() - _REACH), match.start("at")) and _is_of_all(document, match):
            yield _told(match)
    behind = compiled(rf"(?P<noun>{title['noun']})(?P<of>)(?:总共|一共|共计?有?|计)(?P<at>{_N}{title['unit']})(?=[,。;:(])")
    for match in behind.finditer(document.folded, start) if start >= 0 else ():
        if not _SOME.search(document.folded, max(start, match.start() - _REACH), match.start("at")):
            yield _told(match)


def _is_of_all(document: Document, count: regex.Match[str]) -> bool:
    """Whether words before a count say that all of them are meant, a colon behind it lists them, or they are listed right before it."""
    before = document.folded[max(0, count.start() - _LIST) : count.start()]
    listed = _RUN.search(before)
    counts = item_counts(listed["run"]) if listed and "、" in listed["run"] else ()
    return bool(_BEFORE.search(before)) or document.folded.startswith(":", count.end()) or integer(count["n"]) in counts


def _told(match: regex.Match[str]) -> Told:
    return Told(integer(match["n"]), match.span("at"), match["noun"], match["of"])
