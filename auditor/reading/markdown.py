"""Markdown: front matter, fenced code, HTML comments and rulers are not the report's text, so no block covers them; offsets stay those of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.expression import expression
from auditor.model import Block, BlockKind, Document
from auditor.reading._decoding import decode
from auditor.reading._lines import block, lines

SUFFIXES = (".md", ".markdown")

# 「---⏎title: 年报⏎---⏎」 at the very beginning yes; a 「---」 further down, a rule between paragraphs, no
_FRONT_MATTER = expression(r"\A(---|\+\+\+)[ \t]*(?=[\r\n])")
# Before a line of code 「```python」「~~~」「> ```」 yes, and within a line 「<!-- 待核 -->」; 「``` `` ```」, code within a line, no
_OPENING = expression(r"(?:\A|(?<=[\r\n]))[ \t>]*(?P<fence>`{3,}(?=[^`\r\n]*(?:[\r\n]|\Z))|~{3,})|<!--")
# 「# 总体情况」「## 一、概述」 yes; 「#1 号楼」「####### 七」 no
_HEADING = expression(r"#{1,6}[ \t]")
# 「- 加强领导」「> 3. 加强领导」 yes; 「-3.5%」「2023.」 no
_LIST_MARK = expression(r"(?:>[ \t]*)*(?:[-*+]|\d{1,9}[.)])[ \t]")
# 「---」 between paragraphs, 「====」 under a title, 「|---|:--:|」 in a table yes; 「- 」「……」 no
_RULER = expression(r"[-*_=|:+ \t]{3,}")


def read(path: str, data: bytes) -> Document:
    """The document in a Markdown file.

    Raises:
        UnreadableError: `data` is not text.
    """
    text, encoding = decode(data)
    blocks = (_block(text, *line) for start, end in _prose(text) for line in lines(text, start, end) if not _RULER.fullmatch(text, *line))
    return Document(path, text, tuple(blocks), encoding)


def _block(text: str, start: int, end: int) -> Block:
    """The block of one line; a row of a table is a cell, for its columns are no sentence."""
    words = text[start:end]
    if _HEADING.match(words):
        return Block(start, end, BlockKind.HEADING)
    if words.startswith("|"):
        return Block(start, end, BlockKind.CELL)
    return Block(start, end, BlockKind.ITEM) if _LIST_MARK.match(words) else block(text, start, end)


def _prose(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between what is not the report's text, in order, as offsets."""
    at = 0
    for start, end in _left_out(text):
        yield at, start
        at = end
    yield at, len(text)


def _left_out(text: str) -> Iterator[tuple[int, int]]:
    """Front matter, code fences and comments, in order; whichever opens first hides the marks of the other."""
    matter = _FRONT_MATTER.match(text)
    at = 0
    if matter and (end := _line_of(text, rf"{re.escape(matter[1])}|\.\.\.", matter.end())):
        yield 0, end
        at = end
    last_comment_end = text.rfind("-->")
    while opening := _OPENING.search(text, at):
        at = opening.end()
        if opening["fence"]:
            mark = opening["fence"]
            at = _line_of(text, rf"[ \t>]*{re.escape(mark)}{re.escape(mark[0])}*", at) or len(text)
        elif at <= last_comment_end:
            at = text.index("-->", at) + len("-->")
        else:
            continue
        yield opening.start(), at


def _line_of(text: str, pattern: str, at: int) -> int | None:
    """Where the first line after `at` that is `pattern` and nothing else ends."""
    found = re.compile(rf"(?<=[\r\n])(?:{pattern})[ \t]*(?=[\r\n]|\Z)").search(text, at)
    return found.end() if found else None
