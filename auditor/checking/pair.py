"""Every opening mark has its closing one: brackets, quotation marks, title marks; counted through the whole document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from auditor.expression import compiled
from auditor.meaning import Meaning, Some, Word
from auditor.model import Block, Outcome, Severity, Verdict
from auditor.record import record
from auditor.relating import Context
from auditor.rule import STRICT, Rule, Text

_NO_PAIR = Text("{0} 应为两个不同的符号，先开后合", "{0} must be two marks that differ, the opening one first")


def _pair(marks: str, _: object) -> str:
    if len(marks) != 2 or marks[0] == marks[1]:
        raise ValueError(_NO_PAIR.filled(marks))
    return marks


Marks = Annotated[Word, Meaning(_pair)]
"""An opening mark and its closing one."""
FIELDS = frozenset({"missing"})
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    marks: Some[Marks]
    """Pairs, opening mark first: "()", "《》"; full-width forms count as their half-width twins."""
    enumerators: bool = True
    """Whether a lone closing bracket right after a number at the start of an item, as in "1)", is allowed."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Each mark without its partner, but for a pair that opens in one block and closes in a later one; a quotation of several paragraphs opens each of them."""
    for opening, closing in rule.params.marks:
        if opening not in context.document.folded and closing not in context.document.folded:
            continue
        unopened: list[int] = []
        unclosed: list[int] = []
        for block in context.document.blocks:
            opened, closed = _unpaired(context, block, opening, closing, enumerators=rule.params.enumerators)
            for position in closed:
                if unclosed:
                    unclosed.pop()
                else:
                    unopened.append(position)
            if opening == "“" and unclosed and _opens(context, block, opening) and _opens(context, context.block_at(unclosed[-1]), opening):
                unclosed.pop()
            unclosed += opened
        lonely = dict.fromkeys(unopened, opening) | dict.fromkeys(unclosed, closing)
        for position, missing in sorted(lonely.items()):
            stated = context.document.text[position]
            severity = None if _in_prose(context, position) else Severity.INFO
            yield Outcome(Verdict.VIOLATED, position, position + 1, stated=stated, fields={"missing": missing}, severity=severity, in_ledger=False)


def _opens(context: Context, block: Block | None, opening: str) -> bool:
    """Whether a block begins with an opening mark, as each paragraph of a long quotation does."""
    return block is not None and context.document.folded[block.start : block.end].lstrip().startswith(opening)


def _in_prose(context: Context, position: int) -> bool:
    """Whether the mark stands in a block of sentences; a line torn from a table or a PDF proves little."""
    block = context.block_at(position)
    text = context.document.folded[block.start : block.end].rstrip() if block else ""
    return "。" in text or text.endswith(("!", "?", ";"))


def _unpaired(context: Context, block: Block, opening: str, closing: str, *, enumerators: bool) -> tuple[list[int], list[int]]:
    """Offsets of the opening marks and of the closing marks of a block that have no partner in it."""
    opened: list[int] = []
    closed: list[int] = []
    text = context.document.folded
    for match in compiled(f"[{re.escape(opening + closing)}]").finditer(text[block.start : block.end]):
        position = block.start + match.start()
        if match[0] == opening:
            opened.append(position)
        elif opened:
            opened.pop()
        elif not (enumerators and _enumerates(text, position)):
            closed.append(position)
    return opened, closed


def _enumerates(text: str, position: int) -> bool:
    """Whether a closing bracket belongs to an item number: "1)" "一）" "a)"."""
    return position > 0 and (text[position - 1].isalnum() and (text[position - 1].isascii() or text[position - 1] in "一二三四五六七八九十"))
