"""Names that a document gives twice because one place lists the other: the table of contents and the headings, the list of attachments and their titles.

Owns which entry belongs to which heading; whether the two are alike is for `checking`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.model import Block, Document
from auditor.record import record
from auditor.relating.numbered import captions, listed

if TYPE_CHECKING:
    import regex

_HEAD = expression(r"[#*\s]*目\s*[录次][*\s]*")
_MARK = r"(?P<mark>第[一二三四五六七八九十百\d]{1,4}(?:章|节|部分|编)|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、](?!\d)|\d{1,2}(?:\.\d{1,2}){1,2})"
# "三、保障措施 ........ 6" "第二章 职责……2" "（二）结案情况（4）" — not "三、加强领导。各县要高度重视"
_ENTRY = expression(rf"[-*#\s]*{_MARK}\s*(?P<title>[^。;\n]{{2,45}}?)[\s.…·\-—_]*(?:\(?\d{{1,3}}\)?)?\s*")
# "三、组织保障" and, where the text runs on behind it, "三、组织保障。加强领导"
_HEADING = expression(rf"[-*#\s]*{_MARK}\s*(?P<title>[^。:;\n]{{2,60}})")
# "附件：采购清单" and the "附件" above the list itself — not "附件：1.采购清单"
_LONE_NOTE = expression(r"附件:\s*(?P<title>[^。;\d\s][^。;\n]{1,40})")
_LONE_HEAD = expression(r"[#*\s]*附件[*\s]*")
_BETWEEN_WORDS = expression(r"[\s\p{P}]")
_Place = tuple[int, int]


@record(frozen=True)
class Entry:
    """A name in a list and the name where the thing itself stands, each with its place."""

    listed: str
    listed_at: _Place
    name: str
    at: _Place

    @property
    def agrees(self) -> bool:
        """Whether one of the names is the beginning or a part of the other, marks and spaces aside."""
        one, other = (_BETWEEN_WORDS.sub("", words) for words in (self.listed, self.name))
        return one in other or other in one


def contents(document: Document) -> Iterator[Entry]:
    """The entries of the table of contents, each with the next heading of its number behind the one before it."""
    blocks = document.blocks
    start = next((n for n, block in enumerate(blocks) if _HEAD.fullmatch(document.folded, block.start, block.end)), None)
    if start is None:
        return
    entries: list[regex.Match[str]] = []
    for block in blocks[start + 1 :]:
        match = _ENTRY.fullmatch(document.folded, block.start, block.end)
        if match is None or (entries and match["mark"] == entries[0]["mark"]):
            break
        entries.append(match)
    body = iter(blocks[start + 1 + len(entries) :])
    for entry in entries:
        heading = next(filter(None, (_headed(document, block, entry["mark"]) for block in body)), None)
        if heading is None:
            return
        yield Entry(entry["title"], entry.span("title"), document.folded[slice(*heading)], heading)


def _headed(document: Document, block: Block, mark: str) -> _Place | None:
    match = _HEADING.match(document.folded, block.start, block.end)
    return match.span("title") if match and match["mark"] == mark else None


def attachments(document: Document) -> Iterator[Entry]:
    """The attachments of the note below the text, each with the title over the attachment itself: behind its number, or in the next block."""
    starts = {block.start: n for n, block in enumerate(document.blocks)}
    blocks = document.blocks
    titles: dict[int, _Place] = {}
    for caption in captions(document):
        n = starts.get(caption.start)
        if caption.word == "附件" and n is not None and not caption.title and n + 1 < len(blocks):
            titles.setdefault(caption.number, (blocks[n + 1].start, blocks[n + 1].end))
    for entry in listed(document):
        at = titles.get(entry.number)
        if at is not None and entry.title and at[0] > entry.end:
            yield Entry(entry.title, (entry.start, entry.end), document.folded[slice(*at)], at)
    yield from _lone_attachment(document)


def _lone_attachment(document: Document) -> Iterator[Entry]:
    """The one attachment that has no number, where the note and the word 附件 above it stand once each."""
    blocks = document.blocks
    notes = [match for block in blocks if (match := _LONE_NOTE.fullmatch(document.folded, block.start, block.end))]
    heads = [n for n, block in enumerate(blocks) if _LONE_HEAD.fullmatch(document.folded, block.start, block.end)]
    if len(notes) == len(heads) == 1 and heads[0] + 1 < len(blocks) and notes[0].end() < blocks[heads[0]].start:
        at = blocks[heads[0] + 1].start, blocks[heads[0] + 1].end
        yield Entry(notes[0]["title"].strip(), notes[0].span("title"), document.folded[slice(*at)], at)
