"""Where a sentence ends that goes on about one thing: 其中 and 分产业看 continue what stands before them, behind a full stop and in the next block."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.expression import expression
from auditor.model import BlockKind, Document

# Divides a whole by one of its aspects: "按经营地分," "分产业看," "按来源归类(不重复计)," "从隶属关系看:" "学历结构:" — not "按计划,"
DIVISION = r"(?:(?:按|分|从)[^,;:。()\d\ue000-\uf8ff]{1,14}(?:划分|分类?|看|归类|统计|区分)(?:\([^()]{1,16}\))?[,:]|(?:学历|年龄|职称|性别|文化|人员|专业|层级)(?:结构|构成|分布)(?:为|上)?[,:])"
# Ends a sentence: "全年办结。" — not the point of "12.5", nor what stands before 其中 or "分产业看,", which go on about it
_SENTENCE_END = expression(rf"(?:。(?!\s*(?:其中|{DIVISION}))|[！？!?]|[\n\r]+(?!\s*其中))+")
_GOES_ON = expression(r"\s*其中")


def passages(document: Document) -> Iterator[tuple[int, int]]:
    """The spans of the blocks; a block that begins with 其中 goes on with the one before it."""
    span: tuple[int, int] | None = None
    for block in document.blocks:
        if span is not None and block.kind is BlockKind.PARAGRAPH and _GOES_ON.match(document.folded, block.start, block.end):
            span = span[0], block.end
            continue
        if span is not None:
            yield span
        span = block.start, block.end
    if span is not None:
        yield span


def spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a passage, as half-open spans of the text."""
    at = start
    for match in _SENTENCE_END.finditer(text, start, end):
        yield at, match.end()
        at = match.end()
    if at < end:
        yield at, end
