"""figure of a heading = figure of the text below it: a title or a heading that gives a figure which the first paragraphs under it give again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any, ClassVar

from auditor.expression import expression
from auditor.model import Block, Member, Mention, Outcome, Verdict
from auditor.number import last_place
from auditor.record import record
from auditor.relating import Context
from auditor.relating.calendar import periods_differ
from auditor.relating.noun import shared
from auditor.relating.scope import is_to_come, place
from auditor.rule import STRICT, Rule

# "【全市新增企业3家】" at the head of its own text
_BRACKETED = expression(r"【[^】\n]{4,80}】")
# A row of a table, a clause, or a sentence
_NO_HEADING = expression(r"[。;；|\t]|  \S|[:：,，]$")
_LONGEST = 60
_PARAGRAPHS = 3
_SHARED = 2
# The year that a headline looks back at is that of the report below it
_LAST_YEAR = frozenset(("去年", "上年"))
Place = tuple[int, int]


@record(frozen=True, slots=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    least: int = 4
    """The fewest characters of a name by which two figures are one though their values differ."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Each named figure of a heading with the one below that has its value, else with the only one that has its name."""
    for head, body in _sections(context):
        below = [m for m in _figures(context, *body) if m.start >= head[1]]
        for mention in _figures(context, *head) if below else ():
            outcome = _outcome(context, rule.params, mention, below)
            if outcome is not None:
                yield outcome


def _figures(context: Context, start: int, end: int) -> list[Mention]:
    return [m for m in context.mentions_in(start, end) if m.start in context.names and m.unit and not m.components]


def _sections(context: Context) -> Iterator[tuple[Place, Place]]:
    """Each heading with the stretch of text that it may sum up: the paragraphs right under it, or what stands behind its brackets."""
    blocks, folded = context.document.blocks, context.document.folded
    for order, block in enumerate(blocks):
        bracketed = _BRACKETED.match(folded, block.start, block.end)
        if bracketed is not None and bracketed.end() < block.end:
            yield bracketed.span(), (bracketed.end(), block.end)
        elif _is_heading(context, block):
            following = blocks[order + 1 : order + 2 + _PARAGRAPHS]
            text = [*takewhile(lambda b: not _is_heading(context, b), following[1:] if _is_heading(context, *following[:1]) else following)]
            if text:
                yield (block.start, block.end), (text[0].start, text[-1].end)


def _is_heading(context: Context, *blocks: Block) -> bool:
    return any(b.end - b.start <= _LONGEST and not _NO_HEADING.search(context.document.folded, b.start, b.end) for b in blocks)


def _outcome(context: Context, params: Params, mention: Mention, below: Sequence[Mention]) -> Outcome | None:
    name = context.names[mention.start]
    alike = [m for m in below if (m.kind, m.dimension or m.unit) == (mention.kind, mention.dimension or mention.unit)]
    equal = next((m for m in alike if m.value.meets(mention.value) and shared(name, context.names[m.start]) >= _SHARED), None)
    if equal is not None:
        return _judged(context, Verdict.HOLDS, mention, equal)
    if len(name) < params.least or any(m.value.meets(mention.value) or _cut_off(mention, m) for m in alike):
        return None
    named = [m for m in alike if sorted(context.names[m.start]) == sorted(name)]
    return _judged(context, Verdict.VIOLATED, mention, named[0]) if len(named) == 1 and not _apart(context, mention, named[0]) else None


def _cut_off(above: Mention, below: Mention) -> bool:
    """Whether a heading gives only the first digits of a figure: 16万亿元 for 168713亿元."""
    one, other = above.value.middle, below.value.middle
    return (
        one is not None
        and other is not None
        and 0 <= other - one < last_place(above.digits) * above.scale * above.factor
        and not above.printed.is_point
    )


def _apart(context: Context, above: Mention, below: Mention) -> bool:
    """Whether two figures are of two periods or levels, or one is yet to come."""
    document, both = context.document, (above, below)
    if above.period not in _LAST_YEAR and periods_differ(above.period, below.period, context.year):
        return True
    return any(is_to_come(document, m) for m in both) or len({*(place(document, m) for m in both), ""}) > 2


def _judged(context: Context, verdict: Verdict, above: Mention, below: Mention) -> Outcome:
    members = Member("below", below.start, below.end), Member("above", above.start, above.end)
    shown = context.quote(below), context.quote(above)
    fields = {"name": context.names[below.start], "below": shown[0], "above": shown[1]}
    return Outcome(verdict, below.start, below.end, members, *shown, fields=fields)
