"""Headings with the stretch of text that each sums up: a title over a report, a numbered line over its paragraphs, a lead 【…】 before its text.

Owns what a heading is and how far the text under it reaches; whether their figures agree is for `checking`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from auditor.expression import expression
from auditor.model import Block, Document
from auditor.record import record

# "【全市新增企业3家】" at the head of its own text
_BRACKETED = expression(r"\s*【[^】\n]{4,120}】")
# "摘要:集团全年…" "【内容提要】…": a paragraph that sums up all below it — not "要点如下"
_SUMMARY = expression(r"\s*(?:【(?:内容)?[提摘]要】|(?:内容)?[提摘]要:|导读:|核心提示:|编者按:|导语:)")
# "(六)财政收入增速达到6.9%。" at the head of a block — not "(六)财政收入增长6.9%,增速…"
_RUN_IN = expression(r"\s*(?:\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}(?:、|是)|\d{1,2}[.、])[^。;:,|\t\n]{4,40}。")
# "原标题:甲公司解押200万股    来源:乙网" — the name of the source is none of it
_TITLE = expression(r"\s*(?:原?标题:)?(?P<at>[^。;|\t\n]{6,90}?)(?:\s+来源:[^。\n]*)?\s*$")
# A row of a table, a clause, or a sentence
_NO_HEADING = expression(r"[。|\t]|  \S|[:,]$")
# "1、甲公司持股1465万股,乙公司持股3500万" and its next line — not "1.新建公路86公里"
_ITEM = expression(r"\s*\d{1,2}[、.][^\n]*\d[^\n]*,[^\n]*\d")
_LONGEST = 60
_PARAGRAPHS = 3


@record(frozen=True)
class Headed:
    """A heading, the paragraphs right under it, and the end of all that it stands over; offsets half-open."""

    start: int
    end: int
    below: int
    near: int
    far: int


def headings(document: Document) -> Iterator[Headed]:
    """The headings of a document that have text of their own, in reading order."""
    blocks, folded = document.blocks, document.folded
    heads = [_is_heading(document, block) for block in blocks]
    for order, block in enumerate(blocks):
        if _SUMMARY.match(folded, block.start, block.end) and order + 1 < len(blocks):
            yield Headed(block.start, block.end, blocks[order + 1].start, blocks[-1].end, blocks[-1].end)
            continue
        lead = _BRACKETED.match(folded, block.start, block.end) or _RUN_IN.match(folded, block.start, block.end)
        if lead is not None and lead.end() < block.end:
            yield Headed(lead.start(), lead.end(), lead.end(), block.end, block.end)
            continue
        title = _TITLE.fullmatch(folded, block.start, block.end) if order == 0 and not _ITEM.match(folded, block.start, block.end) else None
        if not (heads[order] or lead is not None or title is not None):
            continue
        start, end = title.span("at") if title is not None else (block.start, block.end)
        first = order + 1 + (order + 1 < len(blocks) and heads[order + 1])
        text = [blocks[place] for place in takewhile(lambda place: not heads[place], range(first, len(blocks)))]
        if text:
            yield Headed(
                start, end, text[0].start, text[: _PARAGRAPHS + (first == order + 1)][-1].end, blocks[-1].end if order == 0 else text[-1].end
            )


def _is_heading(document: Document, block: Block) -> bool:
    """Whether a block is a line without a full stop, or with a number before it and one stop behind."""
    short = block.end - block.start <= _LONGEST and not _NO_HEADING.search(document.folded, block.start, block.end)
    short = short and not _ITEM.match(document.folded, block.start, block.end)
    return short or _RUN_IN.fullmatch(document.folded, block.start, block.end) is not None
