"""Offsets to the places that the outside world is told: lines and columns, 1-based, in code points, the end column exclusive."""

from __future__ import annotations

import bisect

from auditor.model import Document, Member


def place(document: Document, start: int, end: int) -> dict[str, int]:
    """The place of a span, as the JSON formats and the CSV give it."""
    (line, column), (end_line, end_column) = document.lines.place(start), document.lines.place(end)
    return {"line": line, "column": column, "end_line": end_line, "end_column": end_column}


def member(document: Document, part: Member) -> dict[str, object]:
    """A member of a relation: role, place and quote."""
    return {"role": part.role, **place(document, part.start, part.end), "quote": document.text[part.start : part.end]}


def location(document: Document, offset: int) -> str | None:
    """The name of a place that is no line (第3页), `None` in plain text."""
    row = bisect.bisect_right(document.blocks, offset, key=lambda block: block.start) - 1
    return document.blocks[row].location if row >= 0 else None


def address(document: Document, offset: int) -> str:
    """`path:line:column`, with the name of the place behind it where lines mean nothing to a reader."""
    line, column = document.lines.place(offset)
    named = location(document, offset)
    return f"{document.path}:{line}:{column}" + (f" ({named})" if named else "")
