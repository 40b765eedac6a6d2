"""A line of plain text as a block: where its words begin and end, and whether they are a heading, a list item or a paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.expression import expression
from auditor.model import Block, BlockKind

_LINE = expression(r"[^\r\n]+")
# 「一、总体情况」「（二）主要做法」「第三章 附则」 yes; 「一是加强领导」「1.加强领导」 no
_HEADING = expression(r"[一二三四五六七八九十百]{1,4}、|[（(][一二三四五六七八九十百]{1,4}[)）]|第[一二三四五六七八九十百]{1,4}[章节编]")
# 「一是加强领导」「1.加强领导」「（3）加强领导」「②加强领导」「- 加强领导」 yes; 「1.5万件」「-3.5%」「---」 no
_ITEM = expression(r"[一二三四五六七八九十]{1,3}是|\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[)）]|[①-⑳•·●■◆]|[-*+] ")
# 「一、我们做了三件事。」 and 「（一）受理案件，化解纠纷」 are sentences with a number before them
_SENTENCE = expression(r"[。；！？，：,;:!?]")
_LONGEST_HEADING = 50


def lines(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The lines that hold something, in order, as offsets without the white space around them; lines end at LF, CRLF or CR."""
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        words = match.group().strip()
        if words:
            first = match.start() + match.group().index(words)
            yield first, first + len(words)


def block(text: str, start: int, end: int) -> Block:
    """The block of one line of plain text."""
    words = text[start:end]
    if _HEADING.match(words) and len(words) <= _LONGEST_HEADING and not _SENTENCE.search(words):
        return Block(start, end, BlockKind.HEADING)
    return Block(start, end, BlockKind.ITEM if _ITEM.match(words) else BlockKind.PARAGRAPH)
